import { eq } from "../domain/condition.ts";
import { type ErasureView, erasureView } from "../domain/erasure.ts";
import type { Erasure } from "../domain/records.ts";
import type { Ports } from "../ports/ports.ts";

export interface ListErasuresInput {
  readonly status?: Erasure["status"] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The caller's own erasures, newest first. It does not show what others asked of the common catalogue. */
export async function listErasures(
  { documents }: Pick<Ports, "documents">,
  { status, limit, cursor }: ListErasuresInput,
): Promise<{ readonly data: ErasureView[]; readonly next_cursor: string | null }> {
  const page = await documents.find("erasures", {
    where: [
      eq("tenant_id", documents.scope.tenantId),
      ...(status === undefined ? [] : [eq("status", status)]),
    ],
    sort: { field: "received_at", direction: "descending" },
    limit,
    ...(cursor !== undefined && { cursor }),
  });
  return { data: page.items.map(erasureView), next_cursor: page.cursor };
}

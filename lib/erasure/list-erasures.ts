import type { listErasures as operation } from "../domain/api/erasure-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { eq } from "../domain/condition.ts";
import { type ErasureView, erasureView } from "../domain/erasure.ts";
import type { Ports } from "../ports/ports.ts";

/** The caller's own erasures, newest first. It does not show what others asked of the common catalogue. */
export async function listErasures(
  { documents }: Pick<Ports, "documents">,
  { status, limit, cursor }: InputOf<typeof operation>,
): Promise<{ readonly data: ErasureView[]; readonly next_cursor: string | null }> {
  const page = await documents.find("erasures", {
    where: [
      eq("tenant_id", documents.scope.tenantId),
      ...(status === undefined ? [] : [eq("status", status)]),
    ],
    sort: { field: "received_at", direction: "descending" },
    limit,
    cursor,
  });
  return { data: page.items.map(erasureView), next_cursor: page.cursor };
}

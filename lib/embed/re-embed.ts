import type { TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Queues } from "../ports/queues.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { isCovered } from "./embed-creators.ts";
import { sendToEmbed } from "./embed-message.ts";

export interface ReEmbedPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly embedder: Pick<Embedder, "model" | "dimensions">;
  readonly queues: Queues;
}

export interface ReEmbedRequest {
  readonly tenantId: TenantId;
  /** Of creator ids. */
  readonly prefix?: string;
  /** Goes on from an earlier answer's `next`. */
  readonly from?: string | null;
  /** The model that the last whole walk was for. */
  readonly memo?: string | null;
  readonly remainingMs?: () => number;
}

export interface ReEmbedding {
  readonly queued: number;
  readonly next: string | null;
  /** What the next walk is given. */
  readonly memo: string;
}

/**
 * Queues creators whose vector is of another model than this deployment's. Vectors of two models say nothing about each
 * other, so a change of the model goes through all creators once; while it stays the same nothing is read.
 */
export async function reEmbed(ports: ReEmbedPorts, request: ReEmbedRequest): Promise<ReEmbedding> {
  const { tenantId, prefix = "c_", from = null, remainingMs = () => 1 } = request;
  const memo = `${ports.embedder.model}/${ports.embedder.dimensions}`;
  if (request.memo === memo) return { queued: 0, next: null, memo };
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  let queued = 0;
  for await (const page of documents.scan("creators", prefix, from ?? undefined)) {
    const behind = page.filter(
      (record) => !record.erased && record.index_mark !== null && !isCovered(ports.embedder, record),
    );
    await sendToEmbed(
      ports.queues,
      "embed-low",
      tenantId,
      behind.map(({ id }) => id),
    );
    queued += behind.length;
    if (remainingMs() <= 0) return { queued, next: page.at(-1)?.id ?? null, memo };
  }
  return { queued, next: null, memo };
}

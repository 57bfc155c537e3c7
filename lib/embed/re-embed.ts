import { eq } from "../domain/condition.ts";
import type { CreatorRecord } from "../domain/creator.ts";
import type { TenantId } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Ports } from "../ports/ports.ts";
import { isCovered } from "./embed-creators.ts";

export interface ReEmbedPorts extends Pick<Ports, "openDocuments" | "marks"> {
  readonly embedder: Pick<Embedder, "model" | "dimensions">;
}

export interface ReEmbedRequest {
  readonly tenantId: TenantId;
  /** Of the creator ids. */
  readonly prefix?: string;
  /** Goes on from an earlier answer's `next`. */
  readonly from?: string | null;
  /** The `memo` of the last complete walk: its model, dimensions and other indexes. */
  readonly memo?: string | null;
  readonly remainingMs?: () => number;
}

export interface ReEmbedding {
  readonly flagged: number;
  readonly next: string | null;
  /** The `memo` for the next walk. */
  readonly memo: string;
}

/**
 * Flags creators whose vector, in some region, is missing or of another model than this deployment's. Vectors of
 * different models cannot be compared, so a new model needs one walk through all creators, and so does a new region.
 * If neither is new, nothing is read. The follower of changes has the flagged creators embedded.
 */
export async function reEmbed(ports: ReEmbedPorts, request: ReEmbedRequest): Promise<ReEmbedding> {
  const { tenantId, prefix = "c_", from = null, remainingMs = () => 1 } = request;
  const { own, others } = ports.marks;
  const memo = [ports.embedder.model, ports.embedder.dimensions, ...others].join("/");
  if (request.memo === memo) return { flagged: 0, next: null, memo };
  const documents = ports.openDocuments(ownScope(tenantId));
  // A creator that is not indexed yet was flagged when it was stored.
  const isBehind = (record: CreatorRecord) =>
    !record.erased &&
    record[own] !== null &&
    [own, ...others].some((field) => !isCovered(ports.embedder, record, field));
  let count = 0;
  for await (const page of documents.scan("creators", prefix, from ?? undefined)) {
    const behind = page.filter(isBehind);
    await documents.updateMany("creators", behind.map(flagged));
    count += behind.length;
    if (remainingMs() <= 0) return { flagged: count, next: page.at(-1)?.id ?? null, memo };
  }
  return { flagged: count, next: null, memo };
}

const flagged = ({ id }: CreatorRecord) => ({
  id,
  set: { index_pending: true, index_urgent: false },
  when: [eq("erased", false)],
});

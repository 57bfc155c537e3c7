import type { CreatorId, TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Queues } from "../ports/queues.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { isCovered } from "./embed-creators.ts";
import { sendToEmbed } from "./embed-message.ts";

export interface SweepIndexPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly embedder: Pick<Embedder, "model" | "dimensions">;
  readonly queues: Queues;
  readonly clock: Clock;
}

export interface SweepIndexRequest {
  readonly tenantId: TenantId;
  /**
   * Also looks through creators whose index is done for marks of another model, a page of this many a run: null
   * begins, the answer's cursor goes on. Left out, it does not look: a model changes with a deployment.
   */
  readonly otherModels?: { readonly cursor: string | null };
}

export interface IndexSweep {
  readonly queued: number;
  /** Why nothing was looked for, where that is so. */
  readonly skipped: "embedding-is-busy" | null;
  /** Where the look for other models goes on; null at its end. */
  readonly cursor: string | null;
}

/** What was stored a moment ago has its message still on the way. */
const YOUNGEST_MS = 5 * 60_000;
/** Creators queued in one run: 50 messages. */
const RUN_MAX = 5_000;
const PAGE = 1_000;

/**
 * Finds creators whose index mark stays behind their document and queues them again: the mend for whatever was
 * interrupted between a write and its message. While messages still wait to be embedded nothing is known to be
 * lost, so it leaves them alone and does not pile the same creators up.
 */
export async function sweepIndex(ports: SweepIndexPorts, request: SweepIndexRequest): Promise<IndexSweep> {
  const cursor = request.otherModels?.cursor ?? null;
  if (await isBusy(ports.queues)) return { queued: 0, skipped: "embedding-is-busy", cursor };
  const { tenantId } = request;
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const pending = await pendingCreators(documents, new Date(ports.clock.now().getTime() - YOUNGEST_MS));
  const other = request.otherModels ? await ofOtherModels(documents, ports.embedder, cursor) : NONE;
  const ids = [...new Set([...pending, ...other.ids])];
  await sendToEmbed(ports.queues, "embed-low", tenantId, ids);
  return { queued: ids.length, skipped: null, cursor: other.cursor };
}

async function isBusy(queues: Queues): Promise<boolean> {
  const depths = await Promise.all([queues.depth("embed-high"), queues.depth("embed-low")]);
  return depths.some(({ visible, inFlight, delayed }) => visible + inFlight + delayed > 0);
}

async function pendingCreators(documents: TenantDocuments, before: Date): Promise<CreatorId[]> {
  const ids: CreatorId[] = [];
  const where = [
    { field: "index_pending", op: "eq", value: true },
    { field: "updated_at", op: "lte", value: before.toISOString() },
  ] as const;
  for await (const page of everyPage(documents, "creators", { where, limit: PAGE })) {
    ids.push(...page.map(({ id }) => id));
    if (ids.length >= RUN_MAX) break;
  }
  return ids;
}

interface OtherModels {
  readonly ids: readonly CreatorId[];
  readonly cursor: string | null;
}
const NONE: OtherModels = { ids: [], cursor: null };

/** A mark names its model, but no index leads there: one page after the other is read. */
async function ofOtherModels(
  documents: TenantDocuments,
  embedder: SweepIndexPorts["embedder"],
  cursor: string | null,
): Promise<OtherModels> {
  const page = await documents.find("creators", {
    where: [{ field: "index_pending", op: "eq", value: false }],
    limit: PAGE,
    ...(cursor !== null && { cursor }),
  });
  const behind = page.items.filter((record) => !record.erased && !isCovered(embedder, record));
  return { ids: behind.map(({ id }) => id), cursor: page.cursor };
}

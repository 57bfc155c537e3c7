import { eq, type Guard } from "../domain/condition.ts";
import { type Creator, namespaceOf } from "../domain/creator.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { type MarkField, markedAs, ONE_INDEX } from "../domain/index-marks.ts";
import { PLATFORMS } from "../domain/platform.ts";
import { embeddingText, vectorMetadata } from "../domain/profile/embedding-text.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { type Subject, suppressionCheck } from "../suppression/suppression.ts";
import { sendToEmbed } from "./embed-message.ts";

export { embedMessageSchema } from "./embed-message.ts";

/** `marks` are those of the index in `vectors`. */
export type EmbedPorts = Pick<
  Ports,
  "openDocuments" | "vectors" | "embedder" | "queues" | "keyring" | "clock" | "ids" | "marks"
>;

/** The result for the creators of a message. The counts add up to its distinct ids. */
export interface EmbedSummary {
  readonly embedded: number;
  /** Only filter fields had changed, so nothing was embedded. */
  readonly refiltered: number;
  readonly unchanged: number;
  /** Erased, suppressed or missing. Their vectors are removed. */
  readonly gone: number;
  /** Changed while they were being embedded, so queued again. */
  readonly requeued: number;
}

/**
 * Brings the vectors of a tenant's creators up to date with their documents: see DESIGN "Embed". The result is right
 * however often it runs and whatever runs at the same time. A mark is set only if the embedded hashes and the mark
 * that was read are unchanged. If a creator was forgotten meanwhile, its vector is removed again. `isRedelivered`: a
 * worker may have died between vectors and marks, and may have written an older text's vector under another worker's
 * newer mark. So no mark is trusted.
 */
export async function embedCreators(
  ports: EmbedPorts,
  request: {
    readonly tenantId: TenantId;
    readonly creatorIds: readonly CreatorId[];
    readonly isRedelivered?: boolean;
    /** Replaces drafts, which takes longer. Otherwise drafts are made if the embedder has any. */
    readonly refines?: boolean;
  },
): Promise<EmbedSummary> {
  const { tenantId, isRedelivered = false, refines = false } = request;
  const documents = ports.openDocuments(ownScope(tenantId));
  const ids = [...new Set(request.creatorIds)];
  const found = await documents.getMany("creators", ids);
  const stored = [...found.values()].filter((record) => !record.erased);
  const findSuppressed = suppressionCheck(ports.keyring, stored.map(subjectOf));
  const suppressed = await findSuppressed(documents);
  const live = new Map(
    stored.flatMap((creator) => (suppressed.has(creator.id) ? [] : [[creator.id, creator]])),
  );
  await removeVectors(
    ports.vectors,
    tenantId,
    ids.filter((id) => !live.has(id)),
  );
  await leaveUnindexed(ports, documents, suppressed);

  const [covered, stale] = partition(
    [...live.values()],
    (creator) =>
      !isRedelivered &&
      isCovered(ports.embedder, creator, ports.marks.own) &&
      !(refines && isDraft(creator, ports.marks.own)),
  );
  await settle(
    ports,
    documents,
    covered.filter(({ index_pending }) => index_pending),
  );
  const refiltered = await writeMetadata(ports, tenantId, isRedelivered || refines ? [] : stale);
  const embedded = stale.filter(({ id }) => !refiltered.has(id));
  await writeVectors(ports, tenantId, embedded, refines ? "profile" : "draft");
  const makesDrafts = ports.embedder.drafts && !refines;
  const lost = await markIndexed(ports, documents, stale, {
    suppressed: await findSuppressed(documents),
    isDraft: (creator) => (refiltered.has(creator.id) ? isDraft(creator, ports.marks.own) : makesDrafts),
  });
  return {
    embedded: embedded.filter(({ id }) => !lost.has(id)).length,
    refiltered: stale.filter(({ id }) => refiltered.has(id) && !lost.has(id)).length,
    unchanged: covered.length,
    gone: ids.length - live.size + [...lost.values()].filter((fate) => fate === "gone").length,
    requeued: [...lost.values()].filter((fate) => fate === "changed").length,
  };
}

const subjectOf = ({ id, platform, platform_user_id }: Creator): Subject => ({
  id,
  account: { platform, platform_user_id },
});

/** The items for which `holds` is true, and the others. */
function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}

/** Deletes on all platforms, because the creators' own may no longer be known. */
async function removeVectors(
  vectors: VectorIndex,
  tenantId: TenantId,
  ids: readonly CreatorId[],
): Promise<void> {
  if (ids.length === 0) return;
  for (const platform of PLATFORMS) await vectors.delete(namespaceOf(tenantId, platform), ids);
}

/**
 * For creators that are still here although their account asked elsewhere to be forgotten. Their next fetch erases
 * them.
 */
async function leaveUnindexed(
  { marks }: EmbedPorts,
  documents: TenantDocuments,
  suppressed: ReadonlySet<CreatorId>,
): Promise<void> {
  const set = { ...markedAs(marks.own, null), index_pending: false };
  await documents.updateMany(
    "creators",
    [...suppressed].map((id) => ({ id, set, when: [eq("erased", false)] })),
  );
}

/** Whether a region's mark is for this model, these dimensions and the document's present state. */
export function isCovered(
  { model, dimensions }: Pick<Embedder, "model" | "dimensions">,
  creator: Creator,
  field: MarkField = ONE_INDEX.own,
): boolean {
  const { [field]: mark, text_hash, facet_hash } = creator;
  return (
    mark?.model === model &&
    mark.dims === dimensions &&
    mark.text_hash === text_hash &&
    mark.facet_hash === facet_hash
  );
}

const isDraft = (creator: Creator, field: MarkField): boolean => creator[field]?.draft === "yes";

const hashesHold = ({ text_hash, facet_hash }: Creator) => [
  eq("erased", false),
  eq("text_hash", text_hash),
  eq("facet_hash", facet_hash),
];

/** No other worker has set or invalidated the mark since this creator was read. */
function markStands(field: MarkField, { [field]: mark }: Creator): readonly Guard[] {
  if (!mark) return [{ field, op: "absent" }];
  return (["text_hash", "facet_hash", "at"] as const).map((name) => eq(`${field}.${name}`, mark[name]));
}

/**
 * Clears the flag of creators whose marks match the document in every region, so the last region clears it. A write
 * that raced with the marking may also have left the flag behind.
 */
async function settle(
  { embedder: { model, dimensions }, marks }: EmbedPorts,
  documents: TenantDocuments,
  indexed: readonly Creator[],
): Promise<void> {
  const marked = ({ text_hash, facet_hash }: Creator) =>
    [marks.own, ...marks.others].flatMap((field) =>
      Object.entries({ model, dims: dimensions, text_hash, facet_hash }).map(([name, value]) =>
        eq(`${field}.${name}`, value),
      ),
    );
  await documents.updateMany(
    "creators",
    indexed.map((creator) => ({
      id: creator.id,
      set: { index_pending: false },
      when: [...hashesHold(creator), ...marked(creator)],
    })),
  );
}

/** If only facets changed, writes them and keeps the vector. Returns the ids for which this was possible. */
async function writeMetadata(
  { embedder, vectors, marks }: EmbedPorts,
  tenantId: TenantId,
  stale: readonly Creator[],
): Promise<Set<string>> {
  const candidates = stale.filter(
    ({ [marks.own]: mark, text_hash }) =>
      mark?.model === embedder.model && mark.dims === embedder.dimensions && mark.text_hash === text_hash,
  );
  const written = new Set<string>();
  for (const [platform, creators] of Map.groupBy(candidates, (creator) => creator.platform)) {
    const updates = creators.map((creator) => ({ id: creator.id, metadata: vectorMetadata(creator) }));
    for (const id of await vectors.replaceMetadata(namespaceOf(tenantId, platform), updates)) written.add(id);
  }
  return written;
}

async function writeVectors(
  { embedder, vectors }: EmbedPorts,
  tenantId: TenantId,
  creators: readonly Creator[],
  as: "draft" | "profile",
): Promise<void> {
  if (creators.length === 0) return;
  const values = await embedder.embed(creators.map(embeddingText), { as });
  const records = creators.flatMap((creator, index) => {
    const vector = values[index];
    return vector
      ? [{ platform: creator.platform, id: creator.id, values: vector, metadata: vectorMetadata(creator) }]
      : [];
  });
  const byPlatform = Map.groupBy(records, (record) => record.platform);
  // At the same time, because on one machine they are then one write. Waits for all, so that none continues after an error.
  const written = await Promise.allSettled(
    Array.from(byPlatform, ([platform, ofPlatform]) =>
      vectors.upsert(
        namespaceOf(tenantId, platform),
        ofPlatform.map(({ platform: _platform, ...record }) => record),
      ),
    ),
  );
  for (const one of written) if (one.status === "rejected") throw one.reason;
}

type Fate = "gone" | "changed";

/**
 * Marks the creators whose documents still say what was embedded. Check and mark are one conditional write, so nothing
 * comes between. Creators that were forgotten lose their vector. The others are queued again, under a mark that covers
 * nothing, because this worker may have replaced a newer vector. If the worker that wrote the newer one has not marked
 * it yet, its write fails, because the mark that it read is gone. If another worker has set the very same mark,
 * nothing needs to be done.
 */
async function markIndexed(
  ports: EmbedPorts,
  documents: TenantDocuments,
  stale: readonly Creator[],
  written: { readonly suppressed: ReadonlySet<CreatorId>; readonly isDraft: (creator: Creator) => boolean },
): Promise<Map<CreatorId, Fate>> {
  const { suppressed } = written;
  const candidates = stale.filter(({ id }) => !suppressed.has(id));
  const marked = await documents.updateMany(
    "creators",
    candidates.map((creator) => markOf(ports, creator, written.isDraft(creator))),
  );
  if (ports.marks.others.length > 0)
    await settle(
      ports,
      documents,
      candidates.filter((_, index) => marked[index] === true),
    );
  const missed = candidates.filter((_, index) => marked[index] !== true);
  const found = await documents.getMany("creators", missed.map(idOf));
  const [there, away] = partition(missed, ({ id }) => found.get(id)?.erased === false);
  const isMarkedMeanwhile = (creator: Creator): boolean => {
    const { id, text_hash, facet_hash } = creator;
    const now = found.get(id);
    const isSame = now?.erased === false && now.text_hash === text_hash && now.facet_hash === facet_hash;
    return (
      isSame &&
      isCovered(ports.embedder, now, ports.marks.own) &&
      isDraft(now, ports.marks.own) === written.isDraft(creator)
    );
  };
  const changed = there.filter((creator) => !isMarkedMeanwhile(creator)).map(idOf);
  const gone = [...stale.filter(({ id }) => suppressed.has(id)), ...away].map(idOf);
  await removeVectors(ports.vectors, documents.scope.tenantId, gone);
  await queueAgain(ports, documents, changed);
  return new Map<CreatorId, Fate>([
    ...gone.map((id) => [id, "gone"] as const),
    ...changed.map((id) => [id, "changed"] as const),
  ]);
}

/** If there is no other index, the same write clears the flag. */
function markOf({ embedder, clock, marks }: EmbedPorts, creator: Creator, isDraft: boolean) {
  const { text_hash, facet_hash } = creator;
  const at = clock.now().toISOString();
  const kind = isDraft ? { draft: "yes" as const } : {};
  const mark = { model: embedder.model, dims: embedder.dimensions, text_hash, facet_hash, at, ...kind };
  const set = {
    ...markedAs(marks.own, mark),
    ...(marks.others.length === 0 && { index_pending: false }),
  };
  return { id: creator.id, set, when: [...hashesHold(creator), ...markStands(marks.own, creator)] };
}

const idOf = ({ id }: Creator): CreatorId => id;

/** Every invalid mark is unique, so that no worker takes a new one for the one that it read. */
async function queueAgain(
  ports: EmbedPorts,
  documents: TenantDocuments,
  ids: readonly CreatorId[],
): Promise<void> {
  const { model, dimensions: dims } = ports.embedder;
  const at = ports.clock.now().toISOString();
  const doubt = () => ({ model, dims, text_hash: ports.ids.random(), facet_hash: "", at });
  await documents.updateMany(
    "creators",
    ids.map((id) => ({
      id,
      set: { ...markedAs(ports.marks.own, doubt()), index_pending: true },
      when: [eq("erased", false)],
    })),
  );
  await sendToEmbed(ports.queues, "embed-low", documents.scope.tenantId, ids);
}

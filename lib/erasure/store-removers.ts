import { erasedSetKey } from "../cache/cache-keys.ts";
import { removeTargetsOf } from "../crawl/remove-targets.ts";
import { type Creator, namespaceOf } from "../domain/creator.ts";
import { type Finding, holdsEverywhere } from "../domain/erasure.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import type { Erasure } from "../domain/records.ts";
import { forgetDecisions } from "../identity/decisions.ts";
import { forgetIdentities } from "../identity/settle-identities.ts";
import type { KeywordIndex } from "../ports/keyword-index.ts";
import type { Objects } from "../ports/objects.ts";
import type { Scrubber } from "../ports/scrubber.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { everyObject } from "../stored/every-object.ts";
import {
  announceErased,
  type ErasureSubject,
  hide,
  type OpenErasurePorts,
} from "../suppression/open-erasure.ts";
import { countOnLists, removeFromLists } from "../workspace/forget-creators.ts";

export interface RemovalPorts extends OpenErasurePorts {
  readonly vectors: VectorIndex;
  readonly keywords: KeywordIndex;
  readonly objects: Objects;
  readonly scrubber: Scrubber;
}

/** The creators of one tenant that an erasure covers. */
export interface Removal {
  readonly documents: TenantDocuments;
  readonly tenantId: TenantId;
  readonly creatorIds: readonly CreatorId[];
  readonly erasure: Pick<Erasure, "id" | "tenant_id" | "received_at" | "close_after" | "origin">;
}

/** Empties one store of a removal's creators and reads it back. What it throws as `AppError` counts as failed. */
export type Remover = (ports: RemovalPorts, removal: Removal) => Promise<Finding>;

const found = (removed: number, left: number): Finding => ({
  removed,
  left,
  status: left === 0 ? "done" : "failed",
});

/** Also takes up what an interrupted request left undone: suppression and tombstone. */
export const removeDocuments: Remover = async (ports, { documents, creatorIds, erasure }) => {
  const before = await documents.getMany("creators", creatorIds);
  const live = [...before.values()].filter((record) => !record.erased);
  await hide(
    ports,
    documents,
    erasure,
    creatorIds.map((id) => subjectIn(live, id)),
  );
  const decisions = await forgetDecisions(documents, creatorIds);
  const identities = await forgetIdentities({ clock: ports.clock, documents }, creatorIds);
  await ports.scrubber.scrub("documents");
  const after = [...(await documents.getMany("creators", creatorIds)).values()];
  const tombstones = after.filter((record) => record.erased).length;
  return { ...found(decisions + identities, after.length - tombstones), atLeast: tombstones };
};

function subjectIn(live: readonly Creator[], id: CreatorId): ErasureSubject {
  const creator = live.find((one) => one.id === id);
  if (!creator) return { id, platform: null, account: null, isStored: false };
  const { platform, platform_user_id } = creator;
  return { id, platform, account: { platform, platform_user_id }, isStored: true };
}

export const removeVectors: Remover = async ({ vectors, scrubber }, { tenantId, creatorIds }) => {
  let removed = 0;
  let left = 0;
  // Identities span platforms, so all are looked through.
  for (const namespace of PLATFORMS.map((platform: Platform) => namespaceOf(tenantId, platform))) {
    removed += (await vectors.fetch(namespace, creatorIds)).length;
    await vectors.delete(namespace, creatorIds);
    left += (await vectors.fetch(namespace, creatorIds, { afterOwnWrites: true })).length;
  }
  await scrubber.scrub("vectors");
  return found(removed, left);
};

/** The keyword index follows the documents by itself: there is nothing to remove, only to read back. */
export const readBackKeywords: Remover = async ({ keywords }, { tenantId, creatorIds }) =>
  found(0, (await idsInKeywords(keywords, tenantId, creatorIds)).length);

/** Those of the creators that the keyword index still finds. */
export async function idsInKeywords(
  keywords: KeywordIndex,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<CreatorId[]> {
  const hits = await keywords.search({
    tenants: [tenantId],
    terms: [],
    required: [],
    excluded: [],
    where: [{ field: "id", op: "in", values: creatorIds }],
    weights: { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 },
    fuzzy: false,
    limit: creatorIds.length,
  });
  return hits.map(({ id }) => id);
}

/** All objects under the prefixes of each creator, in every version. */
export const removeObjects =
  (prefixesOf: (tenantId: TenantId, id: CreatorId) => readonly string[]): Remover =>
  async ({ objects }, { tenantId, creatorIds }) => {
    let removed = 0;
    let left = 0;
    for (const prefix of creatorIds.flatMap((id) => prefixesOf(tenantId, id))) {
      removed += await objects.deletePrefix(prefix);
      left += (await objects.list(prefix, { limit: 1 })).objects.length;
    }
    return found(removed, left);
  };

/**
 * Envelopes that wait in the inbox name nobody in their keys, so they are waited for: ingest checks suppression
 * before it stores and deletes the object when it is done, and what nobody reads expires after a day. Until the
 * last object that was there at the request is gone, nobody can say that the creator is in none.
 */
export const awaitInbox: Remover = async ({ objects }, { tenantId, erasure }) => {
  const receivedAt = Date.parse(erasure.received_at);
  let left = 0;
  for await (const page of everyObject(objects, `inbox/${tenantId}/`))
    left += page.filter(({ lastModified }) => lastModified.getTime() <= receivedAt).length;
  return { removed: 0, left, status: left === 0 ? "done" : "pending" };
};

/**
 * Pages are sealed and cannot be searched: the set of the erased keeps creators out of every one of them, and they
 * are gone within the hour that a page lives.
 */
export const removeFromCache: Remover = async ({ cache }, { tenantId, creatorIds }) => {
  await announceErased(cache, tenantId, creatorIds);
  const members = new Set(await cache.members(erasedSetKey(tenantId)));
  return found(0, creatorIds.filter((id) => !members.has(id)).length);
};

/** Messages hold ids and keys, and cannot be searched for them: what was under way at the request is waited for. */
export const awaitQueues: Remover = async ({ clock, scrubber }, { erasure }) => {
  await scrubber.scrub("queues");
  const isOver = Date.parse(erasure.close_after) <= clock.now().getTime();
  return { removed: 0, left: isOver ? 0 : null, status: isOver ? "done" : "pending" };
};

/**
 * Targets hold the account by its name, in the documents' files. What a worker has in hand at this moment it does
 * not write: suppression is looked up after each fetch.
 */
export const removeFromFrontier: Remover = async (ports, { documents, creatorIds, erasure }) => {
  const { removed, isGone } = await removeTargetsOf(ports, documents, creatorIds, holdsEverywhere(erasure));
  await ports.scrubber.scrub("documents");
  return { removed, left: isGone ? 0 : null, status: isGone ? "done" : "failed" };
};

/** Shortlists hold ids and a tenant's remarks on a person, both of which go. */
export const removeListEntries: Remover = async (ports, { tenantId, creatorIds }) => {
  const removed = await removeFromLists(ports, tenantId, creatorIds);
  await ports.scrubber.scrub("documents");
  return found(removed, await countOnLists(ports, tenantId, creatorIds));
};

import { holdersOf } from "../access/tenants.ts";
import { eraseFromBackups } from "../backup/rewrite/erase-from-backups.ts";
import { erasedSetKey } from "../cache/cache-keys.ts";
import { removeTargetsOf, targetsOf } from "../crawl/targets/remove-targets.ts";
import { eq, oneOf } from "../domain/condition.ts";
import { type Creator, namespaceOf } from "../domain/creator.ts";
import { type Finding, holdsEverywhere } from "../domain/erasure.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { PLATFORMS } from "../domain/platform.ts";
import type { Erasure } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { countInExports, withdrawExports } from "../exports/forget-creators.ts";
import { forgetDecisions } from "../identity/decisions.ts";
import { forgetIdentities } from "../identity/settle-identities.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyObject } from "../stored/every-object.ts";
import { quarantinePrefix, rawPrefixes } from "../stored/object-keys.ts";
import { countRecordsOf, type NamedStore, removeRecordsOf } from "../stored/records-of-creators.ts";
import {
  type ErasureSubject,
  type OpenErasurePorts,
  removeFromPages,
  suppressSubjects,
} from "../suppression/open-erasure.ts";

export type ReadBackPorts = Pick<Ports, "openDocuments" | "vectors" | "keywords" | "objects" | "regions">;

export type RemovalPorts = OpenErasurePorts & ReadBackPorts & Pick<Ports, "scrubber">;

/** The creators of one tenant that an erasure covers. */
export interface Removal {
  readonly documents: TenantDocuments;
  readonly tenantId: TenantId;
  readonly creatorIds: readonly CreatorId[];
  readonly erasure: Pick<Erasure, "id" | "tenant_id" | "received_at" | "close_after" | "origin">;
}

export const removalOf = (
  { openDocuments }: Pick<ReadBackPorts, "openDocuments">,
  erasure: Removal["erasure"],
  { tenantId, creatorIds }: Pick<Removal, "tenantId" | "creatorIds">,
): Removal => ({ documents: openDocuments(ownScope(tenantId)), ...{ tenantId, creatorIds, erasure } });

/** In the tenant whose erasure it is. */
export const ownRemovalOf = (ports: Pick<ReadBackPorts, "openDocuments">, erasure: Erasure): Removal =>
  removalOf(ports, erasure, { tenantId: erasure.tenant_id, creatorIds: erasure.creator_ids });

/** A store that can be searched for a creator. Its evidence is what reading it back still finds. */
export interface SearchedStore {
  readonly remove: (ports: RemovalPorts, removal: Removal) => Promise<Pick<Finding, "removed" | "atLeast">>;
  /** How many things of the creators are there. Changes nothing; the daily verification asks it too. */
  readonly readBack: (ports: ReadBackPorts, removal: Removal) => Promise<number>;
}

/** A store that cannot be searched for a creator: what it held is over after a time, or another worker removes it. */
export interface AwaitedStore {
  readonly settle: (ports: RemovalPorts, removal: Removal) => Promise<Finding>;
}

export type StoreName = Erasure["stores"][number]["store"];

/** Also takes up what an interrupted request left undone: suppression and tombstone. */
const documents: SearchedStore = {
  async remove(ports, { documents, creatorIds, erasure }) {
    const before = await documents.getMany("creators", creatorIds);
    const live = [...before.values()].filter((record) => !record.erased);
    await suppressSubjects(
      ports,
      documents,
      erasure,
      creatorIds.map((id) => subjectIn(live, id)),
    );
    const decisions = await forgetDecisions(documents, creatorIds);
    const identities = await forgetIdentities({ clock: ports.clock, documents }, creatorIds);
    await ports.scrubber.scrub("documents");
    const after = await documents.getMany("creators", creatorIds);
    const tombstones = [...after.values()].filter((record) => record.erased);
    return { removed: decisions + identities, atLeast: tombstones.length };
  },
  async readBack(_, { documents, creatorIds }) {
    const records = [...(await documents.getMany("creators", creatorIds)).values()];
    const identities = await Promise.all(
      creatorIds.map((value) => documents.count("identities", [eq("members", value)])),
    );
    return records.filter(({ erased }) => !erased).length + sum(identities);
  },
};

function subjectIn(live: readonly Creator[], id: CreatorId): ErasureSubject {
  const creator = live.find((one) => one.id === id);
  if (!creator) return { id, platform: null, account: null, isStored: false };
  const { platform, platform_user_id } = creator;
  return { id, platform, account: { platform, platform_user_id }, isStored: true };
}

/** The keyword index follows the documents by itself: there is nothing to remove, only to read back. */
const keywords: SearchedStore = {
  remove: async () => ({ removed: 0 }),
  async readBack({ keywords }, { tenantId, creatorIds }) {
    const hits = await keywords.search({
      tenants: [tenantId],
      ...{ terms: [], required: [], excluded: [], fuzzy: false },
      where: [oneOf("id", creatorIds)],
      weights: { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 },
      limit: creatorIds.length,
    });
    return hits.length;
  },
};

/** Identities span platforms, so the namespaces of all are looked through. */
const namespacesOf = (tenantId: TenantId): string[] =>
  PLATFORMS.map((platform) => namespaceOf(tenantId, platform));

const vectors: SearchedStore = {
  async remove({ vectors, scrubber }, { tenantId, creatorIds }) {
    let removed = 0;
    for (const namespace of namespacesOf(tenantId)) {
      removed += (await vectors.fetch(namespace, creatorIds)).length;
      await vectors.delete(namespace, creatorIds);
    }
    await scrubber.scrub("vectors");
    return { removed };
  },
  async readBack({ vectors }, { tenantId, creatorIds }) {
    const found = await Promise.all(
      namespacesOf(tenantId).map((one) => vectors.fetch(one, creatorIds, { afterOwnWrites: true })),
    );
    return found.flat().length;
  },
};

/** All objects under the prefixes of each creator, in every version. */
const objectsUnder = (
  prefixesOf: (tenantId: TenantId, id: CreatorId) => readonly string[],
): SearchedStore => ({
  async remove({ objects, scrubber }, { tenantId, creatorIds }) {
    let removed = 0;
    for (const prefix of creatorIds.flatMap((id) => prefixesOf(tenantId, id)))
      removed += await objects.deletePrefix(prefix);
    await scrubber.scrub("objects");
    return { removed };
  },
  async readBack({ objects }, { tenantId, creatorIds }) {
    let found = 0;
    for (const prefix of creatorIds.flatMap((id) => prefixesOf(tenantId, id)))
      found += (await objects.list(prefix, { limit: 1 })).objects.length;
    return found;
  },
});

/**
 * Targets hold the account by its name, in the documents' files. What a worker has in hand at this moment it does
 * not write: suppression is looked up after each fetch.
 */
const frontier: SearchedStore = {
  async remove(ports, { documents, creatorIds, erasure }) {
    const removed = await removeTargetsOf(ports, documents, creatorIds, holdsEverywhere(erasure));
    await ports.scrubber.scrub("documents");
    return { removed };
  },
  readBack: (_, { documents, creatorIds }) => documents.count("targets", targetsOf(creatorIds)),
};

/**
 * Records that name creators and go whole: shortlists with a tenant's remarks, what saved searches found, feedback, what
 * brought accounts together as likely one's, messages of webhooks. What an adapter learnt from feedback names nobody.
 */
const named = (store: NamedStore): SearchedStore => ({
  async remove(ports, { tenantId, creatorIds }) {
    const removed = await removeRecordsOf(await holdersOf(ports, tenantId), creatorIds, [store]);
    await ports.scrubber.scrub("documents");
    return { removed };
  },
  readBack: async (ports, { tenantId, creatorIds }) =>
    countRecordsOf(await holdersOf(ports, tenantId), creatorIds, [store]),
});

/**
 * An export is a copy of profiles, found by the ids on record for each of its parts. One that holds a creator goes
 * whole.
 */
const exports: SearchedStore = {
  async remove(ports, { tenantId, creatorIds }) {
    const removed = await withdrawExports(ports, tenantId, creatorIds);
    await ports.scrubber.scrub("documents");
    return { removed };
  },
  readBack: (ports, { tenantId, creatorIds }) => countInExports(ports, tenantId, creatorIds),
};

/**
 * Envelopes that wait in the inbox name nobody in their keys, so they are waited for: ingest checks suppression
 * before it stores and deletes the object when it is done, and what nobody reads expires after a day. Until the
 * last object that was there at the request is gone, nobody can say that the creator is in none.
 */
const inbox: AwaitedStore = {
  async settle({ objects }, { tenantId, erasure }) {
    const receivedAt = Date.parse(erasure.received_at);
    let left = 0;
    for await (const page of everyObject(objects, `inbox/${tenantId}/`))
      left += page.filter(({ lastModified }) => lastModified.getTime() <= receivedAt).length;
    return { removed: 0, left, status: left === 0 ? "done" : "pending" };
  },
};

/**
 * Pages are sealed and cannot be searched: the set of the erased keeps creators out of every one of them, and they
 * are gone within the hour that a page lives.
 */
const cache: AwaitedStore = {
  async settle({ cache }, { tenantId, creatorIds }) {
    await removeFromPages(cache, tenantId, creatorIds);
    const members = new Set(await cache.members(erasedSetKey(tenantId)));
    const left = creatorIds.filter((id) => !members.has(id)).length;
    return { removed: 0, left, status: left === 0 ? "done" : "failed" };
  },
};

/** Messages hold ids and keys, and cannot be searched for them: what was under way at the request is waited for. */
const queues: AwaitedStore = {
  async settle({ clock, scrubber }, { erasure }) {
    await scrubber.scrub("queues");
    const isOver = Date.parse(erasure.close_after) <= clock.now().getTime();
    return { removed: 0, left: isOver ? 0 : null, status: isOver ? "done" : "pending" };
  },
};

/** Every store that holds creators. A name in `ERASURE_STORES` without a whole store here does not compile. */
export const STORES: Readonly<Record<StoreName, SearchedStore | AwaitedStore>> = {
  ...{ documents, keywords, vectors, inbox },
  raw: objectsUnder(rawPrefixes),
  quarantine: objectsUnder((tenantId, id) => [quarantinePrefix(tenantId, id)]),
  ...{ cache, frontier, exports, queues },
  lists: named("lists"),
  "saved-searches": named("saved-searches"),
  feedback: named("feedback"),
  suggestions: named("suggestions"),
  webhooks: named("webhooks"),
  backups: { settle: eraseFromBackups },
};

export type RegionalStoreName = "documents" | "keywords" | "vectors" | "cache";

/**
 * What each further region keeps in stores of its own. Documents follow the primary's by themselves, and are only read
 * back: until the members there show the tombstone, the erasure is open and the cache there hides the creator.
 */
export const REGIONAL_STORES: readonly {
  readonly name: RegionalStoreName;
  readonly store: SearchedStore | AwaitedStore;
}[] = [
  { name: "documents", store: { remove: async () => ({ removed: 0 }), readBack: documents.readBack } },
  { name: "keywords", store: keywords },
  { name: "vectors", store: vectors },
  { name: "cache", store: cache },
];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

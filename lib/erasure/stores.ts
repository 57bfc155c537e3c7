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

/** In the tenant that the erasure belongs to. */
export const ownRemovalOf = (ports: Pick<ReadBackPorts, "openDocuments">, erasure: Erasure): Removal =>
  removalOf(ports, erasure, { tenantId: erasure.tenant_id, creatorIds: erasure.creator_ids });

/** A store in which a creator can be searched for. Its evidence is what reading it back still finds. */
export interface SearchedStore {
  readonly remove: (ports: RemovalPorts, removal: Removal) => Promise<Pick<Finding, "removed" | "atLeast">>;
  /** Counts what is left of the creators. Changes nothing; the daily verification calls it too. */
  readonly readBack: (ports: ReadBackPorts, removal: Removal) => Promise<number>;
}

/** A store in which a creator cannot be searched for. Time ends what it held, or another worker removes it. */
export interface AwaitedStore {
  readonly settle: (ports: RemovalPorts, removal: Removal) => Promise<Finding>;
}

export type StoreName = Erasure["stores"][number]["store"];

/** Also does what an interrupted request left undone: suppression and tombstone. */
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

/** The keyword index follows the documents by itself, so there is nothing to remove, only to read back. */
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

/** An identity may have accounts on several platforms, so it looks through all platforms' namespaces. */
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

/** All objects under each creator's prefixes, in every version. */
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
 * Targets hold an account's name, in the files of the documents. A worker that holds a target at this moment does not
 * write it again: it looks up the suppression after each fetch.
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
 * Records that name creators and are removed whole: entries of shortlists with a tenant's remarks, hits of saved
 * searches, feedback, suggestions that accounts are one person's, messages of webhooks. An adapter names nobody,
 * though it learned from feedback.
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
 * An export is a copy of profiles. Records list the creators in each of its parts. An export that holds a creator is
 * removed whole.
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
 * Keys in the inbox name nobody, so the erasure waits for the envelopes that are there. Ingest checks suppression
 * before it stores anything, and deletes an object when it is done; an object that nobody reads expires after a day.
 * Only when the last object from before the request is gone can anybody say that none holds the creator.
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
 * Pages are sealed and cannot be searched. The set of the erased keeps the creators out of every page, and each page
 * is gone within its hour.
 */
const cache: AwaitedStore = {
  async settle({ cache }, { tenantId, creatorIds }) {
    await removeFromPages(cache, tenantId, creatorIds);
    const members = new Set(await cache.members(erasedSetKey(tenantId)));
    const left = creatorIds.filter((id) => !members.has(id)).length;
    return { removed: 0, left, status: left === 0 ? "done" : "failed" };
  },
};

/**
 * Messages hold ids and keys and cannot be searched for them, so the erasure waits until those from before the request
 * are gone.
 */
const queues: AwaitedStore = {
  async settle({ clock, scrubber }, { erasure }) {
    await scrubber.scrub("queues");
    const isOver = Date.parse(erasure.close_after) <= clock.now().getTime();
    return { removed: 0, left: isOver ? 0 : null, status: isOver ? "done" : "pending" };
  },
};

/** Every store that holds creators. If a name in `ERASURE_STORES` has no complete store here, nothing compiles. */
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
 * What each further region keeps in stores of its own. The documents there follow the primary's by themselves and are
 * only read back. Until they show the tombstone, the erasure stays open and the region's cache hides the creator.
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

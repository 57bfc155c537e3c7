import { type Creator, namespaceOf } from "../../domain/creator.ts";
import { isAppError } from "../../domain/errors.ts";
import type { CreatorId, TenantId } from "../../domain/ids.ts";
import { PLATFORMS, type Platform } from "../../domain/platform.ts";
import type { Erasure } from "../../domain/records.ts";
import type { KeywordIndex } from "../../ports/keyword-index.ts";
import type { Objects } from "../../ports/objects.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import type { VectorIndex } from "../../ports/vector-index.ts";
import { removeTargetsOf } from "../crawl/remove-targets.ts";
import { forgetDecisions } from "../identity/decisions.ts";
import { forgetIdentity } from "../identity/settle-identities.ts";
import { quarantinePrefix, rawPrefixes } from "../ingest/object-keys.ts";
import { erasedSetKey } from "../search/cache-keys.ts";
import { announceErased, type ErasureSubject, hide, type OpenErasurePorts } from "./open-erasure.ts";

export interface RemovalPorts extends OpenErasurePorts {
  readonly vectors: VectorIndex;
  readonly keywords: KeywordIndex;
  readonly objects: Objects;
}

type StoreName = Erasure["stores"][number]["store"];

/** What one store was found to hold and, by reading it back, whether it still does. */
interface Finding {
  readonly removed: number;
  readonly status: Erasure["stores"][number]["status"];
}

const finding = (removed: number, isGone: boolean): Finding => ({
  removed,
  status: isGone ? "done" : "failed",
});

interface Removal {
  readonly documents: TenantDocuments;
  readonly erasure: Erasure;
}

/**
 * Removes an erasure's creators from every store and reads each back. A store that fails is reported as failed and
 * does not hold up the others. What earlier runs removed is counted in.
 */
export async function removeEverywhere(ports: RemovalPorts, removal: Removal): Promise<Erasure["stores"]> {
  const evidence: Erasure["stores"] = [];
  for (const before of removal.erasure.stores) {
    const found = await attempt(() => REMOVERS[before.store](ports, removal));
    evidence.push({
      store: before.store,
      status: found.status,
      removed: before.removed + found.removed,
      checked_at: ports.clock.now().toISOString(),
    });
  }
  return evidence;
}

/** Programmer's errors pass; a store that does not answer has not been read back. */
async function attempt(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return finding(0, false);
  }
}

const REMOVERS: Readonly<Record<StoreName, (ports: RemovalPorts, removal: Removal) => Promise<Finding>>> = {
  documents: removeDocuments,
  vectors: removeVectors,
  keywords: findKeywords,
  raw: (ports, { erasure }) =>
    removeObjects(
      ports,
      erasure.creator_ids.flatMap((id) => rawPrefixes(erasure.tenant_id, id)),
    ),
  quarantine: (ports, { erasure }) =>
    removeObjects(
      ports,
      erasure.creator_ids.map((id) => quarantinePrefix(erasure.tenant_id, id)),
    ),
  cache: removeFromCache,
  frontier: removeFromFrontier,
  backups: findBackups,
};

/** Also takes up what an interrupted request left undone: suppression and tombstone. */
async function removeDocuments(ports: RemovalPorts, { documents, erasure }: Removal): Promise<Finding> {
  const ids = erasure.creator_ids;
  const found = await documents.getMany("creators", ids);
  const live = [...found.values()].filter((record) => !record.erased);
  const subjects = ids.map((id) => subjectIn(live, id));
  let removed = await hide(ports, documents, erasure.id, subjects);
  for (const id of ids) {
    removed += await forgetDecisions(documents, id);
    removed += await forgetIdentity({ clock: ports.clock, documents }, id);
  }
  const after = await documents.getMany("creators", ids);
  return finding(
    removed,
    [...after.values()].every((record) => record.erased),
  );
}

function subjectIn(live: readonly Creator[], id: CreatorId): ErasureSubject {
  const creator = live.find((one) => one.id === id);
  if (!creator) return { id, platform: null, account: null, isStored: false };
  const { platform, platform_user_id } = creator;
  return { id, platform, account: { platform, platform_user_id }, isStored: true };
}

async function removeVectors({ vectors }: RemovalPorts, { erasure }: Removal): Promise<Finding> {
  const ids = erasure.creator_ids;
  let removed = 0;
  let left = 0;
  for (const namespace of namespacesOf(erasure.tenant_id)) {
    removed += (await vectors.fetch(namespace, ids)).length;
    await vectors.delete(namespace, ids);
    left += (await vectors.fetch(namespace, ids, { afterOwnWrites: true })).length;
  }
  return finding(removed, left === 0);
}

/** Identities span platforms, so all are looked through. */
const namespacesOf = (tenantId: TenantId): string[] =>
  PLATFORMS.map((platform: Platform) => namespaceOf(tenantId, platform));

/** The keyword index follows the documents by itself: there is nothing to remove, only to read back. */
async function findKeywords({ keywords }: RemovalPorts, { erasure }: Removal): Promise<Finding> {
  const hits = await keywords.search({
    tenants: [erasure.tenant_id],
    terms: [],
    required: [],
    excluded: [],
    where: [{ field: "id", op: "in", values: erasure.creator_ids }],
    weights: { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 },
    fuzzy: false,
    limit: erasure.creator_ids.length,
  });
  return finding(0, hits.length === 0);
}

async function removeObjects({ objects }: RemovalPorts, prefixes: readonly string[]): Promise<Finding> {
  let removed = 0;
  let left = 0;
  for (const prefix of prefixes) {
    removed += await objects.deletePrefix(prefix);
    left += (await objects.list(prefix, { limit: 1 })).objects.length;
  }
  return finding(removed, left === 0);
}

/** Backups are rewritten on their own clock; where there are any, that is still to come. */
async function findBackups({ objects }: RemovalPorts): Promise<Finding> {
  const { objects: backups } = await objects.list("backups/", { limit: 1 });
  return { removed: 0, status: backups.length === 0 ? "done" : "pending" };
}

/** What a worker holds of it at this moment it does not write: suppression is looked up after each fetch. */
async function removeFromFrontier(ports: RemovalPorts, { documents, erasure }: Removal): Promise<Finding> {
  const { removed, isGone } = await removeTargetsOf(ports, documents, erasure.creator_ids);
  return finding(removed, isGone);
}

/** Pages are sealed and cannot be searched; the set of the erased keeps creators out of every one of them. */
async function removeFromCache({ cache }: RemovalPorts, { erasure }: Removal): Promise<Finding> {
  await announceErased(cache, erasure.tenant_id, erasure.creator_ids);
  const members = new Set(await cache.members(erasedSetKey(erasure.tenant_id)));
  return finding(
    0,
    erasure.creator_ids.every((id) => members.has(id)),
  );
}

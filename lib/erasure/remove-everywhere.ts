import { eraseFromBackups } from "../backup/erase-from-backups.ts";
import type { Finding } from "../domain/erasure.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import { ERASURE_STORES, type Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { quarantinePrefix, rawPrefixes } from "../stored/object-keys.ts";
import { noteFinding } from "../suppression/change-erasure.ts";
import {
  awaitInbox,
  awaitQueues,
  type Removal,
  type RemovalPorts,
  type Remover,
  readBackKeywords,
  removeDocuments,
  removeFromCache,
  removeFromFrontier,
  removeListEntries,
  removeObjects,
  removeVectors,
} from "./store-removers.ts";

export type { Removal, RemovalPorts, Remover } from "./store-removers.ts";

type StoreName = Erasure["stores"][number]["store"];

/** How each store is emptied, in the order in which it is done: documents first, since everything else follows from them. */
const REMOVERS: Readonly<Record<StoreName, Remover>> = {
  documents: removeDocuments,
  keywords: readBackKeywords,
  vectors: removeVectors,
  inbox: awaitInbox,
  raw: removeObjects(rawPrefixes),
  quarantine: removeObjects((tenantId, id) => [quarantinePrefix(tenantId, id)]),
  cache: removeFromCache,
  frontier: removeFromFrontier,
  lists: removeListEntries,
  queues: awaitQueues,
  backups: eraseFromBackups,
};

/** A store that has not answered by then has failed, and is asked again later. Some 10 stores share a Lambda's two minutes. */
const STORE_DEADLINE_MS = 20_000;

/**
 * Removes an erasure's creators from every store, reads each back, and notes what was found before it goes on, so
 * that a process that dies loses the count of one store at most. A store that fails is noted as failed and does not
 * hold up the others.
 */
export async function removeEverywhere(
  ports: RemovalPorts,
  documents: TenantDocuments,
  erasure: Erasure,
): Promise<Erasure> {
  const removals = removalsOf(ports, erasure);
  let noted = erasure;
  for (const store of ERASURE_STORES) {
    const findings: Finding[] = [];
    for (const removal of removals) findings.push(await attempt(() => REMOVERS[store](ports, removal)));
    noted = await noteFinding(
      documents,
      erasure.id,
      store,
      together(findings),
      ports.clock.now().toISOString(),
    );
  }
  return noted;
}

/** One for each tenant that the erasure reaches. */
function removalsOf(ports: RemovalPorts, erasure: Erasure): Removal[] {
  const own = { tenant_id: erasure.tenant_id, creator_ids: erasure.creator_ids };
  return [own, ...erasure.also_in].map(({ tenant_id: tenantId, creator_ids: creatorIds }) => ({
    documents: ports.openDocuments(tenantScope(tenantId, { subscribesShared: false })),
    tenantId,
    creatorIds,
    erasure,
  }));
}

const FAILED: Finding = { removed: 0, left: null, status: "failed" };

/** Programmer's errors pass; a store that does not answer, or not in time, has not been read back. */
async function attempt(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await inTime(work());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return FAILED;
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new AppError("unavailable", "store-late", "The store did not answer in time.")),
    STORE_DEADLINE_MS,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A store is as far as in the tenant where it is least far. */
function together(findings: readonly Finding[]): Finding {
  const has = (status: Finding["status"]) => findings.some((one) => one.status === status);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const lefts = findings.map(({ left }) => left).filter((left) => left !== null);
  return {
    status: has("failed") ? "failed" : has("pending") ? "pending" : "done",
    removed: sum(findings.map(({ removed }) => removed)),
    left: lefts.length < findings.length ? null : sum(lefts),
    atLeast: sum(findings.map(({ atLeast = 0 }) => atLeast)),
  };
}

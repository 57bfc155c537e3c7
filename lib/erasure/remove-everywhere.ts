import type { Finding, StorePlace } from "../domain/erasure.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import { ERASURE_STORES } from "../domain/records.ts";
import { untilLate } from "../ports/deadline.ts";
import type { RegionStores } from "../ports/region-stores.ts";
import {
  type AwaitedStore,
  REGIONAL_STORES,
  type RegionalStoreName,
  type Removal,
  type RemovalPorts,
  removalOf,
  type SearchedStore,
  STORES,
} from "./stores.ts";

export type { RemovalPorts } from "./stores.ts";

/**
 * A store that has not answered by then has failed, and the worker asks it again later. Some 10 stores share a
 * Lambda's two minutes.
 */
const STORE_DEADLINE_MS = 20_000;

/**
 * Removes a tenant's creators from every store of every region and reads each store back. It notes each finding before
 * it goes on, so that a process that dies loses the count of one store at most. It notes a store that fails as failed,
 * and goes on with the others.
 */
export async function removeEverywhere(
  ports: RemovalPorts,
  removal: Removal,
  note: (place: StorePlace, finding: Finding) => Promise<unknown>,
): Promise<void> {
  for (const store of ERASURE_STORES)
    await note({ store }, await attempt(() => empty(ports, STORES[store], removal)));
  for (const region of ports.regions) {
    for (const [store, finding] of await emptyRegion(ports, region, removal))
      await note({ store, region: region.name }, finding);
  }
}

/** All regions at the same time: one that is cut off then costs one deadline, not one for each store. */
function emptyRegion(
  ports: RemovalPorts,
  region: RegionStores,
  removal: Removal,
): Promise<[RegionalStoreName, Finding][]> {
  const there = { ...ports, ...region };
  const removalThere = removalOf(there, removal.erasure, removal);
  return Promise.all(
    REGIONAL_STORES.map(async ({ name, store }) => [
      name,
      await attempt(() => empty(there, store, removalThere)),
    ]),
  );
}

/** Removes the creators from one store and reads what is left. */
async function empty(
  ports: RemovalPorts,
  store: SearchedStore | AwaitedStore,
  removal: Removal,
): Promise<Finding> {
  if ("settle" in store) return store.settle(ports, removal);
  const removed = await store.remove(ports, removal);
  const left = await store.readBack(ports, removal);
  return { ...removed, left, status: left === 0 ? "done" : "failed" };
}

const FAILED: Finding = { removed: 0, left: null, status: "failed" };

/** Throws a programmer's errors on. A store that does not answer in time has not been read back. */
async function attempt(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await untilLate(work(), STORE_DEADLINE_MS, storeLate);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return FAILED;
  }
}

const storeLate = (): AppError =>
  new AppError("unavailable", "store-late", "The store did not answer in time.");

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

/** A store that has not answered by then has failed, and is asked again later. Some 10 stores share a Lambda's two minutes. */
const STORE_DEADLINE_MS = 20_000;

/**
 * Removes creators of a tenant from every store of every region, reads each back, and has what was found noted before
 * it goes on, so that a process that dies loses the count of one store at most. A store that fails is noted as failed
 * and does not hold up the others.
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

/** At the same time: a region that is cut off costs one deadline and not one for each store. */
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

/** Empties a store of a removal's creators and looks what is left. */
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

/** Programmer's errors pass; a store that does not answer, or not in time, has not been read back. */
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

import { isAppError } from "../domain/errors.ts";
import { ERASURE_STORES } from "../domain/records.ts";
import {
  REGIONAL_STORES,
  type ReadBackPorts,
  type Removal,
  removalOf,
  type SearchedStore,
  STORES,
  type StoreName,
} from "./stores.ts";

export interface ReadBack {
  /** Stores that still hold something of the creators. */
  readonly holding: StoreName[];
  /** Stores that did not answer. */
  readonly unanswered: number;
}

/** Looks for the creators in every store that can be searched, in every region. */
export async function readBack(ports: ReadBackPorts, removals: readonly Removal[]): Promise<ReadBack> {
  const holding = new Set<StoreName>();
  let unanswered = 0;
  const check = async (name: StoreName, store: SearchedStore, there: ReadBackPorts, removal: Removal) => {
    try {
      if ((await store.readBack(there, removal)) > 0) holding.add(name);
    } catch (error) {
      if (!isAppError(error)) throw error;
      unanswered += 1;
    }
  };
  for (const removal of removals) {
    for (const name of ERASURE_STORES) {
      const store = STORES[name];
      if ("readBack" in store) await check(name, store, ports, removal);
    }
    for (const region of ports.regions) {
      const there = { ...ports, ...region };
      for (const { name, store } of REGIONAL_STORES) {
        if ("readBack" in store) await check(name, store, there, removalOf(there, removal.erasure, removal));
      }
    }
  }
  return { holding: [...holding], unanswered };
}

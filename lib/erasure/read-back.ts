import { isAppError } from "../domain/errors.ts";
import { ERASURE_STORES } from "../domain/records.ts";
import { type ReadBackPorts, type Removal, STORES, type StoreName } from "./stores.ts";

export interface ReadBack {
  /** Stores in which something of the creators was found. */
  readonly holding: StoreName[];
  /** Stores that did not answer. */
  readonly unanswered: number;
}

/** Looks whether anything of the creators is in any store that can be searched. */
export async function readBack(ports: ReadBackPorts, removals: readonly Removal[]): Promise<ReadBack> {
  const holding = new Set<StoreName>();
  let unanswered = 0;
  for (const removal of removals) {
    for (const name of ERASURE_STORES) {
      const store = STORES[name];
      if (!("readBack" in store)) continue;
      try {
        if ((await store.readBack(ports, removal)) > 0) holding.add(name);
      } catch (error) {
        if (!isAppError(error)) throw error;
        unanswered += 1;
      }
    }
  }
  return { holding: [...holding], unanswered };
}

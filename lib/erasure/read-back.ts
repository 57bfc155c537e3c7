import { isAppError } from "../domain/errors.ts";
import { ERASURE_STORES, type Erasure } from "../domain/records.ts";
import { type ReadBackPorts, removalsOf, STORES, type StoreName } from "./stores.ts";

export interface ReadBack {
  /** Stores in which something of the creators was found. */
  readonly holding: StoreName[];
  /** Stores that did not answer. */
  readonly unanswered: number;
}

/** Looks whether anything of an erasure's creators is in any store that can be searched, in every tenant that it reached. */
export async function readBack(ports: ReadBackPorts, erasure: Erasure): Promise<ReadBack> {
  const holding = new Set<StoreName>();
  let unanswered = 0;
  for (const removal of removalsOf(ports, erasure)) {
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

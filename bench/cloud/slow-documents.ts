import { setTimeout as sleep } from "node:timers/promises";
import type { Documents } from "../../lib/ports/documents.ts";

export interface SlowDocuments {
  readonly documents: Documents;
  /** Round trips so far. */
  calls(): number;
}

/**
 * Embedded documents that answer as slowly as a database over the network, and count the round trips that it would
 * take. Each call is one for MongoDB 8, even `updateMany` of a thousand. A scan takes one per page.
 */
export function slowDocuments(documents: Documents, delayMs: number): SlowDocuments {
  let calls = 0;
  const wait = async (): Promise<void> => {
    calls += 1;
    await sleep(delayMs);
  };
  const isNothing = (list: unknown): boolean => Array.isArray(list) && list.length === 0;
  const slow = new Proxy(documents, {
    get(target, name: keyof Documents) {
      const method = target[name] as (...given: unknown[]) => unknown;
      if (name === "scan") {
        return async function* scan(...given: unknown[]) {
          for await (const page of Reflect.apply(method, target, given) as AsyncIterable<unknown>) {
            await wait();
            yield page;
          }
        };
      }
      return async (...given: unknown[]) => {
        // The adapter makes no call for an empty list.
        if (!isNothing(given.at(-1)) && !isNothing(given[1])) await wait();
        return Reflect.apply(method, target, given);
      };
    },
  });
  return { documents: slow, calls: () => calls };
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Documents } from "../../lib/ports/documents.ts";

export interface SlowDocuments {
  readonly documents: Documents;
  /** Round trips so far. */
  calls(): number;
}

/**
 * Embedded documents that answer as late as a database over the network, and count what would be a round trip: each
 * call is one for MongoDB 8, also `updateMany` of a thousand; a scan has one for each page.
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
        // The adapter asks nobody for nothing.
        if (!isNothing(given.at(-1)) && !isNothing(given[1])) await wait();
        return Reflect.apply(method, target, given);
      };
    },
  });
  return { documents: slow, calls: () => calls };
}

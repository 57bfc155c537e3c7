import type { Services } from "../compose/services.ts";
import { corsOriginsFrom, processEnvironment } from "../config.ts";
import { AppError } from "../domain/errors.ts";
import { madeOnce } from "../domain/made-once.ts";
import type { SearchPorts } from "../search/ports.ts";
import { errorFields, type Log, lambdaLog } from "./log.ts";

/** What a handler works with. */
export interface Composition {
  readonly services: Services;
  /** What searches share within a process. */
  readonly search: SearchParts;
  /**
   * Before each call: reads anew what may change under a running process (the keyring), where it was read too long
   * ago. Left out where nothing does.
   */
  readonly refresh?: () => Promise<void>;
}

export type SearchParts = Omit<SearchPorts, keyof Services | "documents">;

/** Where handlers run: how their services are had, where their lines go, and whose pages may read their answers. */
export interface Host {
  readonly compose: () => Promise<Composition>;
  readonly log: Log;
  /** Origins of web pages; `*`: any. */
  readonly origins: () => readonly string[];
}

/** A host that composes at the first call and keeps the result; after a failed start the next call tries again. */
export function lazyHost(
  compose: () => Promise<Composition>,
  log: Log = lambdaLog(),
  origins: Host["origins"] = () => corsOriginsFrom(processEnvironment()),
): Host {
  const composed = madeOnce(() =>
    compose().catch((cause: unknown) => {
      // Here and nowhere else the log learns which setting is missing: callers are told only that nothing started.
      log.error("start failed", errorFields(cause));
      throw new AppError("unavailable", "not-started", "The system could not be started.", {}, cause);
    }),
  );
  return {
    ...{ log, origins },
    async compose() {
      const composition = await composed();
      await composition.refresh?.();
      return composition;
    },
  };
}

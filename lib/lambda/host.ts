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
   * Runs before each call. It reads again what may change under a running process (the keyring) if it was read too
   * long ago. Missing if nothing may change.
   */
  readonly refresh?: () => Promise<void>;
}

export type SearchParts = Omit<SearchPorts, keyof Services | "documents">;

/** Where handlers run: how they get their services, where log lines go, and whose pages may read their answers. */
export interface Host {
  readonly compose: () => Promise<Composition>;
  readonly log: Log;
  /** Origins of web pages; `*`: any. */
  readonly origins: () => readonly string[];
}

/** A host that composes at the first call and keeps the result. After a failed start the next call tries again. */
export function lazyHost(
  compose: () => Promise<Composition>,
  log: Log = lambdaLog(),
  origins: Host["origins"] = () => corsOriginsFrom(processEnvironment()),
): Host {
  const composed = madeOnce(() =>
    compose().catch((cause: unknown) => {
      // Only here the log learns which setting is missing. Callers are told only that nothing started.
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

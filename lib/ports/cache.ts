import { isAppError } from "../domain/errors.ts";

/**
 * A cache that may forget anything at any time. Values are text. Calls issued in the same tick may share a round trip.
 * Errors: `unavailable`, and `rate-limited` if the service takes no more for now. Callers treat both as a miss, by
 * `isCacheOut`, except where a stale answer would harm.
 */
export interface Cache {
  /** Texts; a counter's count comes as text. */
  getMany(keys: readonly string[]): Promise<(string | null)[]>;
  set(key: string, value: string, options: { readonly ttlSeconds: number }): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  /**
   * Atomic. The counter expires `ttlSeconds` after its first increment. Returns the new value. `mayLag`: if the process
   * is killed, what was added in its last second may be lost, and until then other processes may not see it.
   */
  increment(
    key: string,
    by: number,
    options: { readonly ttlSeconds: number; readonly mayLag?: boolean },
  ): Promise<number>;
  /**
   * Adds to a set whose members expire one by one. `keep`: the largest number of members after the call; those that
   * expire soonest are dropped. Default: all are kept.
   */
  addMembers(
    key: string,
    members: readonly string[],
    options: { readonly ttlSeconds: number; readonly keep?: number },
  ): Promise<void>;
  members(key: string): Promise<string[]>;
  /**
   * Takes `tokens` from a bucket that holds `capacity` and refills steadily. If there are too few, it takes none and
   * says when to retry. A negative number gives tokens back, up to the capacity.
   */
  takeTokens(
    bucket: string,
    options: { readonly capacity: number; readonly refillPerSecond: number; readonly tokens: number },
  ): Promise<{ readonly granted: boolean; readonly remaining: number; readonly retryAfterMs: number }>;
}

/** Counts over hours and days, which must survive a restart and disappear only when they expire. It has no sets. */
export type Counters = Pick<Cache, "getMany" | "set" | "increment" | "takeTokens">;

/**
 * Whether the cache gave no answer. Use this one test, because the cases that fail open must be the same everywhere.
 */
export const isCacheOut = (error: unknown): boolean =>
  isAppError(error) && (error.kind === "unavailable" || error.kind === "rate-limited");

/** For work that continues without an answer of the cache. */
export function ignoreCacheOut(error: unknown): void {
  if (!isCacheOut(error)) throw error;
}

import { isAppError } from "../domain/errors.ts";

/**
 * A cache that may forget anything at any time. Values are text. Calls issued in the same tick may share a round trip.
 * Errors: `unavailable`, and `rate-limited` where the service takes no more for now; callers treat both as a miss, by
 * `isCacheOut`, except where a stale answer would harm.
 */
export interface Cache {
  /** Texts, and counts of counters as text. */
  getMany(keys: readonly string[]): Promise<(string | null)[]>;
  set(key: string, value: string, options: { readonly ttlSeconds: number }): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  /** Atomic; the counter expires `ttlSeconds` after its first increment. The value after. */
  increment(key: string, by: number, options: { readonly ttlSeconds: number }): Promise<number>;
  /**
   * Adds to a set whose members expire one by one. `keep`: members that the set may have then, those that expire soonest go;
   * left out: all.
   */
  addMembers(
    key: string,
    members: readonly string[],
    options: { readonly ttlSeconds: number; readonly keep?: number },
  ): Promise<void>;
  members(key: string): Promise<string[]>;
  /**
   * Takes `tokens` from a bucket that holds `capacity` and refills steadily, or takes none and says when to come back.
   * A negative number gives back, up to the capacity.
   */
  takeTokens(
    bucket: string,
    options: { readonly capacity: number; readonly refillPerSecond: number; readonly tokens: number },
  ): Promise<{ readonly granted: boolean; readonly remaining: number; readonly retryAfterMs: number }>;
}

/** What is counted over hours and days, which a restart must not forget: without sets, and gone only by its time. */
export type Counters = Pick<Cache, "getMany" | "set" | "increment" | "takeTokens">;

/** Whether the cache gave no answer. The one test of it: what it is to fail open must be the same everywhere. */
export const isCacheOut = (error: unknown): boolean =>
  isAppError(error) && (error.kind === "unavailable" || error.kind === "rate-limited");

/** For work that goes on where the cache gave no answer. */
export function ignoreCacheOut(error: unknown): void {
  if (!isCacheOut(error)) throw error;
}

import { PLATFORMS, type Platform } from "../platform.ts";

/**
 * The result of a call of a platform: it answered, it answered 429, or it did not answer (5xx, no connection, too
 * slow).
 */
const CALL_RESULTS = ["answered", "throttled", "failed"] as const;
type CallResult = (typeof CALL_RESULTS)[number];

/** A count that every process adds to, minute by minute. `vectors/slow` is part of `vectors/asked`. */
export type SignalName = `crawl/${Platform}/${CallResult}` | "vectors/asked" | "vectors/slow";

export const SIGNALS: readonly SignalName[] = [
  ...PLATFORMS.flatMap((platform) => CALL_RESULTS.map((result) => `crawl/${platform}/${result}` as const)),
  "vectors/asked",
  "vectors/slow",
];

/** Counts of the last minutes, by name. */
export type Measured = Readonly<Record<SignalName, number>>;

/**
 * 99 of 100 queries to the vector index should be answered within this time, in milliseconds: a third of the limit for
 * a whole search (`searchP99Ms`, cdk/config.ts). A failed query counts as slow.
 */
export const VECTOR_OBJECTIVE_MS = 500;

import { PLATFORMS, type Platform } from "../platform.ts";

/** What became of a call of a platform: it answered, answered 429, or did not answer (5xx, no connection, too slow). */
const CALL_RESULTS = ["answered", "throttled", "failed"] as const;
type CallResult = (typeof CALL_RESULTS)[number];

/** A count that every process adds to, minute by minute. `vectors/slow` is a part of `vectors/asked`. */
export type SignalName = `crawl/${Platform}/${CallResult}` | "vectors/asked" | "vectors/slow";

export const SIGNALS: readonly SignalName[] = [
  ...PLATFORMS.flatMap((platform) => CALL_RESULTS.map((result) => `crawl/${platform}/${result}` as const)),
  "vectors/asked",
  "vectors/slow",
];

/** Counts of the last minutes, by name. */
export type Measured = Readonly<Record<SignalName, number>>;

/**
 * 99 of 100 questions to the vector index are to be answered within this time, in milliseconds: a third of what the
 * whole search may take (`searchP99Ms`, cdk/config.ts). One that fails counts as slow.
 */
export const VECTOR_OBJECTIVE_MS = 500;

import { PLATFORMS, type Platform } from "../platform.ts";
import type { ActName } from "./acts.ts";
import { type Measured, VECTOR_OBJECTIVE_MS } from "./signals.ts";

/** One check of the runbook: what it sees, and what helps if something is wrong. */
export interface Check {
  readonly check: string;
  readonly outage: "ingestion" | "vector-latency";
  readonly sees: string;
  readonly isWrong: boolean;
  /** Empty if all is well. */
  readonly acts: readonly ActName[];
}

/** With fewer calls a share means nothing. Breakers and cooldowns leave few calls to a platform that is down. */
const CALLS_MIN = 10;
/** A platform's 429s are rare by design, since the quota gate keeps the published limits. */
const THROTTLED_SHARE = 0.1;
const FAILED_SHARE = 0.25;
/** If p99 is over its objective, more than one answer in a hundred is slow. Two slow answers may be chance. */
const SLOW_SHARE = 0.01;
const SLOW_MIN = 3;

/** The two outages of docs/RUNBOOK.md, as rules over the counts of the last minutes. */
export const judge = (measured: Measured): Check[] => [
  ...PLATFORMS.map((platform) => judgePlatform(platform, measured)),
  judgeVectors(measured),
];

function judgePlatform(platform: Platform, measured: Measured): Check {
  const throttled = measured[`crawl/${platform}/throttled`];
  const failed = measured[`crawl/${platform}/failed`];
  const calls = throttled + failed + measured[`crawl/${platform}/answered`];
  const isThrottled = calls >= CALLS_MIN && throttled / calls >= THROTTLED_SHARE;
  const isDown = calls >= CALLS_MIN && failed / calls >= FAILED_SHARE;
  return {
    check: `calls of ${platform}`,
    outage: "ingestion",
    sees: calls === 0 ? "no calls" : `${calls} calls, ${throttled} answered 429, ${failed} failed`,
    isWrong: isThrottled || isDown,
    acts: [
      ...(isThrottled ? (["rotate-proxies"] as const) : []),
      ...(isThrottled || isDown ? (["pause-crawl-low"] as const) : []),
    ],
  };
}

function judgeVectors(measured: Measured): Check {
  const asked = measured["vectors/asked"];
  const slow = measured["vectors/slow"];
  const isWrong = slow >= SLOW_MIN && slow / asked > SLOW_SHARE;
  return {
    check: "vector index",
    outage: "vector-latency",
    sees: asked === 0 ? "not asked" : `${slow} of ${asked} answers took over ${VECTOR_OBJECTIVE_MS} ms`,
    isWrong,
    acts: isWrong ? ["fewer-candidates", "add-replica"] : [],
  };
}

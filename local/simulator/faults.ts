import type { Platform } from "../../lib/domain/platform.ts";
import { randomOf } from "../generate/random.ts";

export const FAULT_KINDS = ["throttled", "server-error", "truncated", "not-json", "slow", "dropped"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The faults to simulate. Every field may change while the simulator runs. */
export interface Faults {
  /** Share of requests, 0 to 1, that get one of `kinds`. */
  share: number;
  kinds: readonly FaultKind[];
  /** Platforms that answer every call with their form of "too many". */
  storm: readonly Platform[];
  /** Platforms whose accounts have a required field under another name. */
  changedShape: readonly Platform[];
  /** How long a slow answer takes, in real milliseconds. */
  slowMs: number;
}

export const noFaults = (): Faults => ({
  share: 0,
  kinds: FAULT_KINDS,
  storm: [],
  changedShape: [],
  slowMs: 2_000,
});

/** A stream that the generator of envelopes does not use. */
const FAULT_STREAM = 102;

/** The fault of request number `request`, which depends on the seed alone. */
export function faultOf(faults: Faults, seed: number, request: number, platform: Platform): FaultKind | null {
  if (faults.storm.includes(platform)) return "throttled";
  const random = randomOf(seed, FAULT_STREAM, request);
  return faults.kinds.length > 0 && random.chance(faults.share) ? random.pick(faults.kinds) : null;
}

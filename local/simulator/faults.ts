import type { Platform } from "../../lib/domain/platform.ts";
import { randomOf } from "../generate/random.ts";

export const FAULT_KINDS = ["throttled", "server-error", "truncated", "not-json", "slow", "dropped"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What goes wrong; every field may be changed while the simulator runs. */
export interface Faults {
  /** Share of requests, 0 to 1, that meet one of `kinds`. */
  share: number;
  kinds: readonly FaultKind[];
  /** Platforms that answer every call with their word for "too many". */
  storm: readonly Platform[];
  /** Platforms whose accounts have lost a required field to another name. */
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

/** A stream that no generator of envelopes draws from. */
const FAULT_STREAM = 102;

/** The fault that request number `request` meets, by the seed alone. */
export function faultOf(faults: Faults, seed: number, request: number, platform: Platform): FaultKind | null {
  if (faults.storm.includes(platform)) return "throttled";
  const random = randomOf(seed, FAULT_STREAM, request);
  return faults.kinds.length > 0 && random.chance(faults.share) ? random.pick(faults.kinds) : null;
}

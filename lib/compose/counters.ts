import { createSqliteCounters } from "../adapters/embedded/sqlite-counters.ts";
import type { Counters } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";

/** Counts in a file of their own, by a clock of their own: those of simulated platforms must not meet the real ones. */
export const createCounters = (file: string, clock: Clock): Counters & { close(): void } =>
  createSqliteCounters(file, { clock });

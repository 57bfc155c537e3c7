import { createSqliteCounters } from "../adapters/embedded/sqlite-counters.ts";
import type { Counters } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";

/**
 * Counters in a separate file with a separate clock, because those of simulated platforms must not mix with the real
 * ones.
 */
export const createCounters = (file: string, clock: Clock): Counters & { close(): void } =>
  createSqliteCounters(file, { clock });

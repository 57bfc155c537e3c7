import { createSqliteCache } from "../adapters/embedded/sqlite-cache.ts";
import type { Cache } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";

/** Counts in a file of their own, by a clock of their own: those of simulated platforms must not meet the real ones. */
export const createCounters = (file: string, clock: Clock): Cache & { close(): void } =>
  createSqliteCache(file, { clock });

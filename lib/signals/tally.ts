import { MINUTE_MS } from "../domain/durations.ts";
import type { SignalName } from "../domain/runbook/signals.ts";
import { ignoreCacheOut } from "../ports/cache.ts";
import type { Ports } from "../ports/ports.ts";

export type SignalPorts = Pick<Ports, "counters" | "clock">;

/** What one process counts, added to the shared counts. */
export interface SignalTally {
  note(name: SignalName): void;
  /**
   * Adds what was noted to the shared counts, at most once in five seconds; `now`: at once. The notes are lost if the
   * cache is out.
   */
  flush(when?: "now"): Promise<void>;
}

const FLUSH_MS = 5_000;
/** Older counts are of no use: this is longer than the longest look back. */
const TTL_SECONDS = 600;

export const signalKey = (name: SignalName, minute: number): string => `signal:${name}:${minute}`;
export const minuteOf = (now: Date): number => Math.floor(now.getTime() / MINUTE_MS);

export function createSignalTally({ counters, clock }: SignalPorts): SignalTally {
  let counts = new Map<string, number>();
  let flushedAt = Number.NEGATIVE_INFINITY;
  return {
    note(name) {
      const key = signalKey(name, minuteOf(clock.now()));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async flush(when) {
      const now = clock.now().getTime();
      if (counts.size === 0 || (when !== "now" && now - flushedAt < FLUSH_MS)) return;
      const noted = counts;
      counts = new Map();
      flushedAt = now;
      // All in one tick, so that they may share a round trip.
      const adding = [...noted].map(([key, by]) => counters.increment(key, by, { ttlSeconds: TTL_SECONDS }));
      await Promise.all(adding).catch(ignoreCacheOut);
    },
  };
}

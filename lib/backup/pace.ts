import { setTimeout as sleep } from "node:timers/promises";
import type { BackupPorts } from "./ports.ts";

/** Waits until the index may be read. */
export interface Pace {
  list(): Promise<void>;
  /** Waits until as many requests may be sent as these ids need. */
  fetch(ids: number): Promise<void>;
}

const LEAST_PAUSE_MS = 20;

/** All workers draw tokens from the same buckets, so that together they stay below the index's limit. */
export function paceOf({ backup, cache }: Pick<BackupPorts, "backup" | "cache">): Pace {
  const { limits, indexName } = backup;
  if (!limits) return { list: async () => undefined, fetch: async () => undefined };
  const take = async (bucket: string, perSecond: number, tokens: number) => {
    const options = { capacity: perSecond, refillPerSecond: perSecond, tokens };
    while (true) {
      const { granted, retryAfterMs } = await cache.takeTokens(`backup-${bucket}:${indexName}`, options);
      if (granted) return;
      await sleep(Math.max(LEAST_PAUSE_MS, retryAfterMs));
    }
  };
  return {
    list: () => take("list", limits.listsPerSecond, 1),
    fetch: (ids) => take("fetch", limits.fetchesPerSecond, Math.ceil(ids / limits.idsPerFetch)),
  };
}

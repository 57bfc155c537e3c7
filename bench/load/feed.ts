import { Readable } from "node:stream";
import { tenantIdSchema } from "../../lib/domain/ids.ts";
import type { Dropped } from "../../local/command-inputs.ts";
import type { FollowProgress } from "../../local/commands.ts";
import { envelopeLines } from "../../local/generate/write-envelopes.ts";
import type { SystemUnderLoad } from "./system-under-load.ts";

const FEED = tenantIdSchema.parse("feed");
const FILE_CREATORS = 500;
/** Parallel files, so that ingest never waits for this process. */
const LANES = 2;
const CLOCK_STEP_MS = 1_000;
/** Seeds of creators that the searching tenants do not have. */
const FIRST_SEED = 1_000;

/**
 * Feeds creators into the system: either always new ones, or new figures of the same ones, so that the data does not
 * grow.
 */
export interface Feed {
  /**
   * Feeds until the signal fires, then waits for the files in progress. Returns the number of creators that became
   * searchable per second.
   */
  run(until: AbortSignal): Promise<number>;
}

export function createFeed({ commands }: SystemUnderLoad, options: { readonly isGrowing: boolean }): Feed {
  let files = 0;
  const dropNext = (): Promise<Dropped> => {
    files += 1;
    const seed = FIRST_SEED + (options.isGrowing ? files : files % LANES);
    const now = new Date(Date.now() + files * CLOCK_STEP_MS);
    const lines = envelopeLines({ count: FILE_CREATORS, seed, now });
    return commands.drop({ tenant: FEED, name: "feed.ndjson" }, Readable.from(lines));
  };
  return {
    async run(until) {
      const started = performance.now();
      const counted = new Map<string, number>();
      let perSecond = 0;
      let before: number | null = null;
      /**
       * For new creators, counts those that can be found. Known creators can always be found, so for them it counts
       * those read.
       */
      const count = (key: string, { read, found }: FollowProgress): void => {
        if (until.aborted) return;
        before ??= found;
        counted.set(key, read);
        const done = options.isGrowing ? found - before : [...counted.values()].reduce((a, b) => a + b, 0);
        perSecond = (done * 1_000) / (performance.now() - started);
      };
      const lane = async (): Promise<void> => {
        while (!until.aborted) {
          const dropped = await dropNext();
          const whole = new AbortController();
          const onProgress = (progress: FollowProgress): void => {
            count(dropped.key, progress);
            if (progress.read >= FILE_CREATORS) whole.abort();
          };
          // Only the signal ends this: the next file must not wait until this one is indexed.
          const waiting = commands.follow([dropped], { signal: whole.signal, onProgress });
          await waiting.catch((error: unknown) => {
            if (!whole.signal.aborted) throw error;
          });
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      await commands.follow([await dropNext()], {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      return perSecond;
    },
  };
}

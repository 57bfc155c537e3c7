import type { EmbeddedComposition } from "../lib/compose/embedded.ts";
import { refineDrafts } from "../lib/embed/refine-drafts.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import { pause } from "../lib/ports/deadline.ts";
import { isEmbedIdle, isIngestIdle } from "./idle.ts";

/** Creators refined between two looks at whether somebody waits: a fifth of a second. */
const TOGETHER = 8;
/** Nobody asked for this long: a search in between waits for one profile at most. */
const QUIET_MS = 1_000;
const PAUSE_MS = 500;
/** After a start, which needs both cores, and after an error. */
const LONG_PAUSE_MS = 5_000;

/**
 * Refines drafts while nobody searches and nothing is taken in. Does nothing where the embedder makes none. Once none is
 * left, no tenant is asked again before the embedder has made another.
 */
export function startRefining(
  { services, sentences }: Pick<EmbeddedComposition, "services" | "sentences">,
  log: Log,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isIdle = async () => (await isIngestIdle(services)) && (await isEmbedIdle(services));
  async function run(): Promise<void> {
    await pause(LONG_PAUSE_MS, signal);
    let madeWhenNoneWasLeft: number | null = null;
    while (sentences?.isAble() && !signal.aborted) {
      try {
        const made = sentences.draftsMade();
        const isFree = made !== madeWhenNoneWasLeft && sentences.quietMs() > QUIET_MS && (await isIdle());
        const taken = isFree ? await refineDrafts(services, TOGETHER) : 0;
        if (isFree && taken === 0) madeWhenNoneWasLeft = made;
        if (taken === 0) await pause(PAUSE_MS, signal);
      } catch (error) {
        if (!signal.aborted) log.error("refining failed", errorFields(error));
        await pause(LONG_PAUSE_MS, signal);
      }
    }
  }
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

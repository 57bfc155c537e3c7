import { isoAfter } from "../../domain/durations.ts";
import type { Ports } from "../../ports/ports.ts";
import type { CrawlQueue } from "../crawl-message.ts";

type PausePorts = Pick<Ports, "consumers" | "clock">;

/** Marks a pause that workers start and end themselves. An operator's reason begins differently. */
const MARK = "throttled until ";

/**
 * Pauses a queue for a while, unless it is paused already. Returns when the pause ends; null: it was paused before.
 */
export async function pauseForStorm(
  { consumers, clock }: PausePorts,
  queue: CrawlQueue,
  milliseconds: number,
): Promise<string | null> {
  if ((await consumers.state(queue)).paused) return null;
  const until = isoAfter(clock.now(), milliseconds);
  await pauseUntil({ consumers }, queue, until);
  return until;
}

/** Pauses a queue until an instant (ISO 8601). If it is paused already, the pause moves there. */
export const pauseUntil = (
  { consumers }: Pick<PausePorts, "consumers">,
  queue: CrawlQueue,
  until: string,
): Promise<void> => consumers.pause(queue, `${MARK}${until}`);

/** Why an operator paused the queue; null: no operator did, though workers may have. */
export async function pausedByHand(
  { consumers }: Pick<PausePorts, "consumers">,
  queue: CrawlQueue,
): Promise<string | null> {
  const { paused, reason } = await consumers.state(queue);
  return paused && !reason?.startsWith(MARK) ? (reason ?? "paused") : null;
}

/** Whether workers may read the queue. The first worker that sees that a pause of theirs is over ends it. */
export async function isOpen(
  { consumers, clock }: PausePorts,
  queue: CrawlQueue,
  onResumed: () => void,
): Promise<boolean> {
  const { paused, reason } = await consumers.state(queue);
  if (!paused) return true;
  if (!reason?.startsWith(MARK)) return false;
  if (clock.now().getTime() < Date.parse(reason.slice(MARK.length))) return false;
  await consumers.resume(queue);
  onResumed();
  return true;
}

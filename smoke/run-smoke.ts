import { Fault } from "./fault.ts";
import { inventCreator } from "./invented-creator.ts";
import { answersPages, answersWithKeys, isHealthy } from "./outside-steps.ts";
import {
  browses,
  comesFromSharedCache,
  findsByBothLegs,
  findsByMeaning,
  findsByWord,
} from "./search-steps.ts";
import type { Seen, Smoke } from "./step.ts";
import {
  askToForget,
  forgets,
  forgetsOnPages,
  isForgotten,
  removeLeftovers,
  takesIn,
} from "./stored-steps.ts";

export interface StepReport {
  readonly step: string;
  readonly ok: boolean;
  /** What was seen, even if it was wrong. */
  readonly saw: string;
  readonly ms: number;
  readonly remedy?: string;
}

/** Cleaning up must end even if nothing answers any more. */
const CLEANING_MS = 15_000;

/**
 * Shows that a system works, from a health check to an erased creator, and stops at the first fault. The invented
 * creator is always forgotten: by the last steps, or by a separate request if the run does not get that far. Every step
 * is reported. A step that is not `ok` says what to do.
 */
export async function runSmoke(smoke: Smoke, onStep: (report: StepReport) => void): Promise<void> {
  const step = async <T>(step: string, run: (smoke: Smoke) => Seen<T>, given = smoke): Promise<T> => {
    const started = performance.now();
    const ms = () => Math.round(performance.now() - started);
    try {
      given.signal.throwIfAborted();
      const [saw, value] = await run(given);
      onStep({ step, ok: true, saw, ms: ms() });
      return value;
    } catch (error) {
      onStep({ step, ok: false, ...whatWasSeen(error, given.signal), ms: ms() });
      throw new Stopped();
    }
  };
  const creator = inventCreator(new Date());
  let isLeft = false;
  try {
    await step("health", isHealthy);
    await step("keys", answersWithKeys);
    await step("cross-origin", answersPages);
    await step("leftovers", removeLeftovers);
    isLeft = true;
    const id = await step("ingest", (given) => takesIn(given, creator));
    await step("keyword leg", (given) => findsByWord(given, creator, id));
    await step("vector leg", (given) => findsByMeaning(given, creator, id));
    await step("both legs", (given) => findsByBothLegs(given, creator, id));
    await step("shared cache", (given) => comesFromSharedCache(given, creator, id));
    await step("browse", (given) => browses(given, creator, id));
    const erasure = await step("erasure", (given) => forgets(given, id));
    isLeft = false;
    await step("forgotten", (given) => forgetsOnPages(given, creator, id));
    await step("evidence", (given) => isForgotten(given, erasure));
    await step("dead letters", hasNoDeadLetters);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (!isLeft) return;
    const cleaning = { ...smoke, signal: AbortSignal.timeout(CLEANING_MS) };
    await step("cleaning up", (given) => askToForget(given, creator), cleaning).catch(() => undefined);
  }
}

/** A step failed and was already reported. */
class Stopped extends Error {}

function whatWasSeen(error: unknown, { aborted }: AbortSignal): Pick<StepReport, "saw" | "remedy"> {
  if (error instanceof Fault) return { saw: error.message, remedy: error.remedy };
  if (aborted)
    return { saw: "It was ended before it was done", remedy: "Run it again; --seconds gives it longer." };
  const saw = error instanceof Error ? error.message : String(error);
  return { saw, remedy: "Nothing here expected this: look for the cause in the system's log." };
}

async function hasNoDeadLetters({ inside }: Smoke): Seen {
  const counts = Object.entries(await inside.deadLetters());
  const dead = counts.filter(([, count]) => count > 0).map(([queue, count]) => `${queue}: ${count}`);
  if (dead.length === 0) return [`none in ${counts.length} queues`, null];
  const remedy = "docs/RUNBOOK.md, Dead letters: read them, fix their cause, send them again.";
  throw new Fault(`Messages were given up: ${dead.join(", ")}`, remedy);
}

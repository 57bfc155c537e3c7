import { readFileSync } from "node:fs";
import { z } from "zod";
import { AUTHORISER, HTTP_FUNCTIONS, QUEUE_WORKERS, SCHEDULED_JOBS } from "./functions.ts";

/** One function's run under one size of memory, as `npm run bench:memory` measured it. */
const runSchema = z.strictObject({
  stem: z.string(),
  memoryMb: z.number().int(),
  /** What was asked of it. */
  work: z.string(),
  /** Most megabytes (of 1,048,576 bytes) that the process held; null: it ended for want of memory. */
  peakMb: z.number().nullable(),
  /** Processor milliseconds from the start of the process to its first answer, and of each later answer (median). */
  firstMs: z.number(),
  laterMs: z.number(),
  /** Of the first answer alone: what the process waited for its doubles. */
  waitedMs: z.number(),
});
export type MemoryRun = z.infer<typeof runSchema>;

export const measuredSchema = z.strictObject({
  measuredOn: z.iso.date(),
  machine: z.string(),
  node: z.string(),
  runs: z.array(runSchema),
});

const MEASURED = measuredSchema.parse(
  JSON.parse(readFileSync(new URL("./memory-measured.json", import.meta.url), "utf8")),
);

/** Sizes that are tried, from the smallest. Sizes between would be paid for and measured for little. */
export const SIZES_MB = [256, 512, 1_024, 1_769, 3_008] as const;
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: one whole processor; less is its share. */
export const ONE_PROCESSOR_MB = 1_769;

export const shareOf = (memoryMb: number): number => memoryMb / ONE_PROCESSOR_MB;

/** A function that holds more than two thirds of its memory in the bench is given the next size. */
const MEMORY_HEADROOM = 1.5;
/** Graviton's processors and Firecracker's overhead were not measured: times are taken half as long again. */
const TIME_HEADROOM = 1.5;

export interface TimeLimits {
  /** Milliseconds of computing until a new environment has answered, and for each answer after it. */
  readonly firstMs: number;
  readonly laterMs: number;
}

/** Where people wait: the objective is 1,500 ms for 99 of 100 searches, cold starts among them (cdk/config.ts). */
const PEOPLE_WAIT: TimeLimits = { firstMs: 1_500, laterMs: 300 };
/** The authoriser stands before each of those answers. */
const BEFORE_PEOPLE: TimeLimits = { firstMs: 750, laterMs: 100 };
/** A batch computes for at most a half of what its function may take; the other half is for waiting. */
const batchLimits = (timeoutSeconds: number): TimeLimits => ({
  firstMs: timeoutSeconds * 500,
  laterMs: timeoutSeconds * 500,
});

/** Of functions that the bench cannot run: those whose work is known to be that of one that it can. */
const LIKE: Readonly<Record<string, { readonly stem: string; readonly why: string }>> = {
  "give-consent": { stem: "erase-creator", why: "One creator is read and written; the bench has no KMS." },
  "read-contacts": { stem: "get-creator", why: "One creator is read; the bench has no KMS." },
};

export const likeOf = (stem: string) => LIKE[stem];

/** What of a function's time counts, by whoever waits for it. */
export function timeLimitsOf(stem: string): TimeLimits {
  if (stem === AUTHORISER.stem) return BEFORE_PEOPLE;
  if (stem in HTTP_FUNCTIONS) return PEOPLE_WAIT;
  const settings = QUEUE_WORKERS[stem] ?? SCHEDULED_JOBS[stem];
  if (!settings) throw new Error(`cdk/functions.ts has no ${stem}.`);
  return batchLimits(settings.timeoutSeconds);
}

/** Whether a size holds what was measured under it, with headroom, in the time that its waiters have. */
export function fits(run: MemoryRun, limits: TimeLimits): boolean {
  const stretched = TIME_HEADROOM / Math.min(1, shareOf(run.memoryMb));
  return (
    run.peakMb !== null &&
    run.peakMb * MEMORY_HEADROOM <= run.memoryMb &&
    run.firstMs * stretched <= limits.firstMs &&
    run.laterMs * stretched <= limits.laterMs
  );
}

/**
 * The smallest size that fits; where time fits under none, one whole processor, above which a single thread gains
 * nothing, if the memory does.
 */
export function smallestFit(runs: readonly MemoryRun[], limits: TimeLimits): number | null {
  const ascending = runs.toSorted((a, b) => a.memoryMb - b.memoryMb);
  const fitting = ascending.find((run) => fits(run, limits));
  if (fitting) return fitting.memoryMb;
  const patient = { firstMs: Number.POSITIVE_INFINITY, laterMs: Number.POSITIVE_INFINITY };
  const holding = ascending.find((run) => run.memoryMb >= ONE_PROCESSOR_MB && fits(run, patient));
  return holding?.memoryMb ?? null;
}

export const measuredRuns = (stem: string): readonly MemoryRun[] =>
  MEASURED.runs.filter((run) => run.stem === stem);

/**
 * Megabytes of a function: what `npm run bench:memory` found to be the smallest that does.
 * @throws Error for a function that was neither measured nor reasoned about.
 */
export function memoryMbOf(stem: string): number {
  const found = smallestFit(measuredRuns(LIKE[stem]?.stem ?? stem), timeLimitsOf(stem));
  if (found === null)
    throw new Error(
      `How much memory ${stem} needs is not known: run \`npm run bench:memory -- --write --only ${stem}\`, or name in cdk/memory.ts what it is like.`,
    );
  return found;
}

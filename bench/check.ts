import { readFileSync } from "node:fs";
import type { BenchReport } from "./report.ts";

/** The limits of `--check`: see `bench/check.json`. */
interface Limits {
  readonly creators: number;
  readonly recallAt10: number;
  /** Processor time of a hybrid search, as a multiple of a plain loop over all vectors in the same run. */
  readonly searchRatio: number;
  /** Processor time of ingesting a creator, as a multiple of generating it in the same run. */
  readonly ingestRatio: number;
}

/** Other work on the machine changes a ratio of processor times by less than this factor. */
const TOLERANCE = 2;

/**
 * The figures that got worse than the recorded run; empty if none did. It compares ratios, because times depend on the
 * machine.
 */
export function worsened({ settings, ingest, search, recall }: BenchReport): string[] {
  const limits: Limits = JSON.parse(readFileSync(new URL("./check.json", import.meta.url), "utf8"));
  if (settings.creators !== limits.creators) return [`the recorded run had ${limits.creators} creators`];
  const searchRatio = (search.processorMs.hybrid ?? Number.NaN) / recall.plainMs;
  const ingestRatio = ingest.processorMsPerCreator / ingest.generatingMsPerCreator;
  process.stdout.write(
    `search ${searchRatio.toFixed(2)} x a plain loop, ingest ${ingestRatio.toFixed(1)} x generating\n`,
  );
  return [
    ...Object.entries(recall.recallAt10)
      .filter(([, value]) => !(value >= limits.recallAt10))
      .map(([kind, value]) => `recall@10 at ${kind} is ${value}, below ${limits.recallAt10}`),
    ...risen("a search, against a plain loop over all vectors", searchRatio, limits.searchRatio),
    ...risen("taking a creator in, against generating it", ingestRatio, limits.ingestRatio),
  ];
}

const risen = (what: string, ratio: number, recorded: number): string[] =>
  ratio <= recorded * TOLERANCE ? [] : [`${what}, takes ${ratio} and took ${recorded}`];

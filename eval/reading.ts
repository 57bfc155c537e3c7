import { join } from "node:path";
import { readQuery } from "../lib/domain/query/read-query.ts";
import {
  evaluateReading,
  loadCases,
  loadTexts,
  type ReadingEvaluation,
  renderEvaluation,
} from "../test/eval/query-reading/evaluate.ts";
import { type Half, inHalf } from "./judged-set.ts";

export interface ReadingRun {
  readonly title: string;
  readonly evaluation: ReadingEvaluation;
}

/**
 * How well filters are read from words, for each file of expected readings. Real queries are included only if their
 * texts are available.
 */
export function runReading(data: string, half: Half): ReadingRun[] {
  const texts = loadTexts(join(data, "queries/influencer_queries.jsonl"));
  const files = {
    "own queries": loadCases("own-queries"),
    "queries the reader was never changed for": loadCases("fresh-queries"),
    ...(texts && { "real queries": loadCases("influencer-expected", texts) }),
  };
  return Object.entries(files).map(([name, cases]) => ({
    title: `${name}, ${half} half`.replace(", all half", ""),
    evaluation: evaluateReading(cases.filter(inHalf(half)), readQuery),
  }));
}

export const reportReading = (runs: readonly ReadingRun[]): string =>
  `### reading\n\n${runs.map(({ title, evaluation }) => renderEvaluation(title, evaluation)).join("\n\n")}\n`;

import { Command, InvalidArgumentError, Option } from "commander";
import { wholeNumberFrom } from "../local/whole-number.ts";
import { HALVES, type Half } from "./judged-set.ts";

export const SETS = [
  "shipped",
  "judged_dev",
  "judged_dev2",
  "cranfield",
  "cacm",
  "generated",
  "languages",
  "reading",
] as const;
export type SetName = (typeof SETS)[number];
export const ENGINES = ["fts5", "minisearch", "orama"] as const;
export type EngineName = (typeof ENGINES)[number];

export interface EvalOptions {
  readonly data: string;
  readonly set: readonly SetName[];
  readonly against: readonly EngineName[];
  readonly ablate: boolean;
  readonly http: boolean;
  readonly half: Half;
  readonly llm: boolean;
  readonly llmAnswers: string;
  readonly leaveOneOut: boolean;
  readonly before?: string;
  readonly limit?: number;
  readonly generated: number;
  readonly json?: string;
  readonly markdown?: string;
}

/** In the same place as other tools' caches. */
const LLM_ANSWERS = "node_modules/.cache/increator-eval/llm-answers.ndjson";

const EXAMPLES = `
Examples:
  npm run eval
  npm run eval -- --set judged_dev --against fts5,minisearch,orama --ablate
  npm run eval -- --json before.json, then after a change: npm run eval -- --before before.json
  npm run eval -- --set generated --generated 5000 --http --json results.json`;

/** Reads the command line. The program ends with a message if it is not valid. */
export function evalOptions(defaultData: string): EvalOptions {
  return new Command("npm run eval --")
    .description("Measures the search against judged queries: docs/RELEVANCE.md.")
    .option("--data <folder>", "where judged data lies", defaultData)
    .option("--set <names>", `any of ${SETS.join(", ")}`, listOf(SETS), [...SETS])
    .option("--against <engines>", `any of ${ENGINES.join(", ")}`, listOf(ENGINES), [])
    .option("--ablate", "the search without each of its parts", false)
    .option("--http", "the search through its HTTP server too", false)
    .option("--llm", "the search with a language model that reads and orders, by OPENAI_API_KEY", false)
    .option("--llm-answers <file>", "where its answers are kept", LLM_ANSWERS)
    .option("--leave-one-out", "for each set, the fusion's shares that the other sets choose", false)
    .option("--before <file>", "results of an earlier run (--json): which sets rose and which fell")
    .addOption(
      new Option("--half <half>", "queries that numbers were chosen on, or the others")
        .choices(HALVES)
        .default("all"),
    )
    .option("--limit <number>", "at most this many queries of a set", wholeNumberFrom(1))
    .option("--generated <number>", "creators in the generated set", wholeNumberFrom(1), 100_000)
    .option("--json <file>", "write every number, by query")
    .option("--markdown <file>", "write the tables")
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError()
    .parse()
    .opts<EvalOptions>();
}

const listOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T[] =>
    text.split(",").map((part) => {
      const name = known.find((one) => one === part.trim());
      if (name === undefined) throw new InvalidArgumentError(`Known are ${known.join(", ")}.`);
      return name;
    });

import { type Command, InvalidArgumentError } from "commander";
import { SAMPLE_NOW } from "../../local/generate/generate-envelopes.ts";
import { writeEnvelopes } from "../../local/generate/write-envelopes.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import type { CommonOptions } from "../common-options.ts";
import { type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";

const EXAMPLES = `
Examples:
  increator generate --count 1000 --out sample.ndjson
  increator generate --count 1000000 --seed 7 --out big.ndjson.gz
  increator generate --count 50 --out - | increator ingest -

The same count, seed and --now give the same bytes.`;

interface GenerateOptions extends CommonOptions {
  readonly count: number;
  readonly seed: number;
  readonly now: Date;
  readonly out: string;
}

/** `increator generate`. */
export function addGenerate(program: Command, io: Io): void {
  program
    .command("generate")
    .description("make envelopes of creators who do not exist, on all four platforms")
    .requiredOption("--count <number>", "how many", wholeNumberFrom(0))
    .requiredOption("--out <file>", "one envelope a line; .gz packs; - writes to standard output")
    .option("--seed <number>", "another seed, other creators", wholeNumberFrom(0), 1)
    .option("--now <instant>", "when they were fetched, ISO 8601", instantOf, SAMPLE_NOW)
    .addHelpText("after", EXAMPLES)
    .action(async (_options: object, self: Command) => {
      const { count, seed, now, out, json } = self.optsWithGlobals<GenerateOptions>();
      const line = progressLine(io);
      await writeEnvelopes({
        ...{ count, seed, now, out },
        onProgress: (written) => line.show(`${wholeNumber(written)} of ${wholeNumber(count)}`),
      });
      line.end();
      if (out === "-") return;
      if (json) printJson(io, { count, seed, now, out });
      else io.err(`${wholeNumber(count)} envelopes in ${out}\n`);
    });
}

function instantOf(text: string): Date {
  const instant = new Date(text);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new InvalidArgumentError("It must be an instant such as 2026-11-01T00:00:00Z.");
}

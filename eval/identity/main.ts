import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { febrl } from "./febrl.ts";
import { legislators } from "./legislators.ts";
import { type IdentityMeasure, measureSet } from "./measure.ts";

interface Options {
  readonly data: string;
  readonly threshold: number;
  readonly json?: string;
}

const share = (value: number): string => value.toFixed(4);

function line(one: IdentityMeasure): string {
  return [
    `${one.name}: ${one.records} records, ${one.matches} matches, ${one.pairs} pairs compared`,
    `  precision ${share(one.precision)}, recall ${share(one.recall)} of all matches (${one.suggested} suggested)`,
    `  calibration error ${share(one.calibrationError)}; ${share(one.unsure.calibrationError)} on ${one.unsure.pairs} unsure pairs`,
    `  ${one.converged ? `settled after ${one.rounds} rounds` : `NOT SETTLED after ${one.rounds} rounds`}, ${Math.round(one.pairsPerSecond)} pairs a second\n`,
  ].join("\n");
}

async function main(): Promise<void> {
  const { data, threshold, json } = new Command("npm run eval:identity --")
    .description("Measures identity suggestions: learnt from one half without labels, measured on the other.")
    .requiredOption(
      "--data <folder>",
      "folder with us_legislators_accounts_cc0.jsonl, dataset1.csv, dataset2.csv",
    )
    .option("--threshold <probability>", "the least probability that is suggested", Number, 0.95)
    .option("--json <file>", "write every number there")
    .parse()
    .opts<Options>();
  const accounts = join(data, "us_legislators_accounts_cc0.jsonl");
  const measured = [
    measureSet(legislators("legislators, handles alone", accounts, "handles"), threshold),
    measureSet(legislators("legislators, handles and written names", accounts, "names"), threshold),
    measureSet(legislators("legislators among namesakes", accounts, "namesakes"), threshold),
    measureSet(febrl("febrl 1", join(data, "dataset1.csv")), threshold),
    measureSet(febrl("febrl 2", join(data, "dataset2.csv")), threshold),
  ];
  process.stdout.write(measured.map(line).join("\n"));
  if (json) await writeFile(json, JSON.stringify({ threshold, measured }, null, 2));
}

await main();

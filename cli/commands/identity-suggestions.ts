import type { Command } from "commander";
import type { Suggestion, SuggestionReport } from "../../lib/domain/identity-matching/suggestion.ts";
import type { CommandInput } from "../../local/command-inputs.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { asking } from "../asking.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, figure, oneLine, table } from "../table.ts";
import { numericOption } from "../volume-options.ts";

const DECIDE = `
Looks now, as the daily job does. Nothing is linked until you decide:
  increator identity confirm <a> <b>   they are one
  increator identity refuse <a> <b>    they are not, and are never suggested again`;

/** `increator identity suggest|review`: pairs to decide, one per line or with the evidence of each field. */
export function addIdentitySuggestions(identity: Command, io: Io): void {
  const shown = {
    suggest: { description: "list accounts that are likely one person or brand", page: lines },
    review: {
      description: "the same with the evidence of each field, to be confirmed or refused",
      page: sheets,
    },
  } as const;
  for (const name of ["suggest", "review"] as const) {
    identity
      .command(name)
      .description(shown[name].description)
      .addOption(
        numericOption("--at-least <probability>", "the least probability", 0.95, { min: 0.5, max: 1 }),
      )
      .option("--limit <number>", "how many, most probable first", wholeNumberFrom(1, 1_000), 100)
      .addHelpText("after", DECIDE)
      .action(
        asking(
          io,
          (commands, { atLeast, limit }: CommandInput<"suggestIdentities">) =>
            commands.suggestIdentities({ atLeast, limit }),
          (report) => `${shown[name].page(report, io.columns)}\n${summary(report)}`,
        ),
      );
  }
}

const account = ({ platform, handle }: Suggestion["a"]): string => `${platform} @${handle}`;
const percent = (probability: number): string => `${(Math.floor(probability * 1_000) / 10).toFixed(1)}%`;
const evidenceText = ({ field, level, bits }: Suggestion["evidence"][number]): string =>
  `${field} ${level} (${bits > 0 ? "+" : ""}${bits.toFixed(1)})`;

const COLUMNS: readonly Column<Suggestion>[] = [
  figure("PROBABLE", ({ probability }) => percent(probability)),
  { title: "ACCOUNT", cell: ({ a }) => account(a), shrinksTo: 16 },
  { title: "ACCOUNT", cell: ({ b }) => account(b), shrinksTo: 16 },
  { title: "EVIDENCE (BITS)", cell: ({ evidence }) => evidence.map(evidenceText).join(", "), shrinksTo: 20 },
];

const lines = ({ suggestions }: SuggestionReport, width: number): string =>
  table(COLUMNS, suggestions, width);

function sheets({ suggestions }: SuggestionReport): string {
  return suggestions
    .map(({ a, b, probability, evidence }) => {
      const side = (one: Suggestion["a"]) => `  ${one.id}  ${account(one)}  ${oneLine(one.display_name)}`;
      return [
        percent(probability),
        side(a),
        side(b),
        ...evidence.map((field) => `    ${evidenceText(field)}`),
        "",
      ].join("\n");
    })
    .join("\n");
}

function summary({ suggestions, more, accounts, pairs, skipped, converged }: SuggestionReport): string {
  const counted = `${suggestions.length} suggestion(s)${more ? " and more" : ""} from ${wholeNumber(accounts)} accounts, ${wholeNumber(pairs)} pairs compared.\n`;
  return [
    counted,
    skipped.blocks > 0 &&
      `${skipped.blocks} name(s), handle(s) or site(s) stand on too many accounts (${wholeNumber(skipped.records)}) and brought no pairs.\n`,
    !converged && "The weights did not settle; take the probabilities with care.\n",
  ]
    .filter(Boolean)
    .join("");
}

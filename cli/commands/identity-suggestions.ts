import type { Command } from "commander";
import { AppError } from "../../lib/domain/errors.ts";
import {
  type Suggestion,
  type SuggestionReport,
  suggestRequestSchema,
} from "../../lib/domain/identity-matching/suggestion.ts";
import { asking } from "../asking.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, oneLine, table } from "../table.ts";

interface SuggestOptions {
  readonly atLeast?: string;
  readonly limit?: string;
}

const DECIDE = `
Looks now, as the daily job does. Nothing is linked until you decide:
  increator identity confirm <a> <b>   they are one
  increator identity refuse <a> <b>    they are not, and are never suggested again`;

/** `increator identity suggest|review`: pairs to decide, a line each or with the evidence of each field. */
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
      .option("--at-least <probability>", "the least probability, 0.5 to 1 (default: 0.95)")
      .option("--limit <number>", "how many, most probable first (default: 100)")
      .addHelpText("after", DECIDE)
      .action(
        asking(
          io,
          async (commands, options: SuggestOptions) => commands.suggestIdentities(requestOf(options)),
          (report) => `${shown[name].page(report, io.columns)}\n${summary(report)}`,
        ),
      );
  }
}

function requestOf({ atLeast, limit }: SuggestOptions) {
  const asked = suggestRequestSchema.safeParse({
    ...(atLeast !== undefined && { atLeast: Number(atLeast) }),
    ...(limit !== undefined && { limit: Number(limit) }),
  });
  if (asked.success) return asked.data;
  throw new AppError(
    "invalid",
    "bad-suggestion-bounds",
    "--at-least takes a probability from 0.5 to 1, --limit a whole number from 1 to 1000.",
  );
}

const account = ({ platform, handle }: Suggestion["a"]): string => `${platform} @${handle}`;
const percent = (probability: number): string => `${(Math.floor(probability * 1_000) / 10).toFixed(1)}%`;
const evidenceText = ({ field, level, bits }: Suggestion["evidence"][number]): string =>
  `${field} ${level} (${bits > 0 ? "+" : ""}${bits.toFixed(1)})`;

const COLUMNS: readonly Column<Suggestion>[] = [
  { title: "PROBABLE", cell: ({ probability }) => percent(probability), align: "right" },
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

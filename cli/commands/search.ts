import { type Command, Option } from "commander";
import { similarCreators } from "../../lib/domain/api/creator-operations.ts";
import { searchByQuery } from "../../lib/domain/api/search-operations.ts";
import type { SearchAnswer, SearchItem } from "../../lib/domain/search-request.ts";
import { callApi, flagOf } from "../api.ts";
import { asking, show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { creatorNamed, NAMED } from "../creator-named.ts";
import type { Io } from "../io.ts";
import { compactNumber, percentage, wholeNumber } from "../numbers.ts";
import { type Column, figure, table } from "../table.ts";

const EXAMPLES = `
Examples:
  increator search "vegan fitness coaches in Berlin" --followers-min 10000 --followers-max 100000
  increator search "gaming channels in Brazil over 10M" --platforms youtube --limit 5
  increator search --countries DE,AT --sort engagement_rate --json | jq '.data[].handle'

Filters that the words state are read from them; "Read as" below the table says how. Exit code: 0, or 1 on failure.`;

/** `increator search`: its flags are the parameters of GET /search with dashes. */
export function addSearch(program: Command, io: Io): void {
  const command = program
    .command("search")
    .description("find creators by words and filters")
    .argument("[words...]", "what is looked for; without words the filters are browsed")
    .addHelpText("after", EXAMPLES);
  for (const name of FLAGS) command.addOption(optionOf(name));
  command.action(async (words: string[], options: Record<string, string | undefined>, self: Command) => {
    const common = self.optsWithGlobals<CommonOptions>();
    const values = Object.fromEntries(FLAGS.map((name) => [name, options[attributeOf(name)]]));
    const { answer, livesOn } = await withCommands(io, common, async (commands, livesOn) => ({
      answer: await callApi(commands, searchByQuery, { q: words.join(" "), ...values }),
      livesOn,
    }));
    show(io, common, answer, () => `${itemTable(answer.data, io.columns)}${footnotes(answer, livesOn)}`);
  });
}

const FLAGS = searchByQuery.query.names.filter((name) => name !== "q");

const attributeOf = (name: string): string => optionOf(name).attributeName();

/** A flag without a value means true. */
function optionOf(name: string): Option {
  const { type, enum: values, description, items } = searchByQuery.query.schemaOf(name);
  const choices = values ?? (typeof items === "object" && !Array.isArray(items) ? items.enum : undefined);
  const help = `${description}${choices ? ` One of ${choices.join(", ")}.` : ""}`;
  const flag = flagOf(name);
  return type === "boolean"
    ? new Option(`${flag} [true|false]`, help).preset("true")
    : new Option(`${flag} <${type === "array" ? "a,b" : type === "string" ? "text" : "number"}>`, help);
}

/** The handle is whole, because `get` and other commands take it. */
const COLUMNS: readonly Column<SearchItem>[] = [
  figure("SCORE", ({ relevance_score }) => relevance_score.toFixed(2)),
  { title: "HANDLE", cell: ({ handle }) => handle },
  { title: "NAME", cell: ({ display_name }) => display_name, shrinksTo: 10 },
  { title: "PLATFORM", cell: ({ platform }) => platform },
  figure("FOLLOWERS", ({ followers }) => compactNumber(followers)),
  figure("ENGAGED", ({ engagement_rate }) => percentage(engagement_rate)),
  { title: "IN", cell: ({ country }) => country ?? "-" },
  { title: "WHY", cell: ({ why_ranked }) => why_ranked.join("; "), shrinksTo: 20 },
];

export const itemTable = (items: readonly SearchItem[], width: number): string =>
  items.length === 0 ? "Nobody was found.\n" : table(COLUMNS, items, width);

/** A cursor needs the list that the first page fixed, and that list is gone with this process. */
const NO_PAGES = "a higher --limit; pages by --cursor need a running system (npm start)";

/** What the reader should know about the list: how the words were read, what was left out, and how to see more. */
function footnotes({ meta, data: { length: shown } }: SearchAnswer, livesOn: boolean): string {
  const total = meta.total_estimate === null ? "" : ` of about ${wholeNumber(meta.total_estimate)}`;
  const notes = [
    `${shown} shown${total}, ${meta.latency}, from the ${meta.source}.`,
    ...meta.interpreted.read.map(({ words, filter }) => `Read as a filter: "${words}" -> ${filter}`),
    ...meta.relaxed.map(({ filter, reason }) => `Left out: ${filter} (${reason})`),
    ...meta.degraded.map(({ part, reason }) => `Not in full: ${part} (${reason})`),
    ...(meta.next_cursor ? [`More: ${livesOn ? `--cursor ${meta.next_cursor}` : NO_PAGES}`] : []),
  ];
  return `\n${notes.join("\n")}\n`;
}

/** `increator similar`. */
export function addSimilar(program: Command, io: Io): void {
  program
    .command("similar")
    .description("find creators like one")
    .argument("<creator>", NAMED)
    .option("--limit <number>", "how many, 1 to 100")
    .action(
      asking(
        io,
        async (commands, { limit }: { limit?: string }, name: string) =>
          callApi(commands, similarCreators, { id: await creatorNamed(commands, name), limit }),
        ({ data }) => itemTable(data, io.columns),
      ),
    );
}

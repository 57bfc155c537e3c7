import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { z } from "zod";
import { learnAdapter, listAdapters, withdrawAdapter } from "../../lib/domain/api/feedback-operations.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { AdapterReport, AdapterView, Interval } from "../../lib/domain/feedback.ts";
import type { TenantId } from "../../lib/domain/ids.ts";
import { callApi } from "../api.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import type { Io } from "../io.ts";
import { type Column, table } from "../table.ts";
import { tenantOption } from "../tenant-option.ts";

interface AdaptOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly judgements?: string;
  readonly list?: boolean;
  readonly back?: boolean;
  readonly tenant: TenantId;
}

const HELP = `
One half of the questions teaches, the other half judges. An adapter is kept only if it improves the second half, with
the whole 95% interval above 0. Creators' vectors stay as they are. --judgements takes a file with a line for each question:
  {"query": "vegan chefs", "relevant": {"youtube:some_handle": 3, "x:another": 0}}

Examples:
  increator adapt --dry-run           say what would be learnt
  increator adapt                     learn, and keep what is better
  increator adapt --list
  increator adapt --back              remove the one in use`;

/** `increator adapt`. */
export function addAdapt(program: Command, io: Io): void {
  program
    .command("adapt")
    .description("learn from feedback which creators answer a question")
    .option("--dry-run", "say what would be learnt, keep nothing")
    .option("--judgements <file>", "judged questions beside the feedback, a JSON object on each line")
    .option("--list", "list the adapters; the first one is in use")
    .option("--back", "remove the adapter in use; the one before it takes its place")
    .addOption(tenantOption("whose feedback; shared: of all tenants that consent"))
    .addHelpText("after", HELP)
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<AdaptOptions>();
      const learns = options.dryRun || options.judgements !== undefined;
      if ([options.list, options.back, learns].filter(Boolean).length > 1)
        throw new AppError("invalid", "bad-options", "--list and --back each stand alone.");
      const act = options.list ? list : options.back ? takeBack : learn;
      await act(io, options);
    });
}

async function list(io: Io, options: AdaptOptions): Promise<void> {
  const answer = await withCommands(io, options, (commands) => callApi(commands, listAdapters, {}, options));
  show(io, options, answer, () =>
    answer.data.length === 0 ? "There is no adapter.\n" : table(COLUMNS, answer.data, io.columns),
  );
}

async function takeBack(io: Io, options: AdaptOptions): Promise<void> {
  const answer = await withCommands(io, options, async (commands) => {
    const { data } = await callApi(commands, listAdapters, {}, options);
    const [serving] = data;
    if (!serving)
      throw new AppError("not-found", "no-adapter", "No adapter serves, so there is none to take back.");
    const { id } = serving;
    const after = await callApi(commands, withdrawAdapter, { id }, options);
    return { data: { withdrawn: id, ...after.data } };
  });
  const { withdrawn, serving } = answer.data;
  show(
    io,
    options,
    answer,
    () => `${withdrawn} is taken back. ${serving ?? "None"} serves within a minute.\n`,
  );
}

async function learn(io: Io, options: AdaptOptions): Promise<void> {
  const { dryRun = false, judgements: file, tenant } = options;
  const body = { dry_run: dryRun, judgements: file === undefined ? [] : await judgementsIn(file) };
  const answer = await withCommands(io, options, (commands) =>
    callApi(commands, learnAdapter, {}, { body, tenant }),
  );
  show(io, options, answer, () => told(answer.data));
}

const judgementSchema = z.object({ query: z.string(), relevant: z.record(z.string(), z.number()) });

/** @throws AppError `invalid`, code `bad-judgement`, naming the line. */
async function judgementsIn(file: string) {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      const { query, relevant } = judgementSchema.parse(JSON.parse(line));
      return [{ query, relevant }];
    } catch {
      const message = `Line ${at + 1} of ${file} is no judged question: write {"query": "…", "relevant": {"youtube:handle": 3}}.`;
      throw new AppError("invalid", "bad-judgement", message);
    }
  });
}

const signed = (value: number): string => `${value >= 0 ? "+" : ""}${value.toFixed(3)}`;
const interval = ({ mean, low, high }: Interval): string =>
  `${signed(mean)} (${signed(low)} to ${signed(high)})`;

function told(report: AdapterReport): string {
  const { feedback, questions, pairs, ordered, gain, adapter_id, reason } = report;
  return [
    `${feedback} act(s); ${questions.taught} question(s) teach with ${pairs} pairs, ${questions.held_out} judge.`,
    ordered &&
      `Pairs in the right order: ${ordered.before.toFixed(3)} before, ${ordered.after.toFixed(3)} after.`,
    gain && `Gain: ${interval(gain)}.`,
    reason,
    adapter_id && `${adapter_id} serves new searches within a minute.`,
    "",
  ]
    .filter((line) => line !== null)
    .join("\n");
}

const COLUMNS: readonly Column<AdapterView>[] = [
  { title: "ID", cell: ({ id }) => id },
  { title: "LEARNT", cell: ({ learnt_at }) => learnt_at },
  { title: "QUESTIONS", cell: ({ questions }) => `${questions.taught} + ${questions.held_out}` },
  { title: "GAIN", cell: ({ gain }) => interval(gain) },
  { title: "MODEL", cell: ({ model }) => model, shrinksTo: 12 },
];

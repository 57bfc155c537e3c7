import { Argument, type Command, Option } from "commander";
import { ADD_MAX, type TargetOutcome } from "../../lib/crawl/targets/add-targets.ts";
import type { CrawlTarget, TargetPriority } from "../../lib/domain/crawl/target.ts";
import { accountNamed, type BadLine } from "../../lib/domain/crawl/target-lines.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { TenantId } from "../../lib/domain/ids.ts";
import { PLATFORMS, type Platform } from "../../lib/domain/platform.ts";
import type { Commands } from "../../local/commands.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { asking, show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { EXIT, type Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";
import { type Column, figure, table } from "../table.ts";
import { readTargets } from "../target-files.ts";
import { tenantOption } from "../tenant-option.ts";

interface TargetOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly platform?: Platform;
  readonly priority?: TargetPriority;
  readonly status?: "active" | "absent";
  readonly limit?: number;
}

const EXAMPLES = `
Examples:
  increator targets add handles.csv --platform youtube
  printf 'platform,handle\\nx,someone\\n' | increator targets add -
  increator targets list --platform x --status absent
  increator targets remove instagram someone

A list is CSV with a header of platform, handle, url or platform_user_id, or without one a handle or an address a line;
or NDJSON with the same fields. Exit code: 0 all lines are targets, 2 some name no account, 1 failure.`;

const whoseTargets = () => tenantOption("whose targets they are");
const platformOption = (description: string) =>
  new Option("--platform <platform>", description).choices([...PLATFORMS]);

/** `increator targets add|list|remove`; `exitWith` receives the exit code. */
export function addTargetCommands(program: Command, io: Io, exitWith: (code: number) => void): void {
  const targets = program
    .command("targets")
    .description("accounts that are fetched again and again")
    .addHelpText("after", EXAMPLES);
  targets
    .command("add")
    .description("add accounts as targets, due at once")
    .argument("<file>", "CSV or NDJSON; - reads standard input")
    .addOption(platformOption("of lines that do not say"))
    .addOption(new Option("--priority <priority>", "which queue").choices(["high", "low"]).default("high"))
    .addOption(whoseTargets())
    .action(async (path: string, _options: object, self: Command) =>
      exitWith(await add(io, path, self.optsWithGlobals<TargetOptions>())),
    );
  targets
    .command("list")
    .description("show targets, the next due first")
    .addOption(platformOption("only of this one"))
    .addOption(new Option("--priority <priority>", "only of this one").choices(["high", "low"]))
    .addOption(new Option("--status <status>", "only of this one").choices(["active", "absent"]))
    .option("--limit <number>", "how many", wholeNumberFrom(1, 1_000), 20)
    .addOption(whoseTargets())
    .action(
      asking(
        io,
        async (commands, { platform, priority, status, ...options }: TargetOptions) =>
          commands.listTargets({
            ...{ tenant: options.tenant, limit: options.limit ?? 20 },
            ...{ platform, priority, status },
          }),
        (page) => `${table(COLUMNS, page.items, io.columns)}\n${wholeNumber(page.total)} in all\n`,
      ),
    );
  targets
    .command("remove")
    .description("stop fetching an account; what is stored of it stays until its platform's terms end")
    .addArgument(new Argument("<platform>", "where it is").choices(PLATFORMS))
    .argument("<account>", "handle, address or the platform's id")
    .addOption(whoseTargets())
    .action(asking(io, remove, ({ removed }) => `Removed: ${wholeNumber(removed)}\n`));
}

interface AddReport extends Record<TargetOutcome, number> {
  bad: number;
  bad_lines: BadLine[];
}

const BAD_LINES_KEPT = 100;

async function add(io: Io, path: string, options: TargetOptions): Promise<number> {
  const { tenant } = options;
  const report: AddReport = { added: 0, known: 0, suppressed: 0, "platform-off": 0, bad: 0, bad_lines: [] };
  const line = progressLine(io);
  const batches = readTargets(path, io.stdin, { platform: options.platform ?? null, batch: ADD_MAX });
  await withCommands(io, { ...options, creates: true }, async (commands) => {
    for await (const { accounts, bad, lines } of batches) {
      io.signal.throwIfAborted();
      const priority = options.priority ?? "high";
      const request = { tenant, accounts: [...accounts], priority, synthetic: false };
      for (const { outcome } of await commands.addTargets(request)) report[outcome] += 1;
      report.bad += bad.length;
      report.bad_lines.push(...bad.slice(0, BAD_LINES_KEPT - report.bad_lines.length));
      line.show(`${wholeNumber(lines)} lines, ${wholeNumber(report.added)} added`);
    }
  });
  line.end();
  show(io, options, report, () => addText(report));
  return report.bad > 0 ? EXIT.someQuarantined : EXIT.ok;
}

function addText({ bad, bad_lines, ...counts }: AddReport): string {
  const parts = Object.entries(counts).map(([name, count]) => `${wholeNumber(count)} ${name}`);
  const lines = bad_lines.map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = bad > bad_lines.length ? [`  and ${wholeNumber(bad - bad_lines.length)} more`] : [];
  const badText = bad > 0 ? [`${wholeNumber(bad)} line(s) name no account:`, ...lines, ...more] : [];
  return `${[`Targets: ${parts.join(", ")}`, ...badText].join("\n")}\n`;
}

const COLUMNS: readonly Column<CrawlTarget>[] = [
  { title: "PLATFORM", cell: ({ platform }) => platform },
  {
    title: "ACCOUNT",
    cell: ({ handle, platform_user_id }) => handle ?? platform_user_id ?? "",
    shrinksTo: 12,
  },
  { title: "PRIORITY", cell: ({ priority }) => priority },
  { title: "DUE", cell: ({ due_at }) => due_at.slice(0, 16) },
  { title: "LAST SEEN", cell: ({ last_seen_at }) => last_seen_at?.slice(0, 16) ?? "never" },
  figure("FAILURES", ({ failures }) => String(failures)),
  { title: "STATUS", cell: ({ status, reason }) => (reason ? `${status}: ${reason}` : status), shrinksTo: 8 },
];

async function remove(commands: Commands, options: TargetOptions, platform: Platform, text: string) {
  const accounts = [
    accountNamed({ handle: text }, platform),
    accountNamed({ platform_user_id: text }, platform),
  ].filter((account) => typeof account !== "string");
  if (accounts.length === 0)
    throw new AppError("invalid", "bad-account", `This names no account of ${platform}.`);
  const removed = await commands.removeTargets({ tenant: options.tenant, accounts });
  if (removed === 0) throw new AppError("not-found", "no-such-target", "There is no such target.");
  return { removed };
}

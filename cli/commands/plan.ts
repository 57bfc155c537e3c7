import { type Command, Option } from "commander";
import {
  type PlanVolumes,
  type PlatformPlan,
  planVolumesSchema,
  simulatePlan,
} from "../../lib/crawl/simulate-plan.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, count, figure, table } from "../table.ts";
import { numericOption, volumesFrom } from "../volume-options.ts";

interface PlanOptions extends CommonOptions, Partial<Record<keyof PlanVolumes, number>> {
  readonly simulate?: boolean;
}

const DEFAULTS = planVolumesSchema.parse({});

const OPTIONS: readonly Option[] = [
  numericOption("--targets <number>", "accounts to fetch once, a quarter on each platform", DEFAULTS.targets),
  numericOption("--apps <number>", "apps with a quota of their own, for each platform", DEFAULTS.apps),
  numericOption("--within-days <number>", "when all are to be fetched", DEFAULTS.withinDays),
  numericOption("--posts-per-account <number>", "latest posts of each", DEFAULTS.postsPerAccount),
  numericOption("--seconds-per-call <number>", "what a call takes; assumed", DEFAULTS.secondsPerCall),
  numericOption("--calls-at-once <number>", "of one worker", DEFAULTS.callsAtOnce),
];

const EXAMPLES = `
Examples:
  increator plan --simulate
  increator plan --simulate --targets 10_000_000 --apps 20 --posts-per-account 0 --json

Nothing is asked of any platform. Limits and prices are those that the platforms publish (lib/platforms/*/limits.ts).`;

/** `increator plan --simulate`. */
export function addPlan(program: Command, io: Io): void {
  const command = program
    .command("plan")
    .description("how long, how many calls and how much money it takes to fetch a number of accounts")
    .addOption(new Option("--simulate", "calculate only, and ask no platform"))
    .addHelpText("after", EXAMPLES);
  for (const option of OPTIONS) command.addOption(option);
  command.action((_options: object, self: Command) => {
    const options = self.optsWithGlobals<PlanOptions>();
    if (!options.simulate) {
      const message =
        "Say --simulate. Due targets are sent by themselves, in a running system and by increator crawl.";
      throw new AppError("invalid", "plan-what", message);
    }
    const volumes = volumesFrom(planVolumesSchema, options);
    const platforms = simulatePlan(volumes);
    show(io, options, { volumes, platforms }, () => page(volumes, platforms, io.columns));
  });
}

const dollars = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const days = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const orUnlimited = (value: number | null): string => (value === null ? "no limit" : days.format(value));

const COLUMNS: readonly Column<PlatformPlan>[] = [
  { title: "PLATFORM", cell: ({ platform }) => platform },
  count("ACCOUNTS", ({ accounts }) => accounts),
  count("CALLS", ({ calls }) => calls),
  figure("DAYS", (plan) => orUnlimited(plan.days)),
  figure("UPDATES A MONTH", ({ updatesPerMonth }) =>
    updatesPerMonth === null ? "no limit" : wholeNumber(updatesPerMonth),
  ),
  figure("PLATFORM USD", ({ usd }) => dollars.format(usd)),
  count("WORKERS", ({ workers }) => workers),
  figure("SPOT USD", ({ spotUsd }) => dollars.format(spotUsd)),
  { title: "WHAT BINDS", cell: ({ bindingLimit }) => bindingLimit ?? "money alone", shrinksTo: 12 },
];

const NEEDS: readonly Column<PlatformPlan>[] = [
  { title: "IN TIME TAKES", cell: ({ platform }) => platform },
  count("APPS", ({ appsNeeded }) => appsNeeded),
  count("WORKERS", ({ workersInTime }) => workersInTime),
];

function page(volumes: PlanVolumes, platforms: readonly PlatformPlan[], width: number): string {
  const { targets, apps, postsPerAccount, withinDays, secondsPerCall } = volumes;
  const usd = platforms.reduce((sum, plan) => sum + plan.usd + plan.spotUsd, 0);
  return [
    `${wholeNumber(targets)} accounts once, ${postsPerAccount} posts of each, ${wholeNumber(apps)} app(s) a platform, ${secondsPerCall} s a call (assumed)\n`,
    table(COLUMNS, platforms, width),
    `All of it: ${dollars.format(usd)} USD\n`,
    `Within ${withinDays} days:`,
    table(NEEDS, platforms, width),
  ].join("\n");
}

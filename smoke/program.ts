import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { type Environment, embeddedSettingsFrom } from "../lib/config.ts";
import { AppError } from "../lib/domain/errors.ts";
import { type TenantId, tenantIdSchema } from "../lib/domain/ids.ts";
import { createApi } from "./api.ts";
import { Fault } from "./fault.ts";
import { type Inside, insideCloud, insideFolder } from "./inside.ts";
import { runSmoke, type StepReport } from "./run-smoke.ts";

interface Options {
  readonly url: URL;
  readonly key?: string;
  readonly stage?: "dev" | "prod";
  readonly dataDir?: string;
  readonly tenant?: TenantId;
  readonly origin?: string;
  readonly seconds: number;
  readonly json?: boolean;
}

const HELP = `
It takes the key from INCREATOR_API_KEY too, which other users of the machine cannot read, as they can a command line.
A caller of the API can put nothing into the inbox and count no dead letters. For both it goes
  - to the system that has a data folder open on this machine (--data-dir; for a --url of this machine by itself), or
  - to the bucket and the queues of a stage, by the AWS credentials that are there (--stage).

Examples:
  npm run smoke -- --url http://localhost:3000 --key "$(cat data/dev-key)"
  INCREATOR_API_KEY=... npm run smoke -- --url https://api.example.com --stage dev --origin https://app.example.com

The invented creator is erased at the end, also after a fault or Ctrl-C; what is left is the record of its erasure.
Exit codes: 0 all steps passed, 1 a step failed (its remedy is printed), 130 interrupted.`;

/** The tenant of the run's key, if nothing else is given. */
const TENANTS = { folder: "local", stage: "smoke" } as const;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** A run's surroundings. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly environment: Environment;
  /** Aborted when a person ends the run. */
  readonly interrupted: AbortSignal;
}

/** Runs one command line and returns the exit code. Prints each error with its remedy. */
export async function runSmokeProgram(args: readonly string[], io: Io): Promise<number> {
  try {
    return await judge(optionsOf(args, io), io);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof Fault || error instanceof AppError)) throw error;
    io.err(`error: ${error.message}.\n${error instanceof Fault ? `remedy: ${error.remedy}\n` : ""}`);
    return 1;
  }
}

async function judge(options: Options, { out, environment, interrupted }: Io): Promise<number> {
  const key = options.key ?? environment.INCREATOR_API_KEY;
  if (!key) {
    const remedy =
      "Give one: --key or INCREATOR_API_KEY. A data folder's stands in its file dev-key; increator keys create makes others.";
    throw new Fault("There is no key, and nothing is answered without one", remedy);
  }
  const steps: StepReport[] = [];
  await runSmoke(
    {
      api: createApi({ url: options.url, key }),
      inside: await insideOf(options, environment),
      tenant: options.tenant ?? tenantIdSchema.parse(options.stage ? TENANTS.stage : TENANTS.folder),
      origin: options.origin === "none" ? null : (options.origin ?? options.url.origin),
      signal: AbortSignal.any([interrupted, AbortSignal.timeout(options.seconds * 1_000)]),
    },
    (report) => {
      steps.push(report);
      if (!options.json) out(lineOf(report));
    },
  );
  const passed = steps.every(({ ok }) => ok);
  if (options.json) out(`${JSON.stringify({ passed, steps }, null, 2)}\n`);
  if (interrupted.aborted) return 130;
  return passed ? 0 : 1;
}

async function insideOf(options: Options, environment: Environment): Promise<Inside> {
  const { stage, url, dataDir } = options;
  if (stage) {
    const { stageSettings } = await import("../cdk/stage-settings.ts");
    const settings = await stageSettings(stage, environment).catch((error: unknown) => {
      throw new Fault(
        String(error),
        "Is the stage deployed, and are credentials for its account there?",
        error,
      );
    });
    return insideCloud({ ...environment, ...settings });
  }
  if (dataDir === undefined && !LOOPBACK.includes(url.hostname)) {
    const remedy = "Name its stage (--stage dev), or the data folder of the system (--data-dir).";
    throw new Fault(`${url.hostname} is another machine, whose inbox is not known`, remedy);
  }
  return insideFolder(resolve(dataDir ?? embeddedSettingsFrom(environment).dataDir));
}

const lineOf = ({ step, ok, saw, ms, remedy }: StepReport): string =>
  `${ok ? "ok   " : "FAULT"} ${step.padEnd(14)} ${saw} (${ms} ms)\n${remedy ? `      remedy: ${remedy}\n` : ""}`;

function optionsOf(args: readonly string[], { out, err }: Io): Options {
  return new Command("npm run smoke --")
    .description(
      "Shows in two minutes that a system works, on this machine or deployed: a creator in, found, erased.",
    )
    .requiredOption("--url <address>", "of the API", urlOf)
    .option("--key <key>", "a privacy officer's, of the tenant that the creator is invented for")
    .option("--stage <stage>", "the deployed stage behind --url: dev or prod", stageOf)
    .option("--data-dir <folder>", "data folder of the system behind --url (default: as npm start has it)")
    .option(
      "--tenant <tenant>",
      `whose the key is (default: ${TENANTS.folder}, with --stage ${TENANTS.stage})`,
      tenantOf,
    )
    .option("--origin <origin>", "of a page that may read answers, or none (default: that of --url)")
    .option("--seconds <number>", "how long it may take", secondsOf, 120)
    .option("--json", "write one JSON document in place of lines")
    .addHelpText("after", HELP)
    .showSuggestionAfterError()
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride()
    .parse([...args], { from: "user" })
    .opts<Options>();
}

function urlOf(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new InvalidArgumentError("It must be an address with http:// or https://.");
  return url;
}

function stageOf(text: string): "dev" | "prod" {
  if (text !== "dev" && text !== "prod") throw new InvalidArgumentError("It must be dev or prod.");
  return text;
}

function tenantOf(text: string): TenantId {
  const tenant = tenantIdSchema.safeParse(text);
  if (!tenant.success) throw new InvalidArgumentError("It must be a tenant's id.");
  return tenant.data;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d{1,4}$/.test(text) || seconds < 1) throw new InvalidArgumentError("It must be from 1 to 9999.");
  return seconds;
}

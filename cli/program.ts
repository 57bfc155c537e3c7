import { Command, CommanderError } from "commander";
import { isAppError } from "../lib/domain/errors.ts";
import { addAdapt } from "./commands/adapt.ts";
import { addAudit } from "./commands/audit.ts";
import { addBackup } from "./commands/backup.ts";
import { addConsent } from "./commands/consent.ts";
import { addCost } from "./commands/cost.ts";
import { addCrawl } from "./commands/crawl.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addErase } from "./commands/erase.ts";
import { addErasures } from "./commands/erasures.ts";
import { addGenerate } from "./commands/generate.ts";
import { addGet } from "./commands/get.ts";
import { addIdentity } from "./commands/identity.ts";
import { addIngest } from "./commands/ingest.ts";
import { addInvoke } from "./commands/invoke.ts";
import { addJobs } from "./commands/jobs.ts";
import { addKeyring } from "./commands/keyring.ts";
import { addKeys } from "./commands/keys.ts";
import { addMcp } from "./commands/mcp.ts";
import { addMigrate } from "./commands/migrate.ts";
import { addMove } from "./commands/move.ts";
import { addPlan } from "./commands/plan.ts";
import { addRestore } from "./commands/restore.ts";
import { addRunbook } from "./commands/runbook.ts";
import { addSearch, addSimilar } from "./commands/search.ts";
import { addStatus } from "./commands/status.ts";
import { addTargetCommands } from "./commands/targets.ts";
import { addTenants } from "./commands/tenants.ts";
import { addCommonOptions } from "./common-options.ts";
import { EXIT, type Io } from "./io.ts";

const HELP = `
Commands work beside a running system (npm start), through it, and without one.
Results go to standard output, everything else to standard error.
Exit codes: 0 done, 1 failure, 2 some lines were refused, 130 interrupted.`;

type AddCommand = (program: Command, io: Io, exitWith: (code: number) => void) => void;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, readonly AddCommand[]>> = {
  "Search:": [addSearch, addGet, addSimilar, addMcp, addAdapt],
  "Profiles:": [addIngest, addGenerate, addTargetCommands, addCrawl, addPlan, addIdentity],
  "Privacy:": [addErase, addErasures, addConsent, addAudit, addKeyring],
  "Operation:": [addStatus, addDoctor, addJobs, addRunbook, addKeys, addTenants, addInvoke],
  "Data and cost:": [addBackup, addRestore, addMigrate, addMove, addCost],
};

/** Runs one command line and returns the exit code. Expected errors are reported in one line. */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = new Command("increator")
    .description("Find creators on Instagram, TikTok, X and YouTube, with the evidence for each rank.")
    .addHelpText("after", HELP)
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: io.columns })
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
  addCommonOptions(program);
  const exitWith = (code: number) => {
    exitCode = code;
  };
  for (const [heading, group] of Object.entries(COMMANDS)) {
    program.commandsGroup(heading);
    for (const add of group) add(program, io, exitWith);
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (io.signal.aborted) {
      io.err("Interrupted. What was copied into the inbox is taken in by a running or the next system.\n");
      return EXIT.interrupted;
    }
    io.err(`error: ${await messageOf(error)}\n`);
    return EXIT.failure;
  }
}

/** An error of the file system names its file and the remedy. Any other is a defect, and its stack helps to fix it. */
async function messageOf(error: unknown): Promise<string> {
  if (isAppError(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (!("syscall" in error && "path" in error)) return error.stack ?? error.message;
  // Loaded late, since few commands end so.
  const { fileTrouble } = await import("../lib/compose/folder-parts.ts");
  return `${error.path}: ${fileTrouble(error)}`;
}

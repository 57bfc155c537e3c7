import { type Command, Option } from "commander";
import {
  eraseCreator,
  getErasure,
  type RequestedErasure,
  requestErasure,
} from "../../lib/domain/api/erasure-operations.ts";
import { type ErasureView, isOpen } from "../../lib/domain/erasure.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { PLATFORMS } from "../../lib/domain/platform.ts";
import { pause } from "../../lib/ports/deadline.ts";
import type { Commands } from "../../local/commands.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { type CallOptions, callApi } from "../api.ts";
import { show } from "../asking.ts";
import { withCommands } from "../connection.ts";
import { erasurePage } from "../erasure-table.ts";
import type { Io } from "../io.ts";
import { askerOf, type EraseOptions, eraseFile } from "./erase-file.ts";

const WAIT_MS = 30_000;
const POLL_MS = 200;

const EXAMPLES = `
Examples:
  increator erase c_0123456789abcdefghjkmnpqrs
  increator erase --platform x --handle someone --scope identity
  increator erase --platform youtube --url https://www.youtube.com/@someone --everywhere
  increator erase --file requests.csv

A handle means the account that was last seen under it. The answer names other accounts that had it; they stay.
Once the command answers, no search shows the creator. It waits up to 30 s until every store is read back; with
--file it does not wait. A file is CSV with a header of platform, handle, url or platform_user_id, or NDJSON with the
same fields. Running a file again does no harm; --skip-lines continues where a run ended.
Exit code: 0 all accepted, 2 some lines name no account or none that is stored, 1 failure.`;

/** `increator erase`; `exitWith` receives the exit code. */
export function addErase(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command("erase")
    .description("remove a creator from every store, for good")
    .argument("[id]", "a creator's id; or name the account by --platform and --handle or --url")
    .addOption(
      new Option("--scope <scope>", "identity: mutually linked accounts too")
        .choices(["creator", "identity"])
        .default("creator"),
    )
    .addOption(new Option("--platform <platform>", "whose account it is").choices([...PLATFORMS]))
    .option("--handle <handle>", "the account's handle")
    .option("--url <address>", "the address of its page")
    .option("--platform-user-id <id>", "the platform's own id; also of an account that was never stored")
    .option("--file <file>", "many accounts: CSV or NDJSON; - reads standard input")
    .option("--skip-lines <number>", "lines of the file that are done", wholeNumberFrom(0), 0)
    .option("--everywhere", "in every tenant, not only in one: as the platform's administrator")
    .addHelpText("after", EXAMPLES)
    .action(async (id: string | undefined, _options: object, self: Command) => {
      const options = self.optsWithGlobals<EraseOptions>();
      if (options.file !== undefined) return exitWith(await eraseFile(io, options.file, options));
      const erasure = await withCommands(io, { ...options, works: true }, async (commands) =>
        completed(commands, await begin(commands, id, options), io.signal, askerOf(options)),
      );
      show(io, options, erasure, () => erasurePage(erasure, io.columns));
    });
}

function begin(commands: Commands, id: string | undefined, options: EraseOptions): Promise<RequestedErasure> {
  const { scope, platform, handle, url, platformUserId, everywhere } = options;
  const names = [handle, url, platformUserId].filter((name) => name !== undefined);
  if (id !== undefined && names.length === 0 && !everywhere)
    return callApi(commands, eraseCreator, { id, scope });
  if (id !== undefined || names.length !== 1 || platform === undefined) throw badNaming();
  const body = { platform, handle, url, platform_user_id: platformUserId, scope, everywhere };
  const asker = askerOf(options);
  return callApi(commands, requestErasure, {}, { ...asker, body });
}

const badNaming = (): AppError =>
  new AppError(
    "invalid",
    "bad-naming",
    "Name one creator by its id, or one account by --platform and one of --handle, --url and --platform-user-id. --everywhere takes an account.",
  );

/** The erasure once it is completed, or its state when the time is over. */
async function completed(
  commands: Commands,
  { other_bearers, ...begun }: RequestedErasure,
  signal: AbortSignal,
  asker: CallOptions,
): Promise<RequestedErasure> {
  let erasure: ErasureView = begun;
  const until = performance.now() + WAIT_MS;
  while (isOpen(erasure) && performance.now() < until && !signal.aborted) {
    await pause(POLL_MS, signal);
    erasure = await callApi(commands, getErasure, { id: begun.id }, asker);
  }
  return { ...erasure, ...(other_bearers && { other_bearers }) };
}

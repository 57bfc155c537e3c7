import { type Command, InvalidArgumentError } from "commander";
import { secretKeyringStore } from "../../lib/compose/secret-keyring.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { KeyringStatus } from "../../lib/keyring/keyring-status.ts";
import type { KeyringAnswer, KeyringRequest } from "../../local/keyring-commands.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, table } from "../table.ts";

const ROTATE_HELP = `
Adds a key and lays it over every stored suppression, while the system serves. What is killed goes on by itself: the
job wrap-digests runs every 15 minutes; increator keyring wrap runs it now. Keys are never printed.

In the cloud the keyring is a setting of a secret: --secret <arn> adds the key there, with the credentials that the AWS
SDK finds. Functions begin to use it 30 minutes later, when all of them must have read it; the job does the rest.`;

const RETIRE_HELP = `
Takes a key away that nothing depends on; status says what does. A suppression depends on every key of its chain for as
long as it lives, and a backup on the key that it was signed with, so most keys stay: what a rotation protects against is
that an old key leaks, not that it exists.`;

type Options = CommonOptions & { readonly secret?: string };

/** `increator keyring rotate|wrap|status|retire`. */
export function addKeyring(program: Command, io: Io): void {
  const keyring = program.command("keyring").description("rotate the keys that digests are made with");
  keyring
    .command("rotate")
    .description("add a key and lay it over what was digested before")
    .option("--secret <arn>", "the secret that keeps the keyring, in the cloud")
    .addHelpText("after", ROTATE_HELP)
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      if (options.secret !== undefined) return rotateSecret(io, options, options.secret);
      const { rotated } = await manage(io, options, { action: "rotate" });
      if (options.json) printJson(io, rotated);
      else if (rotated) io.out(`Version ${rotated.version} is the current key. ${summary(rotated)}`);
    });
  keyring
    .command("wrap")
    .description("go on with a rotation that was interrupted")
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const { wrapped } = await manage(io, options, { action: "wrap" });
      if (options.json) printJson(io, wrapped);
      else if (wrapped) io.out(summary(wrapped));
    });
  keyring
    .command("status")
    .description("count what depends on each key; reads every creator")
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const { status } = await manage(io, options, { action: "status" });
      if (options.json) printJson(io, status);
      else if (status) io.out(statusSheet(status, io.columns));
    });
  addRetire(keyring, io);
}

function addRetire(keyring: Command, io: Io): void {
  keyring
    .command("retire")
    .description("take away a key that nothing depends on")
    .argument("<version>", "as status shows it", versionOf)
    .addHelpText("after", RETIRE_HELP)
    .action(async (version: number, _options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const { retired } = await manage(io, options, { action: "retire", version });
      if (options.json) printJson(io, { retired });
      else io.out(`Version ${version} is gone.\n`);
    });
}

const manage = (io: Io, options: CommonOptions, request: KeyringRequest): Promise<KeyringAnswer> =>
  withCommands(io, options, (commands) => commands.keyring(request));

async function rotateSecret(io: Io, { json }: CommonOptions, arn: string): Promise<void> {
  if (!/^arn:[\w-]+:secretsmanager:/.test(arn)) {
    throw new AppError("invalid", "bad-arn", "--secret takes the ARN of a secret in Secrets Manager.");
  }
  const { version, since } = await secretKeyringStore(arn, () => new Date()).add();
  if (json) printJson(io, { version, since: since.toISOString() });
  else {
    io.out(
      `Version ${version} is in the secret. Functions use it from ${since.toISOString()} on; the job wrap-digests then lays it over what is stored, and its log line "keyring" says how far it is.\n`,
    );
  }
}

function summary({
  wrapped,
  removed,
  waiting,
}: {
  wrapped: number;
  removed: number;
  waiting: number;
}): string {
  const left = waiting > 0 ? `, ${waiting} old ones go with the next run` : "";
  return `${wrapped} suppressions wrapped, ${removed} old ones removed${left}.\n`;
}

const COLUMNS: readonly Column<KeyringStatus["versions"][number]>[] = [
  { title: "KEY", cell: ({ version }) => String(version), align: "right" },
  { title: "SUPPRESSIONS", cell: ({ suppressions }) => wholeNumber(suppressions), align: "right" },
  { title: "API KEYS", cell: ({ api_keys }) => wholeNumber(api_keys), align: "right" },
  { title: "CONTACTS", cell: ({ contacts }) => wholeNumber(contacts), align: "right" },
  { title: "AUDIT", cell: ({ audit_entries }) => wholeNumber(audit_entries), align: "right" },
  { title: "BACKUPS", cell: ({ backups }) => wholeNumber(backups), align: "right" },
  { title: "WEBHOOKS", cell: ({ webhook_secrets }) => wholeNumber(webhook_secrets), align: "right" },
];

function statusSheet({ current, versions, unwrapped }: KeyringStatus, width: number): string {
  const left = unwrapped > 0 ? `${unwrapped} suppressions wait for the job wrap-digests.\n` : "";
  return `${table(COLUMNS, versions, width)}\nVersion ${current} is the current key.\n${left}`;
}

function versionOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}

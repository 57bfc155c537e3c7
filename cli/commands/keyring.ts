import type { Command } from "commander";
import { secretKeyringStore } from "../../lib/compose/secret-keyring.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { KeyringStatus } from "../../lib/keyring/keyring-status.ts";
import type { WrapSummary } from "../../lib/keyring/wrap-digests.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { asking, show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import type { Io } from "../io.ts";
import { type Column, count, figure, table } from "../table.ts";

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
    .description("add a key and apply it to what was digested before")
    .option("--secret <arn>", "the secret that keeps the keyring, in the cloud")
    .addHelpText("after", ROTATE_HELP)
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      if (options.secret !== undefined) return rotateSecret(io, options, options.secret);
      const { rotated } = await withCommands(io, options, (commands) =>
        commands.keyring({ action: "rotate" }),
      );
      show(io, options, rotated, () => `Version ${rotated?.version} is the current key. ${summary(rotated)}`);
    });
  keyring
    .command("wrap")
    .description("continue a rotation that was interrupted")
    .action(asking(io, async (commands) => (await commands.keyring({ action: "wrap" })).wrapped, summary));
  keyring
    .command("status")
    .description("count what depends on each key; reads every creator")
    .action(
      asking(
        io,
        async (commands) => (await commands.keyring({ action: "status" })).status,
        (status) => (status ? statusSheet(status, io.columns) : ""),
      ),
    );
  addRetire(keyring, io);
}

function addRetire(keyring: Command, io: Io): void {
  keyring
    .command("retire")
    .description("remove a key that nothing depends on")
    .argument("<version>", "as status shows it", wholeNumberFrom(1, 999_999))
    .addHelpText("after", RETIRE_HELP)
    .action(
      asking(
        io,
        async (commands, _options, version: number) => {
          const { retired } = await commands.keyring({ action: "retire", version });
          return { retired };
        },
        (_answer, version) => `Version ${version} is gone.\n`,
      ),
    );
}

async function rotateSecret(io: Io, options: CommonOptions, arn: string): Promise<void> {
  if (!/^arn:[\w-]+:secretsmanager:/.test(arn)) {
    throw new AppError("invalid", "bad-arn", "--secret takes the ARN of a secret in Secrets Manager.");
  }
  const { version, since } = await secretKeyringStore(arn, () => new Date()).add();
  const from = since.toISOString();
  show(
    io,
    options,
    { version, since: from },
    () =>
      `Version ${version} is in the secret. Functions use it from ${from} on; the job wrap-digests then lays it over what is stored, and its log line "keyring" says how far it is.\n`,
  );
}

function summary(summed: WrapSummary | undefined): string {
  if (!summed) return "";
  const { wrapped, removed, waiting } = summed;
  const left = waiting > 0 ? `, ${waiting} old ones go with the next run` : "";
  return `${wrapped} suppressions wrapped, ${removed} old ones removed${left}.\n`;
}

const COLUMNS: readonly Column<KeyringStatus["versions"][number]>[] = [
  figure("KEY", ({ version }) => String(version)),
  count("SUPPRESSIONS", ({ suppressions }) => suppressions),
  count("API KEYS", ({ api_keys }) => api_keys),
  count("CONTACTS", ({ contacts }) => contacts),
  count("AUDIT", ({ audit_entries }) => audit_entries),
  count("BACKUPS", ({ backups }) => backups),
  count("WEBHOOKS", ({ webhook_secrets }) => webhook_secrets),
];

function statusSheet({ current, versions, unwrapped }: KeyringStatus, width: number): string {
  const left = unwrapped > 0 ? `${unwrapped} suppressions wait for the job wrap-digests.\n` : "";
  return `${table(COLUMNS, versions, width)}\nVersion ${current} is the current key.\n${left}`;
}

import type { Command } from "commander";
import { type AccessAnswer, type ApiKeyView, accessRequestSchema } from "../../lib/access/manage-access.ts";
import { demand } from "../../lib/domain/api/field-errors.ts";
import { ROLES } from "../../lib/domain/api/roles.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { type Column, table } from "../table.ts";

const EXAMPLES = `
Examples:
  increator keys create --tenant acme --name "search page" --role viewer --expires-days 365
  increator keys list --tenant acme
  increator keys rotate 0123456789abcdefghjkmnpqrs --grace-hours 48
  increator keys revoke 0123456789abcdefghjkmnpqrs

A key is shown once, when it is made. A revoked key is refused within a minute, everywhere.`;

const DEFAULT_GRACE_HOURS = "24";
const DAY_CHARACTERS = 10;
const day = (instant: string | null): string => instant?.slice(0, DAY_CHARACTERS) ?? "";

const COLUMNS: readonly Column<ApiKeyView>[] = [
  { title: "ID", cell: ({ id }) => id },
  { title: "TENANT", cell: ({ tenant }) => tenant, shrinksTo: 8 },
  { title: "NAME", cell: ({ name }) => name, shrinksTo: 8 },
  { title: "ROLES", cell: ({ roles }) => roles.join(",") },
  { title: "STATUS", cell: ({ status }) => status },
  { title: "CREATED", cell: (key) => day(key.created_at) },
  { title: "EXPIRES", cell: (key) => day(key.expires_at) },
  { title: "LAST USED", cell: (key) => day(key.last_used_at) },
];

interface CreateOptions {
  readonly tenant: string;
  readonly name: string;
  readonly role: readonly string[];
  readonly shared: boolean;
  readonly expiresDays?: string;
}

/** `increator keys create|list|rotate|revoke`. */
export function addKeys(program: Command, io: Io): void {
  const keys = program
    .command("keys")
    .description("make, list, rotate and revoke API keys")
    .addHelpText("after", EXAMPLES);
  keys
    .command("create")
    .description("make a key; it is shown only once")
    .requiredOption("--tenant <id>", "whose it is: 1-63 characters of a-z, 0-9 and -")
    .requiredOption("--name <text>", "what it is used by")
    .option("--role <role...>", `one or more of ${ROLES.join(", ")}`, ["viewer"])
    .option("--no-shared", "without the common catalogue")
    .option("--expires-days <number>", "days until it ends by itself (default: never)")
    .action(({ tenant, name, role, shared, expiresDays }: CreateOptions, self: Command) =>
      run(io, self, {
        action: "create-key",
        ...{ tenant, name, roles: role, subscribes_shared: shared },
        expires_days: expiresDays === undefined ? null : Number(expiresDays),
      }),
    );
  keys
    .command("list")
    .description("list keys, without their secrets")
    .option("--tenant <id>", "of one tenant only")
    .action(({ tenant }: { tenant?: string }, self: Command) =>
      run(io, self, { action: "list-keys", tenant: tenant === undefined ? null : tenant }),
    );
  keys
    .command("rotate")
    .description("make a key that takes another's place")
    .argument("<id>", "the public id of the old key, which ends after the grace")
    .option("--grace-hours <number>", "hours for which the old key still works", DEFAULT_GRACE_HOURS)
    .action((id: string, { graceHours }: { graceHours: string }, self: Command) =>
      run(io, self, { action: "rotate-key", id, grace_hours: Number(graceHours) }),
    );
  keys
    .command("revoke")
    .description("end a key, within a minute")
    .argument("<id>", "the key's public id")
    .action((id: string, _options: object, self: Command) => run(io, self, { action: "revoke-key", id }));
}

async function run(io: Io, self: Command, asked: unknown): Promise<void> {
  const common = self.optsWithGlobals<CommonOptions>();
  show(io, common, await askAccess(io, common, asked));
}

/** @throws AppError `invalid`, code `bad-arguments`, that names the argument. */
export async function askAccess(io: Io, common: CommonOptions, asked: unknown): Promise<AccessAnswer> {
  const parsed = accessRequestSchema.safeParse(asked);
  if (!parsed.success) {
    const told = parsed.error.issues.map(
      (issue) => `${issue.path.join(".").replaceAll("_", "-")} ${demand(issue)}`,
    );
    throw new AppError("invalid", "bad-arguments", `These arguments do not fit: ${told.join("; ")}.`);
  }
  return withCommands(io, common, (commands) => commands.access(parsed.data));
}

function show(io: Io, { json }: CommonOptions, { keys, secret }: AccessAnswer): void {
  if (json) {
    printJson(io, secret === null ? { keys } : { key: secret, ...keys[0] });
    return;
  }
  io.out(keys.length === 0 ? "There are no keys.\n" : table(COLUMNS, keys, io.columns));
  if (secret === null) return;
  io.out(`\n${secret}\n`);
  io.err("Keep it now: it is stored as a digest and cannot be shown again.\n");
}

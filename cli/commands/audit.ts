import type { Command } from "commander";
import {
  type AuditEntryView,
  type AuditVerification,
  listAudit,
  verifyAudit,
} from "../../lib/domain/api/audit-operations.ts";
import type { TenantId } from "../../lib/domain/ids.ts";
import type { Commands } from "../../local/commands.ts";
import { callApi } from "../api.ts";
import { asking, show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { EXIT, type Io } from "../io.ts";
import { type Column, figure, table } from "../table.ts";
import { tenantOption } from "../tenant-option.ts";

const VERIFY_HELP = `
Examples:
  increator audit verify
  increator audit verify --anchor 120:4f0c...   # as an earlier run gave it

Exit code: 0 when the audit is whole, 1 when not. Keep the anchor in another place than the data: without it nobody
can tell a chain whose newest entries were all removed from one that never had them.`;

const LIST_HELP = `
Examples:
  increator audit list --action erase-creator
  increator audit list --outcome refused        # whose calls were refused, and how often
  increator audit list --subject c_0123456789abcdefghjkmnpqrs --json`;

const whoseAudit = () => tenantOption("whose audit it is; system: acts that concern every tenant");

/** `increator audit list|verify`. */
export function addAudit(program: Command, io: Io, exitWith: (code: number) => void): void {
  const audit = program.command("audit").description("read and verify the record of privileged acts");
  addVerify(audit, io, exitWith);
  addList(audit, io);
}

interface VerifyOptions extends CommonOptions {
  readonly anchor?: string;
  readonly tenant: TenantId;
}

function addVerify(audit: Command, io: Io, exitWith: (code: number) => void): void {
  audit
    .command("verify")
    .description("find entries that were changed, removed, inserted or moved")
    .option("--anchor <place:hash>", "where the chain stood at an earlier time")
    .addOption(whoseAudit())
    .addHelpText("after", VERIFY_HELP)
    .action(async (_options: object, self: Command) => {
      const common = self.optsWithGlobals<VerifyOptions>();
      const found = await withCommands(io, common, (commands) => verifyAll(commands, io, common));
      show(io, common, found, () => reportOf(found));
      if (!found.valid) exitWith(EXIT.failure);
    });
}

/** Verifies part by part to the end and reports it as one verification. */
async function verifyAll(
  commands: Commands,
  io: Io,
  { anchor, tenant }: VerifyOptions,
): Promise<Omit<AuditVerification, "next">> {
  const faults: AuditVerification["faults"] = [];
  let from: number | null = 1;
  let part: AuditVerification | null = null;
  while (from !== null) {
    io.signal.throwIfAborted();
    part = await callApi(commands, verifyAudit, { from: String(from), anchor }, { tenant });
    faults.push(...part.faults);
    from = part.next;
    if (io.isWatched && from !== null) io.err(`\r${part.to} entries read`);
  }
  if (io.isWatched && part && part.to > 10_000) io.err("\n");
  return { valid: faults.length === 0, from: 1, to: part?.to ?? 0, anchor: part?.anchor ?? null, faults };
}

function reportOf({ valid, to, anchor, faults }: Omit<AuditVerification, "next">): string {
  const end = anchor ? `anchor: ${anchor}\n` : "";
  if (valid) return `The audit is whole: ${to} ${to === 1 ? "entry" : "entries"}.\n${end}`;
  const lines = faults.map(({ kind, detail }) => `  ${kind}: ${detail}\n`);
  return `The audit is NOT whole: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}.\n${lines.join("")}${end}`;
}

type ListOptions = Record<string, string> & { readonly tenant: TenantId };

function addList(audit: Command, io: Io): void {
  audit
    .command("list")
    .description("show the privileged acts, newest first")
    .option("--action <name>", "acts of this kind, such as erase-creator")
    .option("--actor <key>", "acts of this key, by its public id")
    .option("--outcome <word>", "allowed, refused or failed")
    .option("--subject <id>", "acts on this creator")
    .option("--since <time>", "acts since then, ISO 8601")
    .option("--limit <number>", "how many", "50")
    .option("--cursor <text>", "where an earlier answer ended")
    .addOption(whoseAudit())
    .addHelpText("after", LIST_HELP)
    .action(
      asking(
        io,
        (commands, { dataDir: _dir, json: _json, tenant, ...values }: ListOptions) =>
          callApi(commands, listAudit, values, { tenant }),
        ({ data, next_cursor }) => listOf(data, next_cursor, io.columns),
      ),
    );
}

const COLUMNS: readonly Column<AuditEntryView>[] = [
  figure("SEQ", ({ seq }) => String(seq)),
  { title: "AT", cell: ({ at }) => at },
  { title: "ACTOR", cell: ({ actor }) => actor, shrinksTo: 12 },
  { title: "ACTION", cell: ({ action }) => action },
  { title: "OUTCOME", cell: ({ outcome }) => outcome },
  { title: "SUBJECT", cell: ({ subject_digest }) => subject_digest?.slice(0, 12) ?? "-" },
  {
    title: "DETAIL",
    cell: ({ detail }) =>
      Object.entries(detail)
        .map(([name, value]) => `${name}=${value}`)
        .join(" "),
    shrinksTo: 20,
  },
];

function listOf(entries: readonly AuditEntryView[], cursor: string | null, width: number): string {
  if (entries.length === 0) return "No such act is on record.\n";
  const more = cursor ? `\nThere are older ones: --cursor ${cursor}\n` : "";
  return table(COLUMNS, entries, width) + more;
}

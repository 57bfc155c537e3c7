import { type Command, Option } from "commander";
import type { StateRestore } from "../../lib/backup/restore-state.ts";
import type { RestorePreview } from "../../lib/backup/restore-vectors.ts";
import type { TenantId } from "../../lib/domain/ids.ts";
import type { BackupAnswers } from "../../local/backup-commands.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";
import { tenantOf } from "../tenant-option.ts";

interface RestoreOptions extends CommonOptions {
  readonly mode: "auto" | "import" | "upsert";
  readonly namespace?: string[];
  readonly tenant?: TenantId;
  readonly dryRun?: boolean;
  readonly fromOtherIndex?: boolean;
}

const EXAMPLES = `
Examples:
  increator restore b-20261126t020000000z-0a1b2c --dry-run
  increator restore b-20261126t020000000z-0a1b2c --tenant acme
  increator restore s-20261126t020000000z-0a1b2c      # documents and raw objects; used from the next start on

Signature and checksums are compared before anything is sent. Creators that were erased since do not come back. If the
command was interrupted, run it again: it continues.`;

/** `increator restore`. */
export function addRestore(program: Command, io: Io): void {
  program
    .command("restore")
    .description("restore a backup")
    .argument("<backup>", "an id that increator backup list shows")
    .addOption(
      new Option("--mode <mode>", "import fills empty namespaces of Pinecone, upsert any index")
        .choices(["auto", "import", "upsert"])
        .default("auto"),
    )
    .option("--namespace <name...>", "only these namespaces")
    .option("--tenant <tenant>", "only this tenant's vectors", tenantOf)
    .option("--dry-run", "check everything and say what would be done")
    .option("--from-other-index", "the backup was made of another index, as after a loss")
    .addHelpText("after", EXAMPLES)
    .action(async (backup: string, _options: object, self: Command) => {
      const options = self.optsWithGlobals<RestoreOptions>();
      const line = progressLine(io);
      const opening = { ...options, restores: options.dryRun ? undefined : backup };
      const answer = await withCommands(io, opening, (commands) =>
        commands.backup(
          {
            action: "restore",
            backup,
            mode: options.mode,
            namespaces: options.namespace,
            tenant: options.tenant,
            allowsOtherIndex: options.fromOtherIndex ?? false,
            isDryRun: options.dryRun ?? false,
          },
          {
            signal: io.signal,
            onProgress: ({ phase, done, of }) =>
              line.show(`${phase}: ${wholeNumber(done)} of ${wholeNumber(of)} files`),
          },
        ),
      );
      line.end();
      show(io, options, answer, () => page(answer));
    });
}

function page(answer: BackupAnswers["restore"]): string {
  if ("isStaged" in answer) return statePage(answer);
  if ("chain" in answer) return previewPage(answer);
  return [
    `Restored by ${answer.mode}: ${wholeNumber(answer.restored)} vectors into ${answer.namespaces.join(", ")}`,
    `Left out: ${wholeNumber(answer.suppressed)} erased or suppressed, ${wholeNumber(answer.orphans)} without a document`,
    `Deletions replayed: ${wholeNumber(answer.deleted)}. Indexed after the backup and made anew: ${wholeNumber(answer.requeued)}`,
    "",
  ].join("\n");
}

const previewPage = (found: RestorePreview): string =>
  [
    `Everything is signed and whole. Nothing was written.`,
    `Would restore by ${found.mode}, in this order: ${found.chain.join(", ")}`,
    `${wholeNumber(found.rows)} vectors in ${wholeNumber(found.files)} files of ${(found.bytes / 1e6).toFixed(1)} MB into ${found.namespaces.join(", ")}`,
    `Would leave out: ${wholeNumber(found.suppressed)} erased or suppressed, ${wholeNumber(found.orphans)} without a document; would replay ${wholeNumber(found.deletions)} deletions`,
    "",
  ].join("\n");

const statePage = (found: StateRestore): string =>
  [
    found.isStaged
      ? `The documents of ${found.of} are taken in at the next start of the system. Start it anew now.`
      : `The copy of ${found.of} is signed and whole. Nothing was written.`,
    `Raw objects: ${wholeNumber(found.rawRestored)} put back, ${wholeNumber(found.rawKept)} were there, ${wholeNumber(found.rawSuppressed)} left out since their creators are erased`,
    "",
  ].join("\n");

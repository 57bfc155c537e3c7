import { type Command, Option } from "commander";
import { z } from "zod";
import { restoreSchema } from "../../lib/domain/backup/records.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { tenantIdSchema } from "../../lib/domain/ids.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";

interface RestoreOptions extends CommonOptions {
  readonly mode: "auto" | "import" | "upsert";
  readonly namespace?: string[];
  readonly tenant?: string;
  readonly dryRun?: boolean;
  readonly fromOtherIndex?: boolean;
}

const EXAMPLES = `
Examples:
  increator restore b-20261126t020000000z-0a1b2c --dry-run
  increator restore b-20261126t020000000z-0a1b2c --tenant acme
  increator restore s-20261126t020000000z-0a1b2c      # documents and raw objects; taken in at the next start

Signature and checksums are compared before anything is sent. Nobody who was erased since comes back. Ended in the
middle, the same command goes on where it stopped.`;

/** `increator restore`. */
export function addRestore(program: Command, io: Io): void {
  program
    .command("restore")
    .description("bring a backup back")
    .argument("<backup>", "an id that increator backup list shows")
    .addOption(
      new Option("--mode <mode>", "import fills empty namespaces of Pinecone, upsert any index")
        .choices(["auto", "import", "upsert"])
        .default("auto"),
    )
    .option("--namespace <name...>", "these namespaces alone")
    .option("--tenant <tenant>", "this tenant's vectors alone")
    .option("--dry-run", "check everything and say what would be done")
    .option("--from-other-index", "the backup was made of another index, as after a loss")
    .addHelpText("after", EXAMPLES)
    .action(async (backup: string, _options: object, self: Command) => {
      const options = self.optsWithGlobals<RestoreOptions>();
      const line = progressLine(io);
      const answer = await withCommands(io, options, (commands) =>
        commands.backup(
          {
            action: "restore",
            backup,
            mode: options.mode,
            namespaces: options.namespace,
            tenant: tenantOf(options.tenant),
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
      if (options.json) printJson(io, answer);
      else io.out(page(answer));
    });
}

function tenantOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const parsed = tenantIdSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const message = `--tenant ${text}: a tenant is 1-63 characters of a-z, 0-9 and -.`;
  throw new AppError("invalid", "bad-tenant", message);
}

const previewSchema = z.object({
  ...{ chain: z.array(z.string()), mode: z.string(), namespaces: z.array(z.string()), files: z.number() },
  ...{ rows: z.number(), bytes: z.number(), deletions: z.number() },
  ...{ suppressed: z.number(), orphans: z.number() },
});
const stateSchema = z.object({
  ...{ id: z.string(), of: z.string(), isStaged: z.boolean() },
  ...{ rawRestored: z.number(), rawKept: z.number(), rawSuppressed: z.number() },
});

function page(answer: unknown): string {
  const state = stateSchema.safeParse(answer);
  if (state.success) return statePage(state.data);
  const preview = previewSchema.safeParse(answer);
  if (preview.success) return previewPage(preview.data);
  const done = restoreSchema.parse(answer);
  return [
    `Restored by ${done.mode}: ${wholeNumber(done.restored)} vectors into ${done.namespaces.join(", ")}`,
    `Left out: ${wholeNumber(done.suppressed)} erased or suppressed, ${wholeNumber(done.orphans)} without a document`,
    `Deletions replayed: ${wholeNumber(done.deleted)}. Indexed after the backup and made anew: ${wholeNumber(done.requeued)}`,
    "",
  ].join("\n");
}

const previewPage = (found: z.infer<typeof previewSchema>): string =>
  [
    `Everything is signed and whole. Nothing was written.`,
    `Would restore by ${found.mode}, in this order: ${found.chain.join(", ")}`,
    `${wholeNumber(found.rows)} vectors in ${wholeNumber(found.files)} files of ${(found.bytes / 1e6).toFixed(1)} MB into ${found.namespaces.join(", ")}`,
    `Would leave out: ${wholeNumber(found.suppressed)} erased or suppressed, ${wholeNumber(found.orphans)} without a document; would replay ${wholeNumber(found.deletions)} deletions`,
    "",
  ].join("\n");

const statePage = (found: z.infer<typeof stateSchema>): string =>
  [
    found.isStaged
      ? `The documents of ${found.of} are taken in at the next start of the system. Start it anew now.`
      : `The copy of ${found.of} is signed and whole. Nothing was written.`,
    `Raw objects: ${wholeNumber(found.rawRestored)} put back, ${wholeNumber(found.rawKept)} were there, ${wholeNumber(found.rawSuppressed)} left out since their creators are erased`,
    "",
  ].join("\n");

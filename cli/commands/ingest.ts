import type { Command } from "commander";
import type { TenantId } from "../../lib/domain/ids.ts";
import type { Commands, FollowProgress, FollowResult } from "../../local/commands.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type EnvelopeFile, envelopeFiles, partsOf } from "../envelope-files.ts";
import { type DroppedPart, type IngestReport, ingestReport, printReport } from "../ingest-report.ts";
import { EXIT, type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";
import { tenantOption } from "../tenant-option.ts";

interface IngestOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly wait: boolean;
}

const EXAMPLES = `
Examples:
  increator ingest profiles.ndjson more.json.gz
  increator ingest ./scraped --tenant acme
  gunzip -c profiles.ndjson.gz | increator ingest -

Files are copied and never changed. A folder is searched for .json, .ndjson and .jsonl, each also with .gz.
Exit code: 0 all is in, 2 some lines were quarantined (the summary says where and why), 1 failure.`;

/** `increator ingest`; `exitWith` receives the exit code. */
export function addIngest(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command("ingest")
    .description("take in raw profiles: envelopes as JSON or one a line")
    .argument("<files...>", "files or folders; - reads lines from standard input")
    .addOption(tenantOption("whose creators they are"))
    .option("--no-wait", "return when the files are copied; the running or next system continues")
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], _options: object, self: Command) => {
      const options = self.optsWithGlobals<IngestOptions>();
      const files = await envelopeFiles(paths, io.stdin);
      await withCommands(io, { ...options, creates: true, works: options.wait }, async (commands) => {
        const parts = await dropAll(io, commands, options.tenant, files);
        if (options.wait)
          exitWith(showReport(io, options, ingestReport(parts, await follow(io, commands, parts))));
        else
          show(
            io,
            options,
            { dropped: parts.map(({ key }) => key) },
            () => `Copied into the inbox: ${wholeNumber(parts.length)} object(s).\n`,
          );
      });
    });
}

async function follow(io: Io, commands: Commands, parts: readonly DroppedPart[]): Promise<FollowResult> {
  const line = progressLine(io);
  const dropped = parts.map(({ tenant, key }) => ({ tenant, key }));
  const result = await commands.follow(dropped, {
    signal: io.signal,
    onProgress: (progress) => line.show(progressText(progress)),
  });
  line.end();
  return result;
}

function progressText({ read, quarantined, pending, hindrance }: FollowProgress): string {
  const counts = { read, quarantined, "waiting to be indexed": pending };
  const text = Object.entries(counts).map(([name, count]) => `${wholeNumber(count)} ${name}`);
  return [...text, ...(hindrance ? [hindrance] : [])].join(", ");
}

/** Prints the report and returns its exit code. */
function showReport(io: Io, { json }: CommonOptions, report: IngestReport): number {
  if (json) printJson(io, report);
  else printReport(io, report);
  if (report.failed.length > 0) return EXIT.failure;
  return report.quarantined > 0 ? EXIT.someQuarantined : EXIT.ok;
}

async function dropAll(
  io: Io,
  commands: Commands,
  tenant: TenantId,
  files: readonly EnvelopeFile[],
): Promise<DroppedPart[]> {
  const parts: DroppedPart[] = [];
  for (const file of files) {
    for await (const { name, body, linesBefore } of partsOf(file)) {
      io.signal.throwIfAborted();
      parts.push({ ...(await commands.drop({ tenant, name }, body)), file: file.label, linesBefore });
    }
  }
  return parts;
}

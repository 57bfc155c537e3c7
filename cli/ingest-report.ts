import type { Rejection } from "../lib/domain/records.ts";
import type { Dropped } from "../local/command-inputs.ts";
import type { FollowResult } from "../local/commands.ts";
import type { Io } from "./io.ts";
import { wholeNumber } from "./numbers.ts";
import { type Column, figure, table } from "./table.ts";

/** A part in the inbox, with its file and where in the file it starts. */
export interface DroppedPart extends Dropped {
  readonly file: string;
  readonly linesBefore: number;
}

type Refused = Rejection & { readonly file: string };

/** The result for everything that was named, by the user's own files and lines. */
export interface IngestReport {
  readonly read: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly suppressed: number;
  readonly quarantined: number;
  /** At most the first hundred of each object. */
  readonly rejections: readonly Refused[];
  /** Files whose ingest failed for good. */
  readonly failed: readonly string[];
  /** Stored creators that cannot be found yet. */
  readonly pending: number;
}

export function ingestReport(
  parts: readonly DroppedPart[],
  { summaries, pending }: FollowResult,
): IngestReport {
  const pairs = parts.map((part, at) => ({ part, summary: summaries[at] ?? null }));
  const total = (name: "read" | "stored" | "unchanged" | "suppressed" | "quarantined_count") =>
    pairs.reduce((sum, { summary }) => sum + (summary?.[name] ?? 0), 0);
  const failed = pairs.filter(({ summary }) => !summary?.finished).map(({ part }) => part.file);
  return {
    read: total("read"),
    stored: total("stored"),
    unchanged: total("unchanged"),
    suppressed: total("suppressed"),
    quarantined: total("quarantined_count"),
    rejections: pairs.flatMap(({ part, summary }) =>
      (summary?.quarantined ?? []).map((one) => ({
        file: part.file,
        ...one,
        line: one.line + part.linesBefore,
      })),
    ),
    failed: [...new Set(failed)],
    pending,
  };
}

const COLUMNS: readonly Column<Refused>[] = [
  { title: "FILE", cell: ({ file }) => file, shrinksTo: 12 },
  figure("LINE", ({ line }) => String(line)),
  { title: "FIELD", cell: ({ field }) => field ?? "" },
  { title: "WHY", cell: ({ reason }) => reason, shrinksTo: 20 },
];

export function printReport(io: Io, report: IngestReport): void {
  const { read, stored, unchanged, suppressed, quarantined, rejections, failed, pending } = report;
  const counts = Object.entries({ read, stored, unchanged, suppressed, quarantined });
  io.out(`${counts.map(([name, count]) => `${name} ${wholeNumber(count)}`).join(", ")}\n`);
  if (rejections.length > 0) io.out(`\n${table(COLUMNS, rejections, io.columns)}`);
  if (rejections.length < quarantined) io.out(`and ${wholeNumber(quarantined - rejections.length)} more\n`);
  if (pending > 0) io.out(`${wholeNumber(pending)} can not be found yet; a sweep takes them up.\n`);
  for (const file of failed) io.err(`error: ${file} was given up; increator status shows what waits.\n`);
}

import { type RequestedErasure, requestErasure } from "../../lib/domain/api/erasure-operations.ts";
import type { TargetAccount } from "../../lib/domain/crawl/target.ts";
import type { BadLine } from "../../lib/domain/crawl/target-lines.ts";
import { idsOf, SHARED_TENANT } from "../../lib/domain/ids.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import type { Commands } from "../../local/commands.ts";
import { type CallOptions, callApi } from "../api.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { EXIT, type Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";
import { readTargets } from "../target-files.ts";

export interface EraseOptions extends CommonOptions {
  readonly scope: "creator" | "identity";
  readonly platform?: Platform;
  readonly handle?: string;
  readonly url?: string;
  readonly platformUserId?: string;
  readonly file?: string;
  readonly skipLines: number;
  readonly everywhere?: boolean;
}

/** Only the catalogue's administrator may act in every tenant. */
export const askerOf = ({ everywhere }: Pick<EraseOptions, "everywhere">): CallOptions =>
  everywhere ? { tenant: SHARED_TENANT } : {};

/** Lines between two checks for a stop. So a run can be continued to within this number of lines. */
const BATCH = 20;
const KEPT = 100;

/**
 * Erasures by their state in the answer. `accepted` and `running` are still going on; `completed` and `closed` were
 * requested before.
 */
interface Report extends Record<RequestedErasure["status"], number> {
  bad: number;
  bad_lines: BadLine[];
  /** The first erasures by a handle that other creators had too; those creators stay. */
  other_bearers: { erasure: string; bearers: NonNullable<RequestedErasure["other_bearers"]> }[];
  /** Lines that are finished. */
  lines: number;
}

/** Requests the erasure of every account in a file, one after the other. Returns the exit code. */
export async function eraseFile(io: Io, path: string, options: EraseOptions): Promise<number> {
  const { skipLines: skipped } = options;
  const report: Report = {
    ...{ accepted: 0, running: 0, completed: 0, closed: 0, proposed: 0, refused: 0 },
    ...{ bad: 0, bad_lines: [], other_bearers: [], lines: skipped },
  };
  const line = progressLine(io);
  const batches = readTargets(path, io.stdin, { platform: options.platform ?? null, batch: BATCH });
  await withCommands(io, { ...options, works: true }, async (commands) => {
    for await (const { accounts, bad, lines } of batches) {
      if (lines <= skipped) continue;
      if (io.signal.aborted) break;
      for (const account of accounts) count(report, await ask(commands, account, options));
      report.bad += bad.length;
      report.bad_lines.push(...bad.slice(0, KEPT - report.bad_lines.length));
      report.lines = lines;
      line.show(`${wholeNumber(lines)} lines, ${wholeNumber(report.accepted)} accepted`);
    }
  });
  line.end();
  show(io, options, report, () => reportText(report));
  if (io.signal.aborted) {
    io.err(`Go on with: --skip-lines ${report.lines}\n`);
    return EXIT.interrupted;
  }
  return report.bad > 0 ? EXIT.someQuarantined : EXIT.ok;
}

async function ask(
  commands: Commands,
  { platform, handle, platform_user_id }: TargetAccount,
  options: EraseOptions,
): Promise<RequestedErasure> {
  const name = platform_user_id === null ? { handle: handle ?? "" } : { platform_user_id };
  const { scope, everywhere } = options;
  const call = { ...askerOf(options), body: { platform, ...name, scope, everywhere } };
  return callApi(commands, requestErasure, {}, call);
}

function count(report: Report, { id, status, other_bearers: bearers }: RequestedErasure): void {
  report[status] += 1;
  if (bearers && report.other_bearers.length < KEPT) report.other_bearers.push({ erasure: id, bearers });
}

function reportText({ bad, bad_lines, other_bearers, lines, ...counts }: Report): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${wholeNumber(count)} ${name}`);
  const told = bad_lines.map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = bad > bad_lines.length ? [`  and ${wholeNumber(bad - bad_lines.length)} more`] : [];
  const badText = bad > 0 ? [`${wholeNumber(bad)} line(s) name no account:`, ...told, ...more] : [];
  const others = other_bearers.map(
    ({ erasure, bearers }) => `${erasure}: the handle was that of ${idsOf(bearers).join(", ")} too`,
  );
  const head = `${wholeNumber(lines)} lines: ${parts.join(", ") || "nothing to do"}`;
  return `${[head, ...others, ...badText].join("\n")}\n`;
}

import type { CrawlProgress, PlatformProgress } from "../lib/crawl/crawl-progress.ts";
import type { CrawlReport } from "../lib/crawl/run-crawl.ts";
import { HOUR_SECONDS } from "../lib/domain/durations.ts";
import { wholeNumber } from "./numbers.ts";
import { type Column, count, table } from "./table.ts";

/** One line for a terminal, with a part for each platform. */
export function crawlProgressText({ platforms, paused }: CrawlProgress): string {
  const parts = platforms.filter(isInvolved).map(platformText);
  return [...parts, ...(paused ? [`paused: ${paused}`] : [])].join(" | ") || "nothing is due";
}

const doneOf = ({ stored, unchanged, absent }: PlatformProgress): number => stored + unchanged + absent;
const isInvolved = (progress: PlatformProgress): boolean => progress.waiting + doneOf(progress) > 0;

function platformText(progress: PlatformProgress): string {
  const { platform, waiting, failed, rate, cooling_down, seconds_left } = progress;
  const counts = `${wholeNumber(doneOf(progress))} of ${wholeNumber(doneOf(progress) + waiting)}`;
  const time = cooling_down ? `rests until ${cooling_down.until.slice(11, 16)}` : leftText(seconds_left);
  const details = [
    `${rate}/s`,
    ...(failed > 0 ? [`${wholeNumber(failed)} failed`] : []),
    ...quotaText(progress),
    time,
  ];
  return `${platform} ${counts} (${details.join(", ")})`;
}

const leftText = (seconds: number | null): string =>
  seconds === null ? "time unknown" : seconds === 0 ? "done" : `${durationText(seconds)} left`;

function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 2 * HOUR_SECONDS
    ? `${Math.round(seconds / 60)} min`
    : `${Math.round(seconds / HOUR_SECONDS)} h`;
}

/** The budget with the least left. */
function quotaText({ quota }: PlatformProgress): string[] {
  const [least] = Object.entries(quota).sort(([, a], [, b]) => a - b);
  return least ? [`${wholeNumber(least[1])} ${least[0]} left`] : [];
}

const COLUMNS: readonly Column<PlatformProgress>[] = [
  { title: "PLATFORM", cell: ({ platform }) => platform },
  count("STORED", ({ stored }) => stored),
  count("UNCHANGED", ({ unchanged }) => unchanged),
  count("ABSENT", ({ absent }) => absent),
  count("RENAMED", ({ renamed }) => renamed),
  count("SUPPRESSED", ({ suppressed }) => suppressed),
  count("RETRIED", ({ failed }) => failed),
  count("THROTTLED", ({ throttled }) => throttled),
  count("WAITING", ({ waiting }) => waiting),
];

const SHOWN = 20;

/** The result of a crawl, as text for people. */
export function crawlPage(
  { platforms, unreachable, unreachable_by_reason }: CrawlReport,
  width: number,
): string {
  const reasons = Object.entries(unreachable_by_reason);
  if (reasons.length === 0) return table(COLUMNS, platforms, width);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const byReason = reasons.map(([reason, count]) => `${wholeNumber(count)} ${reason}`).join(", ");
  const lines = unreachable
    .slice(0, SHOWN)
    .map(({ platform, account, reason }) => `  ${platform} ${account}: ${reason}`);
  const more =
    total > lines.length ? [`  and ${wholeNumber(total - lines.length)} more: increator targets list`] : [];
  return [table(COLUMNS, platforms, width), `Unreachable: ${byReason}`, ...lines, ...more, ""].join("\n");
}

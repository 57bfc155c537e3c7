import type { Interval } from "./bootstrap.ts";
import type { SetRun, SystemRun } from "./run-set.ts";
import { difference, type Summary, summaries, summaryOf } from "./summary.ts";

/** The tables of a set: systems side by side, then the search as it is by kind of query. */
export function report(run: SetRun): string {
  const [full] = run.runs;
  if (!full) return "";
  const byKind = summaries(full.results);
  const parts = [
    `### ${run.set}: ${full.results.length} queries, ${run.documents} documents`,
    table(["system", ...COLUMNS, "nDCG@10 against the full search"], systemRows(run.runs, full)),
    ...(byKind.length > 1 ? [table(["queries", "number", ...COLUMNS], byKind.map(kindRow))] : []),
    ...(run.lookalikes ? [lookalikeTable(run.lookalikes)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

const COLUMNS = ["nDCG@10", "recall@50", "MRR", "read as expected", "p50 ms", "p95 ms"];

const systemRows = (runs: readonly SystemRun[], full: SystemRun): string[][] =>
  runs.map((run) => [
    run.system,
    ...cells(summaryOf("all", run.results)),
    run === full ? "" : signed(difference(run.results, full.results)),
  ]);

const kindRow = (summary: Summary): string[] => [summary.group, String(summary.queries), ...cells(summary)];

const cells = ({ ndcg10, recall50, mrr, readRight, p50, p95 }: Summary): string[] => [
  between(ndcg10),
  between(recall50),
  between(mrr),
  readRight === null ? "" : `${Math.round(100 * readRight)}%`,
  p50.toFixed(1),
  p95.toFixed(1),
];

const lookalikeTable = (shares: Readonly<Record<string, number>>): string =>
  table(
    ["shared by the first ten lookalikes", "share"],
    Object.entries(shares).map(([trait, share]) => [trait, share.toFixed(3)]),
  );

const between = ({ mean, low, high }: Interval): string => `${share(mean)} (${share(low)} to ${share(high)})`;

const signed = ({ mean, low, high }: Interval): string =>
  `${sign(mean)}${share(Math.abs(mean))} (${sign(low)}${share(Math.abs(low))} to ${sign(high)}${share(Math.abs(high))})`;

const share = (value: number): string => value.toFixed(3).replace(/^0\./, ".");
const sign = (value: number): string => (value < 0 ? "-" : "+");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cell) => `| ${cell.join(" | ")} |`).join("\n");
}

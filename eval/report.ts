import type { Interval } from "./bootstrap.ts";
import type { Change } from "./changes.ts";
import type { LanguageOverlap } from "./languages.ts";
import type { LeftOut } from "./leave-one-out.ts";
import type { SetRun, SystemRun } from "./run-set.ts";
import { difference, type Summary, summaries, summaryOf } from "./summary.ts";
import type { LlmCost } from "./systems/kept-answers.ts";
import { PARTS } from "./systems/variants.ts";

/** The tables of a set: the systems side by side, then the unchanged search by kind of query. */
export function report(run: SetRun): string {
  const [full] = run.runs;
  if (!full) return "";
  const byKind = summaries(full.results);
  const parts = [
    `### ${run.set}: ${full.results.length} queries, ${run.documents} documents`,
    table(["system", ...COLUMNS, "nDCG@10 against the full search"], systemRows(run.runs, full)),
    ...(byKind.length > 1 ? [table(["queries", "number", ...COLUMNS], byKind.map(kindRow))] : []),
    ...(run.lookalikes ? [lookalikeTable(run.lookalikes)] : []),
    ...(run.llmCost ? [costLine(run.llmCost, full.results.length)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

const COLUMNS = ["nDCG@10", "recall@50", "MRR", "read as expected", "p50 ms", "p95 ms"];

/** All sets of a run in one table, with the best single part, and each set's change since an earlier run. */
export function overview(runs: readonly SetRun[], changes: readonly Change[]): string {
  const rows = runs.map(({ set, runs: [full, ...others] }) => {
    const parts = others.filter(({ system }) => PARTS.includes(system));
    const best = Math.max(...parts.map(({ results }) => summaryOf("all", results).ndcg10.mean));
    const change = changes.find((one) => one.set === set);
    return [
      set,
      full ? between(summaryOf("all", full.results).ndcg10) : "",
      parts.length > 0 ? share(best) : "",
      change ? `${signed(change.change)}, ${change.queries} queries` : "",
      change?.verdict ?? "",
    ];
  });
  return `### all sets\n\n${table(["set", "nDCG@10", "best part alone", "change", "verdict"], rows)}\n`;
}

export const reportLeftOut = (rows: readonly LeftOut[]): string =>
  `### shares of the vectors chosen on the other sets\n\n${table(
    ["set", "agreed, apart", "nDCG@10", "with those in force", "best of the grid here"],
    rows.map(({ set, chosen, ndcg, inForce, best }) => [
      set,
      `${chosen.agreed}, ${chosen.apart}`,
      ...[ndcg, inForce, best].map(share),
    ]),
  )}\n`;

export const reportLanguages = (rows: readonly LanguageOverlap[]): string =>
  `### languages: the first ten in common with those of the English question\n\n${table(
    ["language", "overlap@10"],
    rows.map(({ language, overlap }) => [language, share(overlap)]),
  )}\n`;

const costLine = ({ all, now }: LlmCost, queries: number): string =>
  `The language model's answers cost $${all.toFixed(4)}, $${(all / queries).toFixed(5)} a query; paid in this run: $${now.toFixed(4)}.`;

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

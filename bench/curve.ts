import { figure } from "./figure.ts";
import type { BenchReport } from "./report.ts";

interface Line {
  readonly name: string;
  readonly value: (report: BenchReport) => number;
  /** Whether the figure can grow with the data. A share of right answers has no exponent. */
  readonly grows: boolean;
}

const LINES: readonly Line[] = [
  { name: "hybrid p50, ms", value: ({ search }) => search.latency.hybrid?.p50 ?? Number.NaN, grows: true },
  { name: "hybrid p99, ms", value: ({ search }) => search.latency.hybrid?.p99 ?? Number.NaN, grows: true },
  {
    name: "a search's processor ms",
    value: ({ search }) => search.processorMs.hybrid ?? Number.NaN,
    grows: true,
  },
  {
    name: "recall@10, lowest",
    value: ({ recall }) => Math.min(...Object.values(recall.recallAt10)),
    grows: false,
  },
  {
    name: "ingest, ms a creator",
    value: ({ ingest }) => (1_000 * ingest.indexCompleteSeconds) / ingest.stored,
    grows: true,
  },
  {
    name: "ingest, processor ms a creator",
    value: ({ ingest }) => ingest.processorMsPerCreator,
    grows: true,
  },
  { name: "memory while ingesting, MB", value: ({ ingest }) => ingest.peakMb, grows: true },
  { name: "memory while searching, MB", value: ({ search }) => search.peakMb, grows: true },
  {
    name: "disk, MB",
    value: ({ ingest }) => Object.values(ingest.diskMb).reduce((sum, mb) => sum + mb, 0),
    grows: true,
  },
  { name: "ready again, s", value: ({ startMs }) => startMs / 1_000, grows: true },
];

/**
 * One table for runs of several sizes, with the exponent by which each figure grows. 0 is flat, 1 grows like the data,
 * and above 1 grows faster than the data.
 */
export function curveTable(reports: readonly BenchReport[]): string {
  const sizes = reports.map(({ settings }) => settings.creators);
  const rows = LINES.map(({ name, value, grows }) => {
    const values = reports.map(value);
    return [name, ...values.map(figure), grows ? growthExponent(sizes, values).toFixed(2) : ""];
  });
  const header = ["", ...sizes.map((size) => size.toLocaleString("en")), "exponent"];
  return `${[header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

/** The slope of a least-squares line through the logarithms of sizes and values. NaN for fewer than two sizes. */
export function growthExponent(sizes: readonly number[], values: readonly number[]): number {
  const [xs, ys] = [sizes.map(Math.log), values.map(Math.log)];
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  return xs.reduce((sum, x, at) => sum + (x - meanX) * ((ys[at] ?? Number.NaN) - meanY), 0) / spread;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

import { cpus, totalmem } from "node:os";
import type { EngineFindings } from "./against/compare.ts";
import { comparisonTable } from "./against/comparison-table.ts";
import { figure } from "./figure.ts";
import type { IngestFindings } from "./ingest-phase.ts";
import type { Percentiles } from "./measure.ts";
import type { RecallFindings } from "./recall-phase.ts";
import type { PhaseSettings } from "./run-phase.ts";
import type { SearchFindings } from "./search-phase.ts";

export interface BenchReport {
  readonly settings: Omit<PhaseSettings, "dataDir">;
  readonly at: string;
  readonly machine: {
    readonly node: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
  };
  readonly ingest: IngestFindings;
  readonly startMs: number;
  readonly search: SearchFindings;
  readonly recall: RecallFindings;
  readonly compared?: readonly EngineFindings[];
}

export const machine = (): BenchReport["machine"] => ({
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
});

interface Target {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly isMet: boolean;
}

/** Goals for 100,000 creators on two cores. */
function targets({ ingest, startMs, search, recall }: BenchReport): Target[] {
  const most = (name: string, value: number, limit: number, unit: string): Target => ({
    ...{ name, value, unit, goal: `<= ${limit}` },
    isMet: value <= limit,
  });
  const least = (name: string, value: number, limit: number, unit: string): Target => ({
    ...{ name, value, unit, goal: `>= ${limit}` },
    isMet: value >= limit,
  });
  const { hybrid, l1, suggest } = search.latency;
  const recalls = Object.entries(recall.recallAt10);
  const completePerSecond = ingest.stored / ingest.indexCompleteSeconds;
  return [
    least("file to searchable, index complete", completePerSecond, 600, "creators/s"),
    most("hybrid search, uncached, p50", hybrid?.p50 ?? Number.NaN, 15, "ms"),
    most("hybrid search, uncached, p99", hybrid?.p99 ?? Number.NaN, 50, "ms"),
    most("completions while typing, p99", suggest?.p99 ?? Number.NaN, 10, "ms"),
    ...recalls.map(([kind, value]) => least(`recall@10 of the vector leg, filter ${kind}`, value, 0.95, "")),
    most("L1 hit in the handler, p50", l1?.p50 ?? Number.NaN, 0.3, "ms"),
    most("memory while ingesting, peak", ingest.peakMb, 700, "MB"),
    most("memory while searching, peak", search.peakMb, 700, "MB"),
    most("ready again", startMs / 1_000, 3, "s"),
  ];
}

/** The findings as text for a terminal. */
export function tableOf(report: BenchReport): string {
  const { ingest, search, recall } = report;
  const disk = Object.entries(ingest.diskMb).sort(([, a], [, b]) => b - a);
  return [
    `${report.settings.creators} creators, ${report.machine.cpu} x ${report.machine.cores}, node ${report.machine.node}`,
    "",
    ...targets(report).map(
      ({ name, value, unit, goal, isMet }) =>
        `${isMet ? "met   " : "MISSED"} ${name.padEnd(52)} ${figure(value).padStart(9)} ${unit} (${goal})`,
    ),
    "",
    `latency in the handler, ms${"".padEnd(18)}p50      p95      p99      samples`,
    ...Object.entries({ ...search.latency, "vector index alone, top 10": recall.latency }).map(latencyRow),
    "",
    `generated ${figure(ingest.generatedPerSecond)}/s; searchable after ${figure(ingest.seconds)} s, index complete after ${figure(ingest.indexCompleteSeconds)} s`,
    `processor time of all threads: ${figure(ingest.processorMsPerCreator)} ms a creator; a search ${Object.entries(
      search.processorMs,
    )
      .map(([mode, ms]) => `${mode} ${figure(ms)} ms`)
      .join(", ")}`,
    `stored ${ingest.stored}, quarantined ${ingest.quarantined}; degraded answers ${search.degraded}`,
    `filters let through: ${Object.entries(recall.selectivity)
      .map(([kind, share]) => `${kind} -> ${figure(share * 100)}%`)
      .join(", ")}`,
    `disk ${figure(disk.reduce((sum, [, mb]) => sum + mb, 0))} MB: ${disk.map(([name, mb]) => `${name} ${figure(mb)}`).join(", ")}`,
    ...(report.compared ? ["", ...comparisonTable(report.compared)] : []),
    "",
  ].join("\n");
}

const latencyRow = ([kind, { p50, p95, p99, samples }]: [string, Percentiles]): string =>
  `  ${kind.padEnd(40)} ${[p50, p95, p99].map((ms) => figure(ms).padEnd(8)).join(" ")} ${samples}`;

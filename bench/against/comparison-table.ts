import { figure } from "../figure.ts";
import type { EngineFindings } from "./compare.ts";
import { CONNECTIONS } from "./under-load.ts";

/** The engines side by side, fastest first, each with its median as a multiple of the fastest peer's. */
export function comparisonTable(engines: readonly EngineFindings[]): string[] {
  const sorted = engines.toSorted((a, b) => medianOf(a) - medianOf(b));
  const fastest = sorted.find(({ built }) => built.from === "vectors");
  const kinds = Object.keys(sorted[0]?.recallAt10 ?? {});
  const head = ["", "p50", "p95", "p99 ms", ...kinds.map((kind) => `p50 ${kind}`), "x"];
  const rest = ["vectors p50", "p99", ...kinds.map((kind) => `recall ${kind}`), "built/s", "MB", "disk MB"];
  const loaded = [`${CONNECTIONS} connections: answers/s`, "p50", "p99 ms", "errors"];
  const rows = sorted.map((engine) => rowOf(engine, kinds, fastest ? medianOf(fastest) : Number.NaN));
  return [
    "hybrid, top 100; InCreator from raw profiles to whole answers, the others from ready vectors to ids",
    ...aligned([[...head, ...rest, ...loaded], ...rows]),
  ];
}

const medianOf = ({ hybrid }: EngineFindings) => hybrid.all?.p50 ?? Number.NaN;

function rowOf(engine: EngineFindings, kinds: readonly string[], fastest: number): string[] {
  const { name, built, hybrid, nearest, recallAt10, memoryMb, underLoad } = engine;
  const figures = [
    ...[hybrid.all?.p50, hybrid.all?.p95, hybrid.all?.p99],
    ...kinds.map((kind) => hybrid[kind]?.p50),
    medianOf(engine) / fastest,
    ...[nearest.p50, nearest.p99],
    ...kinds.map((kind) => recallAt10[kind]),
    ...[built.perSecond, memoryMb, built.diskMb],
    ...[underLoad?.answeredPerSecond, underLoad?.p50, underLoad?.p99, underLoad?.errors],
  ];
  return [name, ...figures.map((value) => figure(value ?? Number.NaN))];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd());
}

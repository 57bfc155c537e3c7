import { type Condition, meetsAll } from "../lib/domain/condition.ts";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import type { VectorIndex, VectorMetadata } from "../lib/ports/vector-index.ts";
import { conditionsOf, metadataConditions, namespacesOf } from "../lib/search/conditions.ts";
import { type Percentiles, percentiles } from "./measure.ts";
import { openBenchSystem } from "./open-bench-system.ts";
import { drawQueries } from "./queries.ts";
import { answerPhase, type PhaseSettings } from "./run-phase.ts";

export interface RecallFindings {
  /** By selectivity, as `10%` or `10% correlated`. */
  readonly recallAt10: Readonly<Record<string, number>>;
  /** Share of all vectors that passed the filter, on average. */
  readonly selectivity: Readonly<Record<string, number>>;
  /** Milliseconds of the vector index alone. */
  readonly latency: Percentiles;
}

const TOP = 10;
const QUERIES = 300;
const PAGE = 1_000;

interface KnownVector {
  readonly id: string;
  readonly values: Float32Array;
  readonly metadata: VectorMetadata;
}

/** The vector leg against comparing with every vector. */
async function recallPhase(settings: PhaseSettings): Promise<RecallFindings> {
  const system = await openBenchSystem(settings.dataDir);
  const { vectors, embedder } = system.composition.services;
  const namespaces = namespacesOf([LOCAL_TENANT], {});
  const known: KnownVector[] = [];
  for (const namespace of namespaces) known.push(...(await everyVector(vectors, namespace)));
  const recalls = new Map<string, number[]>();
  const shares = new Map<string, number[]>();
  const times: number[] = [];
  for (const { text, filters, selectivity, isCorrelated } of drawQueries({ ...settings, count: QUERIES })) {
    const [vector = new Float32Array(embedder.dimensions)] = await embedder.embed([text]);
    const where = metadataConditions(conditionsOf(filters, 0));
    const started = performance.now();
    const hits = await vectors.query({ namespaces, vector, topK: TOP, where });
    times.push(performance.now() - started);
    const exact = exactScores(known, vector, where);
    const kind = `${selectivity * 100}%${isCorrelated ? " correlated" : ""}`;
    append(recalls, kind, recallOf(hits, exact));
    append(shares, kind, exact.size / known.length);
  }
  await system.close();
  return { recallAt10: means(recalls), selectivity: means(shares), latency: percentiles(times) };
}

async function everyVector(vectors: VectorIndex, namespace: string): Promise<KnownVector[]> {
  const known: KnownVector[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page = await vectors.list(namespace, { limit: PAGE, ...(cursor !== "" && { cursor }) });
    known.push(...(await vectors.fetch(namespace, page.ids)));
    cursor = page.cursor;
  }
  return known;
}

function exactScores(known: readonly KnownVector[], vector: Float32Array, where: readonly Condition[]) {
  const scores = new Map<string, number>();
  for (const { id, values, metadata } of known) {
    if (where.length > 0 && !meetsAll(metadata, where)) continue;
    let score = 0;
    for (let at = 0; at < vector.length; at += 1) score += (vector[at] ?? 0) * (values[at] ?? 0);
    scores.set(id, score);
  }
  return scores;
}

/** Profiles with the same words have the same vector: whoever is as near as the tenth best is right. */
const TIE = 1e-5;

function recallOf(hits: readonly { readonly id: string }[], exact: ReadonlyMap<string, number>): number {
  const best = [...exact.values()].sort((a, b) => b - a).slice(0, TOP);
  const least = best.at(-1);
  if (least === undefined) return 1;
  const right = hits.filter(({ id }) => (exact.get(id) ?? -1) >= least - TIE).length;
  return Math.min(right, best.length) / best.length;
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

const means = (lists: ReadonlyMap<string, readonly number[]>): Record<string, number> =>
  Object.fromEntries(
    [...lists].map(([key, values]) => [key, values.reduce((sum, value) => sum + value, 0) / values.length]),
  );

await answerPhase(recallPhase);

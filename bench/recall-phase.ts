import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import { conditionsOf, metadataConditions, namespacesOf } from "../lib/search/question/conditions.ts";
import { everyVector, exactNearest, recallOf, TOP } from "./exact.ts";
import { type Percentiles, percentiles, processorMs } from "./measure.ts";
import { openBenchSystem } from "./open-bench-system.ts";
import { drawQueries } from "./queries.ts";
import { answerPhase, type PhaseSettings } from "./run-phase.ts";

export interface RecallFindings {
  /** By selectivity, such as `10%` or `10% correlated`. */
  readonly recallAt10: Readonly<Record<string, number>>;
  /** Average share of all vectors that passed the filter. */
  readonly selectivity: Readonly<Record<string, number>>;
  /** Milliseconds of the vector index alone. */
  readonly latency: Percentiles;
  /**
   * Milliseconds of processor time for a comparison with every vector in a plain loop. A search is compared with this.
   */
  readonly plainMs: number;
}

const QUERIES = 300;

/** Compares the vector leg with an exact comparison. */
async function recallPhase(settings: PhaseSettings): Promise<RecallFindings> {
  const system = await openBenchSystem(settings.dataDir);
  const { vectors, embedder } = system.composition.services;
  const namespaces = namespacesOf([LOCAL_TENANT], {});
  const known = await everyVector(vectors, namespaces);
  const recalls = new Map<string, number[]>();
  const shares = new Map<string, number[]>();
  const times: number[] = [];
  let plainMs = 0;
  for (const { text, filters, selectivity, isCorrelated } of drawQueries({ ...settings, count: QUERIES })) {
    const [vector = new Float32Array(embedder.dimensions)] = await embedder.embed([text]);
    const where = metadataConditions(conditionsOf(filters, 0));
    const started = performance.now();
    const hits = await vectors.query({ namespaces, vector, topK: TOP, where });
    times.push(performance.now() - started);
    const beforePlain = processorMs();
    const exact = exactNearest(known, vector, where);
    plainMs += processorMs() - beforePlain;
    const kind = `${selectivity * 100}%${isCorrelated ? " correlated" : ""}`;
    append(recalls, kind, recallOf(hits, exact));
    append(shares, kind, exact.matching / known.length);
  }
  await system.close();
  return {
    recallAt10: means(recalls),
    selectivity: means(shares),
    latency: percentiles(times),
    plainMs: plainMs / QUERIES,
  };
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

const means = (lists: ReadonlyMap<string, readonly number[]>): Record<string, number> =>
  Object.fromEntries(
    [...lists].map(([key, values]) => [key, values.reduce((sum, value) => sum + value, 0) / values.length]),
  );

await answerPhase(recallPhase);

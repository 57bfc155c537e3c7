import { truthOf } from "../local/generate/generate-envelopes.ts";
import type { OpenSystem } from "../local/system.ts";
import { type Percentiles, percentiles, processorMs, watchMemory } from "./measure.ts";
import { openBenchSystem } from "./open-bench-system.ts";
import { type BenchQuery, drawQueries } from "./queries.ts";
import { answerPhase, type PhaseSettings } from "./run-phase.ts";
import { type Search, searcherOf, suggesterOf } from "./searcher.ts";

export interface SearchFindings {
  /** Milliseconds in the handler, by kind of search. Uncached ones also by selectivity, as `hybrid 10%`. */
  readonly latency: Readonly<Record<string, Percentiles>>;
  /** Milliseconds of all threads for one uncached search, by mode. */
  readonly processorMs: Readonly<Record<string, number>>;
  readonly peakMb: number;
  readonly degraded: number;
}

const MODES = ["hybrid", "keyword", "vector"] as const;
/** Searches that warm up the compiler and the disk caches. They are not counted. */
const WARM_UP = 300;

async function searchPhase(settings: PhaseSettings): Promise<SearchFindings> {
  const system = await openBenchSystem(settings.dataDir);
  const memory = watchMemory();
  const search = searcherOf(system);
  const suggest = suggesterOf(system);
  const queries = drawQueries({ ...settings, count: settings.queries });
  for (const { text, filters } of drawQueries({ ...settings, seed: settings.seed + 1, count: WARM_UP })) {
    await search({ query: text, filters });
  }
  const samples = new Map<string, number[]>();
  const note = (kind: string, ms: number) => samples.set(kind, [...(samples.get(kind) ?? []), ms]);
  let degraded = 0;
  const processor: Record<string, number> = {};
  for (const mode of MODES) {
    const before = processorMs();
    for (const query of queries) degraded += await measureUncached(search, query, mode, note);
    processor[mode] = (processorMs() - before) / Math.max(1, samples.get(mode)?.length ?? 0);
  }
  for (const query of queries) await measureCaches(system, search, query, note);
  for (const typed of beginningsOf(settings)) note("suggest", (await suggest(typed)).ms);
  const findings = {
    latency: Object.fromEntries([...samples].map(([kind, values]) => [kind, percentiles(values)])),
    processorMs: processor,
    peakMb: memory.peakMb(),
    degraded,
  };
  memory.stop();
  await system.close();
  return findings;
}

/** Beginnings of handles, as people type them: two to six letters. */
const beginningsOf = ({ seed, creators, queries }: PhaseSettings): string[] =>
  Array.from({ length: queries }, (_, nth) =>
    truthOf(seed, Math.floor((nth * creators) / queries)).handle.slice(0, 2 + (nth % 5)),
  );

type Note = (kind: string, ms: number) => void;

/** Counts only uncached answers: of a repeated query, the first. Returns 1 for a degraded answer. */
async function measureUncached(
  search: Search,
  { text, filters, selectivity }: BenchQuery,
  mode: (typeof MODES)[number],
  note: Note,
): Promise<number> {
  const { ms, answer } = await search({ query: text, filters, mode });
  if (answer.meta.cache !== "miss") return 0;
  note(mode, ms);
  note(`${mode} ${selectivity * 100}%`, ms);
  return answer.meta.degraded.length > 0 ? 1 : 0;
}

/**
 * Repeats the query to measure the process's memory cache. Then it empties that cache and measures the shared cache.
 */
async function measureCaches(system: OpenSystem, search: Search, { text, filters }: BenchQuery, note: Note) {
  await search({ query: text, filters });
  for (const expected of ["l1", "l2"] as const) {
    if (expected === "l2") system.composition.search.memory.pages.clear();
    const { ms, answer } = await search({ query: text, filters });
    if (answer.meta.cache === expected) note(expected, ms);
  }
}

await answerPhase(searchPhase);

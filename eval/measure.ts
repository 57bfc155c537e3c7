import { isDeepStrictEqual } from "node:util";
import type { Filters } from "../lib/domain/search-request.ts";
import type { JudgedQuery } from "./judged-set.ts";
import { ndcg, recall, reciprocalRank } from "./metrics.ts";
import { DEPTH, type SearchSystem } from "./systems/search-system.ts";

const NDCG_DEPTH = 10;

/** A system's result for one query. */
export interface QueryResult {
  readonly id: string;
  readonly kind: string;
  readonly isSemantic: boolean;
  readonly ndcg10: number;
  readonly recall50: number;
  readonly reciprocalRank: number;
  /** Whether exactly the expected filters were read; null if nothing is expected or read. */
  readonly readsRight: boolean | null;
  readonly milliseconds: number;
  /** Creator ids of the first ten results. */
  readonly first: readonly string[];
}

/**
 * Asks every query once, one after the other. An extra query comes first, so that no measured query includes the
 * loading of code.
 */
export async function measure(system: SearchSystem, queries: readonly JudgedQuery[]): Promise<QueryResult[]> {
  await system.search("warming up");
  const results: QueryResult[] = [];
  for (const query of queries) results.push(await measureOne(system, query));
  return results;
}

async function measureOne(system: SearchSystem, query: JudgedQuery): Promise<QueryResult> {
  const started = performance.now();
  const { ids, filters } = await system.search(query.text);
  const milliseconds = performance.now() - started;
  const { id, kind, isSemantic, grades, filtersExpected } = query;
  return {
    id,
    kind,
    isSemantic,
    ndcg10: ndcg(ids, grades, NDCG_DEPTH),
    recall50: recall(ids, grades, DEPTH),
    reciprocalRank: reciprocalRank(ids, grades),
    readsRight: filters === null || filtersExpected === null ? null : isSame(filters, filtersExpected),
    milliseconds,
    first: ids.slice(0, NDCG_DEPTH),
  };
}

/** Equal, except for the order within lists. */
const isSame = (a: Filters, b: Filters): boolean => isDeepStrictEqual(inOrder(a), inOrder(b));

const inOrder = (filters: Filters) =>
  Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]),
  );

import type { z } from "zod";
import type { MongoConnection, StoredCollection } from "../../../lib/adapters/cloud/mongo-connection.ts";
import {
  KEYWORD_PATHS,
  SEARCH_INDEX_DEFINITION,
  SEARCH_INDEX_NAME,
} from "../../../lib/adapters/cloud/mongo-search-index.ts";
import { type Condition, meetsCondition, type Scalar } from "../../../lib/domain/condition.ts";
import type { CreatorRecord } from "../../../lib/domain/creator.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { type TenantId, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { analyse, compact, termsOf } from "../../../lib/domain/text/terms.ts";
import { foldedWordsOf } from "../../../lib/domain/text/words.ts";
import type { Documents } from "../../../lib/ports/documents.ts";
import { KEYWORD_FIELDS, type KeywordField, type KeywordIndex } from "../../../lib/ports/keyword-index.ts";
import {
  type AutocompleteOperator,
  browsePipeline,
  type Compound,
  facetPipeline,
  indexDefinition,
  isBrowse,
  type MultiPath,
  type SearchOperator,
  searchPipeline,
  type TextOperator,
} from "./atlas-search-grammar.ts";

/** An embedded store that stands in for Lucene: it finds words, this double does everything else. */
export interface AtlasSearchStore {
  readonly documents: Documents;
  readonly keywords: KeywordIndex;
}

/**
 * `missing`: as before the first migration; `building`: its first sync is under way, of which some servers answer
 * nothing and others, `refusing`, an error.
 */
export type IndexCondition = "ready" | "missing" | "building" | "refusing";

export interface AtlasSearch extends MongoConnection {
  /** The pipelines that it received. */
  readonly asked: unknown[];
  index: IndexCondition;
}

/** A connection whose `creators` answer `$search`, `$searchMeta` and the list of search indexes alone. */
export function atlasSearch(store: AtlasSearchStore, index: IndexCondition = "ready"): AtlasSearch {
  const asked: unknown[] = [];
  const aggregate = (stages: unknown[]) => ({
    async toArray() {
      asked.push(stages);
      const isFacets = Object.hasOwn(stages[0] ?? {}, "$searchMeta");
      const browsed = isBrowse(stages) ? browsePipeline.parse(stages) : null;
      const stage = isFacets
        ? facetPipeline.parse(stages)[0].$searchMeta
        : (browsed ?? searchPipeline.parse(stages))[0].$search;
      if (double.index === "refusing") throw REFUSED;
      // Atlas answers without an error where there is no such index, and may while it is built.
      if (double.index !== "ready" || stage.index !== SEARCH_INDEX_NAME)
        return isFacets ? [{ count: { lowerBound: 0 } }] : [];
      if (browsed) return browsedRows(store, browsed);
      return isFacets ? facetsOf(store, stages) : rowsOf(store, stages);
    },
  });
  const listSearchIndexes = (name: string) => ({
    async toArray() {
      if (double.index === "missing" || name !== SEARCH_INDEX_NAME) return [];
      const isReady = double.index === "ready";
      const state = { status: isReady ? "READY" : "BUILDING", queryable: isReady };
      return [{ name, ...state, latestDefinition: SEARCH_INDEX_DEFINITION }];
    },
  });
  const double: AtlasSearch = {
    asked,
    index,
    database: "double",
    run: () => Promise.reject(new Error("This double has no client.")),
    within: async (_, work) => work({ aggregate, listSearchIndexes } as unknown as StoredCollection),
    close: async () => {},
  };
  return double;
}

/** UnknownError, "cannot query search index while in state INITIAL_SYNC", as the connection gives it on. */
const REFUSED = new AppError("unavailable", "documents-unavailable", "The database does not answer.", {
  code: 8,
});

/** Id -> score. */
type Found = Map<string, number>;

/** One search: its tenants, and their records as they are now. */
interface Scope {
  readonly keywords: KeywordIndex;
  readonly tenants: readonly TenantId[];
  readonly records: ReadonlyMap<string, CreatorRecord>;
}

async function rowsOf(store: AtlasSearchStore, stages: unknown[]) {
  const [{ $search }, { $limit }] = searchPipeline.parse(stages);
  const scope = await scopeOf(store, $search.compound);
  const found = [...(await compoundFound(scope, $search.compound))];
  const followersOf = (id: string): number => Number(fieldsOf(scope.records.get(id)).followers ?? -1);
  const isByFollowers = "followers" in $search.sort;
  found.sort(([a, one], [b, other]) => {
    const order = isByFollowers ? followersOf(b) - followersOf(a) : other - one;
    return order || (a < b ? -1 : 1);
  });
  return found.slice(0, $limit).map(([_id, score]) => ({ _id, score }));
}

/** A token is valid only for the query that gave it, as in Atlas. */
async function browsedRows(
  store: AtlasSearchStore,
  [{ $search }, { $limit }]: z.infer<typeof browsePipeline>,
): Promise<unknown[]> {
  const { compound, sort, count, searchAfter } = $search;
  for (const path of Object.keys(sort)) requireType(path, path === "_id" ? "token" : "number");
  const scope = await scopeOf(store, compound);
  const found = [...(await compoundFound(scope, compound)).keys()].map((id) =>
    fieldsOf(scope.records.get(id)),
  );
  const inOrder = found.sort((a, b) => {
    for (const [path, direction] of Object.entries(sort)) {
      const by = direction * compared(a[path], b[path]);
      if (by !== 0) return by;
    }
    return 0;
  });
  const query = JSON.stringify([compound, sort]);
  const tokenOf = (id: unknown) => Buffer.from(JSON.stringify([query, id])).toString("base64");
  const [of, last] = searchAfter ? JSON.parse(Buffer.from(searchAfter, "base64").toString()) : [query, null];
  if (of !== query) throw new Error("The token is another query's.");
  const from = last === null ? 0 : inOrder.findIndex(({ _id }) => _id === last) + 1;
  // Counted exactly up to the threshold, and not much further.
  const meta = { count: { lowerBound: Math.min(found.length, count.threshold + 1) } };
  return inOrder.slice(from, from + $limit).map(({ _id }) => ({ _id, place: tokenOf(_id), meta }));
}

/** A missing value sorts below every other value. */
function compared(one: unknown, other: unknown): number {
  const [a, b] = [one ?? Number.NEGATIVE_INFINITY, other ?? Number.NEGATIVE_INFINITY] as [string, string];
  return a === b ? 0 : a < b ? -1 : 1;
}

async function facetsOf(store: AtlasSearchStore, stages: unknown[]) {
  const [{ $searchMeta }] = facetPipeline.parse(stages);
  const { operator, facets } = $searchMeta.facet;
  const scope = await scopeOf(store, operator.compound);
  const found = await compoundFound(scope, operator.compound);
  const facet = Object.entries(facets).map(([name, { path, numBuckets }]) => {
    requireType(path, "token");
    const counts = new Map<string, number>();
    for (const id of found.keys()) {
      for (const value of valuesAt(scope.records.get(id), path))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const buckets = [...counts].map(([_id, count]) => ({ _id, count })).sort((a, b) => b.count - a.count);
    return [name, { buckets: buckets.slice(0, numBuckets) }];
  });
  return [{ count: { lowerBound: found.size }, facet: Object.fromEntries(facet) }];
}

/** A search that names no tenants fails here: tenants are the first thing that a pipeline must filter by. */
async function scopeOf({ documents, keywords }: AtlasSearchStore, { filter = [] }: Compound): Promise<Scope> {
  const named = filter.flatMap((one): readonly Scalar[] =>
    "in" in one && one.in.path === "tenant_id" ? one.in.value : [],
  );
  const tenants = named.map((name) => tenantIdSchema.parse(name));
  if (tenants.length === 0) throw new Error("The pipeline filters by no tenant.");
  const records = new Map<string, CreatorRecord>();
  for await (const page of documents.scan("creators", tenants, "")) {
    for (const record of page) records.set(record.id, record);
  }
  return { keywords, tenants, records };
}

async function operatorFound(scope: Scope, operator: SearchOperator): Promise<Found> {
  if ("compound" in operator) return compoundFound(scope, operator.compound);
  if ("text" in operator) return textFound(scope, operator.text);
  if ("autocomplete" in operator) return beginningsFound(scope, operator.autocomplete);
  if ("equals" in operator) {
    const { path, value } = operator.equals;
    return meeting(scope, [{ field: path, op: "eq", value }]);
  }
  if ("in" in operator) {
    const { path, value, score } = operator.in;
    return meeting(scope, [{ field: path, op: "in", values: value }], scored(score, 1));
  }
  const { path, gte, lte } = operator.range;
  return meeting(scope, [
    ...(gte === undefined ? [] : [{ field: path, op: "gte" as const, value: gte }]),
    ...(lte === undefined ? [] : [{ field: path, op: "lte" as const, value: lte }]),
  ]);
}

/**
 * Lucene's edge grams: a word of the query must begin a token, those before it must be whole tokens, in order. A keyword
 * tokenizer makes one token of the field. Beginnings shorter or longer than the grams are not indexed.
 */
function beginningsFound({ records }: Scope, { query, path, tokenOrder }: AutocompleteOperator): Found {
  const mapping = mappings.fields[path]?.find((one) => one.type === "autocomplete");
  if (mapping?.type !== "autocomplete") throw new Error(`The search index has no autocomplete at ${path}.`);
  if (tokenOrder !== "sequential") throw new Error("This double knows words in order alone.");
  const isOneToken = !mapping.analyzer.startsWith("lucene.");
  const tokensOf = (text: string): string[] => (isOneToken ? [compact(text)] : foldedWordsOf(text));
  const asked = tokensOf(query);
  const fits = (word: string): boolean =>
    [...word].length >= mapping.minGrams && [...word].length <= mapping.maxGrams;
  if (asked.length === 0 || !asked.every(fits)) return new Map();
  const begins = (tokens: readonly string[]): boolean =>
    tokens.some((_, at) => asked.every((word, nth) => tokens[at + nth]?.startsWith(word)));
  return new Map(
    [...records]
      .filter(([, record]) => valuesAt(record, path).some((text) => begins(tokensOf(text))))
      .map(([id]) => [id, 1]),
  );
}

/** At least one of `should` must match where nothing else must, as in Lucene. */
async function compoundFound(scope: Scope, compound: Compound): Promise<Found> {
  const evaluated = (clauses: SearchOperator[] = []): Promise<Found[]> =>
    Promise.all(clauses.map((clause) => operatorFound(scope, clause)));
  const [filter, must, should, mustNot] = await Promise.all(
    [compound.filter, compound.must, compound.should, compound.mustNot].map(evaluated),
  );
  const needed = [...(filter ?? []), ...(must ?? [])];
  const least = Math.max(compound.minimumShouldMatch ?? 0, needed.length === 0 && should?.length ? 1 : 0);
  const found: Found = new Map();
  for (const id of scope.records.keys()) {
    const optional = (should ?? []).flatMap((one) => one.get(id) ?? []);
    const isFound = needed.every((one) => one.has(id)) && optional.length >= least;
    if (!isFound || mustNot?.some((one) => one.has(id))) continue;
    const scoring = [...(must ?? []).flatMap((one) => one.get(id) ?? []), ...optional];
    found.set(
      id,
      scoring.reduce((sum, one) => sum + one, 0),
    );
  }
  return found;
}

function meeting({ records }: Scope, conditions: readonly Condition[], score = 1): Found {
  for (const condition of conditions) requireType(condition.field, typeOfValue(condition));
  const met = [...records].filter(([, record]) => {
    const fields = fieldsOf(record);
    return conditions.every((condition) =>
      meetsCondition(fields[condition.field] as Scalar | Scalar[] | null, condition),
    );
  });
  return new Map(met.map(([id]) => [id, score]));
}

/** Words in the stored text of the paths: what else the embedded index knows, such as names of countries, is none. */
async function textFound(scope: Scope, text: TextOperator): Promise<Found> {
  const { query, path, fuzzy, score } = text;
  const paths = [path].flat();
  for (const one of paths) requireText(one);
  const plain = [...new Set(paths.map(plainPath))];
  const fields = KEYWORD_FIELDS.filter((field) => KEYWORD_PATHS[field].some((one) => plain.includes(one)));
  const found: Found = new Map();
  for (const field of fields) {
    const hits = await scope.keywords.search({
      tenants: scope.tenants,
      terms: [query],
      required: text.matchCriteria === "all" ? [query] : [],
      excluded: [],
      where: [],
      weights: { ...NO_WEIGHTS, [field]: 1 },
      fuzzy: fuzzy !== undefined,
      limit: Math.max(1, scope.records.size),
    });
    // Only this field counts. Words in other fields score nothing.
    for (const { id, score: worth } of hits) {
      const record = scope.records.get(id);
      if (record !== undefined && isStored(record, field, text)) found.set(id, scored(score, worth));
    }
  }
  return found;
}

const NO_WEIGHTS: Readonly<Record<KeywordField, number>> = {
  handle: 0,
  display_name: 0,
  bio: 0,
  tags: 0,
  place: 0,
};

/** Whether the stored text of a field has the words, or for near spellings one that begins as they do. */
function isStored(record: CreatorRecord, field: KeywordField, { query, fuzzy }: TextOperator): boolean {
  if (field !== "place" && fuzzy === undefined) return true;
  const stored = KEYWORD_PATHS[field]
    .flatMap((path) => valuesAt(record, path))
    .flatMap(analyse)
    .flatMap(termsOf);
  const head = query.slice(0, fuzzy?.prefixLength ?? 0);
  const asked = new Set(analyse(query).flatMap(termsOf));
  return stored.some((term) => (fuzzy === undefined ? asked.has(term) : term.startsWith(head)));
}

type Score = TextOperator["score"];
function scored(score: Score, own: number): number {
  if (!score) return own;
  return "boost" in score ? own * score.boost.value : score.constant.value;
}

const plainPath = (path: string | MultiPath): string => (typeof path === "string" ? path : path.value);

/** A stored record. */
function fieldsOf(record: CreatorRecord | undefined): Readonly<Record<string, unknown>> {
  return record ? { ...record, _id: record.id } : {};
}

const valuesAt = (record: CreatorRecord | undefined, path: string): string[] =>
  [fieldsOf(record)[path]].flat().filter((value) => typeof value === "string");

const { mappings } = indexDefinition.parse(SEARCH_INDEX_DEFINITION);

/** Atlas answers an operator on a field that is not indexed for it with nothing or an error; here it always fails. */
function requireType(path: string, type: string): void {
  if (mappings.fields[path]?.some((mapping) => mapping.type === type)) return;
  throw new Error(`The search index has no ${type} at ${path}.`);
}

function requireText(path: string | MultiPath): void {
  requireType(plainPath(path), "string");
  if (typeof path === "string") return;
  const hasMulti = mappings.fields[path.value]?.some(
    (mapping) => mapping.type === "string" && Object.hasOwn(mapping.multi ?? {}, path.multi),
  );
  if (!hasMulti) throw new Error(`The search index has no ${path.multi} of ${path.value}.`);
}

function typeOfValue(condition: Condition): string {
  const [value] = "values" in condition ? condition.values : [condition.value];
  return typeof value === "string" ? "token" : typeof value;
}

import type { Condition } from "../../domain/condition.ts";
import type { CreatorId } from "../../domain/ids.ts";
import type { BrowseQuery, KeywordHit, KeywordIndex, KeywordQuery } from "../../ports/keyword-index.ts";
import type { CreatorColumns, RowTest } from "./memory-creator-columns.ts";
import { readsJson, sqlOfConditions } from "./sqlite-conditions.ts";
import { idsBeginningWith } from "./sqlite-creator-names.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";
import { docsWith, inAll, scoredTerms, termReader } from "./sqlite-keyword-query.ts";
import { bestOf, type ScoredDoc, scoresOf } from "./sqlite-keyword-scoring.ts";
import type { SqliteStore } from "./sqlite-store.ts";

/**
 * Keyword search over the creators that `createSqliteDocuments(store)` writes. Each sees the other's state at once.
 * `warm` loads filter columns and vocabulary, so that the first search need not wait for them.
 */
export function createSqliteKeywordIndex(store: SqliteStore): KeywordIndex & { warm(): void } {
  const documents = createSqliteDocuments(store);
  return {
    async search(query, { signal } = {}) {
      signal?.throwIfAborted();
      return store.run(() => search(store, query));
    },
    async browse({ tenants, where, by, limit, cursor }, { signal } = {}) {
      signal?.throwIfAborted();
      const page = await documents.find("creators", {
        tenants,
        where: [LIVE, ...where],
        sort: { field: by, direction: "descending" },
        limit,
        ...(cursor !== undefined && { cursor }),
      });
      const total = cursor === undefined ? store.run(() => countOf(store, tenants, where)) : null;
      return { ids: page.items.map(({ id }) => id), cursor: page.cursor, total };
    },
    async facets(tenants, field, where) {
      const columns = store.creatorColumns();
      const passes = allPass([columns.belongsTo(tenants), ...where.map((one) => testOf(store, one))]);
      return [...columns.counts(field, passes)]
        .map(([value, count]) => ({ value, count }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    },
    async suggest({ tenants, typed, limit }, { signal } = {}) {
      signal?.throwIfAborted();
      return store.run(() => idsBeginningWith(store, tenants, typed, limit)) as CreatorId[];
    },
    warm() {
      store.creatorColumns();
      store.vocabulary();
    },
  };
}

const LIVE = { field: "erased", op: "eq", value: false } as const;

/** Counts in the memory columns, which hold only live creators. */
function countOf(store: SqliteStore, tenants: BrowseQuery["tenants"], where: readonly Condition[]): number {
  const columns = store.creatorColumns();
  const passes = allPass([columns.belongsTo(tenants), ...where.map((one) => testOf(store, one))]);
  let count = 0;
  for (let doc = 0; doc < columns.end; doc += 1) if (passes(doc)) count += 1;
  return count;
}

function search(store: SqliteStore, query: KeywordQuery): KeywordHit[] {
  const columns = store.creatorColumns();
  const reader = termReader(store, query.fuzzy);
  const required = inAll(query.required.values().map((text) => docsWith(reader, text, columns.end)));
  if (required?.size === 0) return [];
  // The tests that reject most come first. On one machine the caller owns nearly all creators, so the tenant comes
  // last.
  const passes = allPass([
    ...query.where.map((condition) => testOf(store, condition)),
    ...(required === null ? [] : [(doc: number) => required.has[doc] === 1]),
    ...excludedTests(store, columns, query),
    columns.belongsTo(query.tenants),
  ]);
  const terms = scoredTerms(reader, query.terms);
  const ranked =
    query.terms.length > 0
      ? bestOf(scoresOf(terms, columns, query.weights), passes, query.limit)
      : firstOf(columns, passes, query.limit);
  return ranked.map(({ doc, score }) => ({ id: columns.ids[doc] as KeywordHit["id"], score }));
}

/** Never corrects excluded words: the user did not ask to remove what a similar spelling would remove. */
function excludedTests(store: SqliteStore, columns: CreatorColumns, query: KeywordQuery): RowTest[] {
  if (query.excluded.length === 0) return [];
  const literal = termReader(store, false);
  return query.excluded.map((text) => {
    const { has } = docsWith(literal, text, columns.end);
    return (doc) => has[doc] !== 1;
  });
}

function firstOf(columns: CreatorColumns, passes: RowTest, limit: number): ScoredDoc[] {
  const found: ScoredDoc[] = [];
  for (let doc = 0; doc < columns.end && found.length < limit; doc += 1) {
    if (passes(doc)) found.push({ doc, score: 0 });
  }
  return found;
}

/** Nests the tests in pairs, which the compiler inlines. A loop over a list of tests takes twice as long. */
const allPass = (tests: readonly RowTest[]): RowTest =>
  tests.reduce((first, next) => (doc) => first(doc) && next(doc));

const testOf = (store: SqliteStore, condition: Condition): RowTest =>
  store.creatorColumns().meets(condition) ?? storedTest(store, condition);

/**
 * Tests a field that has no column in memory. SQLite lists the matching documents; for `notIn`, which
 * matches most, it lists the others.
 */
function storedTest(store: SqliteStore, condition: Condition): RowTest {
  if (condition.op === "notIn") {
    const held = storedDocs(store, { field: condition.field, op: "in", values: condition.values });
    return (doc) => !held.has(doc);
  }
  const docs = storedDocs(store, condition);
  return (doc) => docs.has(doc);
}

function storedDocs(store: SqliteStore, condition: Condition): Set<unknown> {
  const { sql, parameters } = sqlOfConditions("creators", [condition]);
  const record = readsJson("creators", [condition])
    ? "CROSS JOIN creators AS record ON record.doc = facets.doc"
    : "";
  const rows = store
    .prepare(`SELECT facets.doc AS doc FROM creator_facets AS facets ${record} WHERE ${sql}`)
    .all(...parameters);
  return new Set(rows.map((row) => row.doc));
}

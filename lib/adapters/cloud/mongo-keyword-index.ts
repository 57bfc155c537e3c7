import type { Document } from "mongodb";
import { z } from "zod";
import { AppError, isAppError } from "../../domain/errors.ts";
import { creatorIdSchema } from "../../domain/ids.ts";
import { isLongEnough } from "../../domain/ranking/name-starts.ts";
import type { KeywordHit, KeywordIndex, KeywordQuery } from "../../ports/keyword-index.ts";
import { type MongoConnection, readLimit } from "./mongo-connection.ts";
import { browsedIds, browsedRowsSchema, browseStages } from "./mongo-keyword-browse.ts";
import { wordClauses } from "./mongo-keyword-clauses.ts";
import { searchFilters } from "./mongo-keyword-filters.ts";
import { requireAskable, SEARCH_INDEX_NAME, searchIndexCondition } from "./mongo-search-index.ts";

/** Atlas's limit of a facet's buckets. The longest list, countries, has about 250 values. */
const BUCKETS_MAX = 1_000;

const rowsSchema = z.array(z.object({ _id: creatorIdSchema, score: z.number() }));

const facetsSchema = z
  .array(
    z.object({
      // Missing if there is no index.
      facet: z
        .object({ values: z.object({ buckets: z.array(z.object({ _id: z.string(), count: z.number() })) }) })
        .optional(),
    }),
  )
  .max(1);

/**
 * Keyword search by Atlas Search over the documents that `createMongoDocuments` writes, some seconds behind them.
 * `migrateMongo` makes its index. Erased creators are filtered out, but a creator deleted a moment ago may still
 * appear. If the index is missing, Atlas gives an empty answer and no error. So an empty answer counts only after we
 * have seen that the index exists.
 */
export function createMongoKeywordIndex(
  connection: MongoConnection,
  { indexName = SEARCH_INDEX_NAME }: { readonly indexName?: string } = {},
): KeywordIndex {
  const requireIndex = async (): Promise<void> =>
    requireAskable(
      await connection.within("creators", (creators) => searchIndexCondition(creators, indexName)),
    );
  const ask = async <T>(schema: z.ZodType<T>, stages: Document[], signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    const rows = await connection
      .within("creators", (collection) =>
        collection.aggregate(stages, { ...readLimit(), ...(signal && { signal }) }).toArray(),
      )
      .catch(async (error: unknown) => {
        // The server may have refused the query because the index is missing.
        if (isAppError(error) && error.context.code !== undefined) await requireIndex();
        throw error;
      });
    const read = schema.safeParse(rows);
    if (read.success) return read.data;
    const message = "The search index answers in another form.";
    throw new AppError("unavailable", "keywords-answer-malformed", message);
  };
  return {
    async search(query, { signal } = {}) {
      signal?.throwIfAborted();
      const stages = searchStages(indexName, query);
      if (stages === null) return [];
      const rows = await ask(rowsSchema, stages, signal);
      if (rows.length === 0) await requireIndex();
      return hitsOf(query, rows);
    },
    async suggest(query, { signal } = {}) {
      signal?.throwIfAborted();
      const stages = suggestStages(indexName, query);
      if (stages === null) return [];
      const rows = await ask(rowsSchema, stages, signal);
      if (rows.length === 0) await requireIndex();
      return rows.map(({ _id }) => _id);
    },
    async browse(query, { signal } = {}) {
      const filters = searchFilters(query.tenants, query.where);
      if (!filters) return { ids: [], cursor: null, total: query.cursor === undefined ? 0 : null };
      const rows = await ask(browsedRowsSchema, browseStages(indexName, query, filters), signal);
      if (rows.length === 0) await requireIndex();
      return browsedIds(query, rows);
    },
    async facets(tenants, field, where) {
      const filters = searchFilters(tenants, where);
      if (!filters) return [];
      const facet = {
        operator: {
          compound: {
            filter: filters.filter,
            ...(filters.mustNot.length > 0 && { mustNot: filters.mustNot }),
          },
        },
        facets: { values: { type: "string", path: field, numBuckets: BUCKETS_MAX } },
      };
      const [meta] = await ask(facetsSchema, [{ $searchMeta: { index: indexName, facet } }]);
      const buckets = meta?.facet?.values.buckets ?? [];
      if (buckets.length === 0) await requireIndex();
      return buckets
        .map(({ _id: value, count }) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    },
  };
}

/** The pipeline that finds names by their beginnings; null if nothing can match. */
function suggestStages(
  index: string,
  { tenants, typed, limit }: Parameters<KeywordIndex["suggest"]>[0],
): Document[] | null {
  const filters = searchFilters(tenants, []);
  if (!filters || tenants.length === 0 || !isLongEnough(typed)) return null;
  const beginning = (path: string, query: string) => ({
    autocomplete: { query, path, tokenOrder: "sequential" },
  });
  const compound = {
    filter: filters.filter,
    should: [beginning("handle", typed.handle), beginning("display_name", typed.name)],
    minimumShouldMatch: 1,
  };
  return [
    { $search: { index, compound, sort: { followers: -1, _id: 1 } } },
    { $limit: limit },
    { $project: { score: SCORE } },
  ];
}

/** The pipeline of a query; null if nothing can match it. */
function searchStages(index: string, query: KeywordQuery): Document[] | null {
  const filters = searchFilters(query.tenants, query.where);
  const words = wordClauses(query);
  if (!filters || !words || query.limit < 1) return null;
  const mustNot = [...filters.mustNot, ...words.mustNot];
  const compound = {
    filter: filters.filter,
    ...(words.must.length > 0 && { must: words.must }),
    ...(words.should.length > 0 && { should: words.should, minimumShouldMatch: 1 }),
    ...(mustNot.length > 0 && { mustNot }),
  };
  return [
    // For equal scores the order is always the same.
    { $search: { index, compound, sort: { score: SCORE, _id: 1 } } },
    { $limit: query.limit },
    { $project: { score: SCORE } },
  ];
}

const SCORE = { $meta: "searchScore" };

/** Without words the score would come from the conditions, so it is 0. */
function hitsOf(query: KeywordQuery, rows: z.infer<typeof rowsSchema>): KeywordHit[] {
  return rows.map(({ _id: id, score }) => ({ id, score: query.terms.length > 0 ? score : 0 }));
}

import type { Document } from "mongodb";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { type CreatorId, creatorIdSchema } from "../../domain/ids.ts";
import type { BrowsedIds, BrowseQuery } from "../../ports/keyword-index.ts";
import { readBoundCursor, writeBoundCursor } from "../bound-cursor.ts";
import type { SearchFilters } from "./mongo-keyword-filters.ts";

const PAGE_MAX = 1_000;
/** Atlas counts no further, because an exact count reads all matches. */
const COUNT_TO = 1_000;

export const browsedRowsSchema = z.array(
  z.object({
    _id: creatorIdSchema,
    place: z.string(),
    meta: z.object({ count: z.object({ lowerBound: z.number() }) }),
  }),
);

/** Wraps Atlas's token, which is valid for the same query only. */
const placeSchema = z.object({ place: z.string() });

/** Atlas Search orders by its own index and continues after a token. Missing figures sort below all others. */
export function browseStages(
  index: string,
  query: BrowseQuery,
  { filter, mustNot }: SearchFilters,
): Document[] {
  if (query.limit < 1 || query.limit > PAGE_MAX || !Number.isInteger(query.limit))
    throw new AppError("invalid", "bad-limit", `A page holds 1 to ${PAGE_MAX} creators.`);
  const compound = { filter, ...(mustNot.length > 0 && { mustNot }) };
  const place = query.cursor === undefined ? {} : { searchAfter: placeOf(query, query.cursor) };
  return [
    {
      $search: {
        ...{ index, compound, sort: { [query.by]: -1, _id: 1 } },
        count: { type: "lowerBound", threshold: COUNT_TO },
        ...place,
      },
    },
    // One more row tells whether there is a next page.
    { $limit: query.limit + 1 },
    { $project: { place: { $meta: "searchSequenceToken" }, meta: "$$SEARCH_META" } },
  ];
}

export function browsedIds(query: BrowseQuery, rows: z.infer<typeof browsedRowsSchema>): BrowsedIds {
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    ids: page.map(({ _id }): CreatorId => _id),
    cursor: last ? cursorAt(query, last.place) : null,
    total: query.cursor === undefined ? (rows[0]?.meta.count.lowerBound ?? 0) : null,
  };
}

const cursorAt = (query: BrowseQuery, place: string): string => writeBoundCursor(boundTo(query), { place });

const placeOf = (query: BrowseQuery, cursor: string): string =>
  readBoundCursor(boundTo(query), cursor, placeSchema).place;

const boundTo = ({ tenants, where, by }: BrowseQuery) => [tenants, where, by];

import type { Condition } from "../../domain/condition.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import type { TenantId } from "../../domain/ids.ts";
import type { QueryReading } from "../../domain/query/read-query.ts";
import { type Concepts, conceptsOf } from "../../domain/ranking/concepts.ts";
import { askedNames } from "../../domain/ranking/exact-name.ts";
import type { Filters, SearchRequest } from "../../domain/search-request.ts";
import { analyse } from "../../domain/text/terms.ts";
import { conditionsOf, namespacesOf } from "./conditions.ts";

/** A query with more words is not a name. */
const NAME_MAX_WORDS = 4;

/** The query after its words are read and its filters merged. */
export interface Question {
  readonly request: SearchRequest;
  /** The words left to search for. Empty if the query has only filters or handles. */
  readonly text: string;
  /** The text whose meaning is compared: `text`, and how the wanted profiles describe themselves, if known. */
  readonly meaning: string;
  /** The content words of `text`; the handles if the query has only those. */
  readonly terms: readonly string[];
  /** A profile must contain every required word and no excluded word. */
  readonly required: readonly string[];
  readonly excluded: readonly string[];
  /** The caller's filters merged with those read from the words. */
  readonly filters: Filters;
  readonly conditions: readonly Condition[];
  readonly tenants: readonly TenantId[];
  readonly namespaces: readonly string[];
  /** Names to compare with handles and display names. Empty if the query is not a name. */
  readonly names: readonly string[];
  /** Lower-case handles that are also looked up directly. */
  readonly handles: readonly string[];
  /** The categories that each word names. */
  readonly concepts: Concepts;
  /** Days since 1970-01-01 UTC. */
  readonly today: number;
  /** If the caller names the creators to rank: all of them, and only they are ranked. */
  readonly among?: readonly SearchedCreator[];
}

/** `readFilters`: those filters of the reading that still apply. Relaxing drops some. */
export function questionOf(
  request: SearchRequest,
  reading: QueryReading,
  readFilters: Filters,
  tenants: readonly TenantId[],
  today: number,
): Question {
  const filters = mergeFilters(readFilters, request.filters);
  const names = namesAsked(request.query, reading);
  return {
    request,
    text: reading.text,
    meaning: reading.described ? `${reading.text}: ${reading.described}` : reading.text,
    terms: reading.terms.length > 0 ? reading.terms : reading.handles,
    required: filters.keywords ?? [],
    excluded: [...new Set([...reading.excluded, ...(filters.exclude_keywords ?? [])])],
    filters,
    conditions: conditionsOf(filters, today),
    tenants,
    namespaces: namespacesOf(tenants, filters),
    names,
    handles: [...new Set([...reading.handles.map((handle) => handle.toLowerCase()), ...names])],
    concepts: conceptsOf(reading.terms),
    today,
  };
}

/**
 * A field that the caller sets replaces the same field read from the words. Exclusions are added up, because one more
 * exclusion never contradicts another.
 */
function mergeFilters(read: Filters, own: Filters): Filters {
  const excludedWords = [...(read.exclude_keywords ?? []), ...(own.exclude_keywords ?? [])];
  const excludedIds = [...(read.exclude_ids ?? []), ...(own.exclude_ids ?? [])];
  return {
    ...read,
    ...own,
    ...(excludedWords.length > 0 && { exclude_keywords: [...new Set(excludedWords)] }),
    ...(excludedIds.length > 0 && { exclude_ids: [...new Set(excludedIds)] }),
  };
}

/**
 * Whether the filtered set is sorted by a field: no word is left to rank by, or the request asks for another order.
 */
export const isBrowsed = ({ terms, request }: Question): boolean =>
  terms.length === 0 || request.sort !== "relevance";

function namesAsked(query: string, reading: QueryReading): string[] {
  const short = [query, reading.text].filter((text) => analyse(text).length <= NAME_MAX_WORDS);
  return askedNames([...reading.handles, ...short]);
}

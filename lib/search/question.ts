import type { Condition } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import type { TenantId } from "../domain/ids.ts";
import type { QueryReading } from "../domain/query/read-query.ts";
import { type Concepts, conceptsOf } from "../domain/ranking/concepts.ts";
import { askedNames } from "../domain/ranking/exact-name.ts";
import type { Filters, SearchRequest } from "../domain/search-request.ts";
import { analyse } from "../domain/text/terms.ts";
import { conditionsOf, namespacesOf } from "./conditions.ts";

/** A query of more words is not somebody's name. */
const NAME_MAX_WORDS = 4;

/** What is asked once words are read and filters merged. */
export interface Question {
  readonly request: SearchRequest;
  /** Words left to search for; empty where only filters or handles were asked. */
  readonly text: string;
  /** What is compared in meaning: the text, and how the profiles looked for describe themselves where that is known. */
  readonly meaning: string;
  /** Its content words; the handles where only those were asked. */
  readonly terms: readonly string[];
  /** Words of which each must, or none may, stand in the profile. */
  readonly required: readonly string[];
  readonly excluded: readonly string[];
  /** The caller's filters and those read from the words, merged. */
  readonly filters: Filters;
  readonly conditions: readonly Condition[];
  readonly tenants: readonly TenantId[];
  readonly namespaces: readonly string[];
  /** Names that a creator's handle or display name is compared with; empty when the query is no name. */
  readonly names: readonly string[];
  /** Lower-case handles to look up by themselves. */
  readonly handles: readonly string[];
  /** Categories that each word names. */
  readonly concepts: Concepts;
  /** Days since 1970-01-01 UTC. */
  readonly today: number;
  /** Where the caller names those to rank: all of them, and nobody else. */
  readonly among?: readonly Creator[];
}

/** `readFilters`: those of the reading that still hold; relaxing leaves some out. */
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
 * A field that the caller sets replaces the same field read from the words. Exclusions add up, since taking one more
 * thing out never contradicts what the other asked.
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

/** Whether the filtered set comes in an order of its own: no word is left to rank by, or another order is asked. */
export const isBrowsed = ({ terms, request }: Question): boolean =>
  terms.length === 0 || request.sort !== "relevance";

function namesAsked(query: string, reading: QueryReading): string[] {
  const short = [query, reading.text].filter((text) => analyse(text).length <= NAME_MAX_WORDS);
  return askedNames([...reading.handles, ...short]);
}

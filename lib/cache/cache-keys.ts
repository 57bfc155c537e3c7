import { createHash } from "node:crypto";
import { MINUTE_MS } from "../domain/durations.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { SYSTEM_TENANT } from "../domain/ids.ts";
import { RANKING_VERSION } from "../domain/ranking/weights.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import type { TenantScope } from "../domain/tenant-scope.ts";

/** How long an erased id stays in its tenant's set: longer than any cached page lives. */
export const ERASED_SET_TTL_SECONDS = 7_200;

/**
 * What every cached page is checked against, for the last two hours: ids of a tenant's erased creators, marks of
 * creators that changed, and marks of the times when creators were added.
 */
export const erasedSetKey = (tenantId: TenantId): string => `${ERASED_SETS}${tenantId}`;
export const isErasedSetKey = (key: string): boolean => key.startsWith(ERASED_SETS);
const ERASED_SETS = "search:erased:";

/** A member of the erased set: pages made until then show an old state of the creator. */
export const changedMark = (id: CreatorId, at: Date): string => `${id}@${at.getTime()}`;

/** Replaces the id in a mark for added creators: every page made until then may lack them. */
const ADDED = "*";
/** At most 720 marks in two hours, about 11 kB, which each look-up of a page reads. */
const ADDED_STEP_MS = 10_000;

/**
 * A member of the erased set: all pages made until then are outdated, whatever they show. At most one in ten seconds.
 */
export const addedMark = (at: Date): string =>
  `${ADDED}@${Math.ceil(at.getTime() / ADDED_STEP_MS) * ADDED_STEP_MS}`;

/** The clocks of two processes may differ by this much, and a page still counts as made before a change. */
const SKEW_MS = MINUTE_MS;

/**
 * Whether a page that shows these creators and was made at `madeAt` is outdated. For added creators the clocks are
 * trusted: rounding leaves them seconds, and a page that lacks one is late but not wrong.
 */
export const isOutdatedBy = (
  { id, at }: { readonly id: string; readonly at: number },
  { shown, madeAt }: { readonly shown: ReadonlySet<string>; readonly madeAt: number },
): boolean => (id === ADDED ? madeAt <= at : shown.has(id) && madeAt <= at + SKEW_MS);

/** The creator and the time of a mark; null for the id of an erased creator. */
export function readChangedMark(member: string): { readonly id: string; readonly at: number } | null {
  const [id, at] = member.split("@");
  return id && at ? { id, at: Number(at) } : null;
}

/** The tenants whose creators a caller may find. */
export const catalogueTenants = (scope: TenantScope): TenantId[] =>
  scope.reads.filter((tenant) => tenant !== SYSTEM_TENANT);

/** The key of a rendered page in process memory. It is cheap to make, because a hit does nothing more expensive. */
export const memoryKey = (scope: TenantScope, request: SearchRequest): string =>
  `${scope.tenantId}|${scope.reads.join(",")}|${JSON.stringify(request)}`;

/** The key of a rendered page in the cache port. */
export function pageKey(scope: TenantScope, model: string, request: SearchRequest): string {
  return `search:page:${scope.tenantId}:${digest([scope.reads, model, RANKING_VERSION, canonical(request)])}`;
}

/** What a cursor is bound to: everything in a request that decides which creators come, and in which order. */
export function orderDigest(scope: TenantScope, model: string, request: SearchRequest): string {
  const {
    limit: _limit,
    cursor: _cursor,
    explain: _explain,
    facets: _facets,
    ...deciding
  } = canonical(request);
  // A list may change between two pages. Creators that left it are skipped.
  const { listed: _listed, barred: _barred, ...filters } = deciding.filters;
  return digest([scope.reads, model, RANKING_VERSION, { ...deciding, filters }]);
}

/** The key of the list of ranked ids that a first page fixed. */
export const rankedListKey = (tenantId: TenantId, list: string): string => `search:list:${tenantId}:${list}`;

/**
 * The form of a request that is both looked up and answered, so that key and answer have the same words. A line feed
 * separates sentences; other white space means nothing.
 */
export const asRead = (request: SearchRequest): SearchRequest => ({
  ...request,
  query: request.query.replace(/[^\S\n]+/g, " ").replace(/^ | $/g, ""),
});

/** The order of values in a filter's list means nothing. */
function canonical(request: SearchRequest): SearchRequest {
  const filters = Object.entries(request.filters)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...request, filters: Object.fromEntries(filters) };
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");

import { createHash } from "node:crypto";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { SYSTEM_TENANT } from "../domain/ids.ts";
import { RANKING_VERSION } from "../domain/ranking/weights.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import type { TenantScope } from "../domain/tenant-scope.ts";

/** How long an erased id stays in its tenant's set: longer than any cached page lives. */
export const ERASED_SET_TTL_SECONDS = 7_200;

/**
 * What every cached page is checked against, of the last two hours: ids of a tenant's erased creators, marks of
 * those whose older pages no longer hold, and of the times at which somebody added creators.
 */
export const erasedSetKey = (tenantId: TenantId): string => `${ERASED_SETS}${tenantId}`;
export const isErasedSetKey = (key: string): boolean => key.startsWith(ERASED_SETS);
const ERASED_SETS = "search:erased:";

/** A member of the erased set: pages made until then show the creator as it no longer is. */
export const changedMark = (id: CreatorId, at: Date): string => `${id}@${at.getTime()}`;

/** Stands in a mark for creators that no older page can show: every page until then may lack them. */
const ADDED = "*";
/** At most 720 marks in two hours, some 11 kB that each look-up of a page reads. */
const ADDED_STEP_MS = 10_000;

/** A member of the erased set: pages made until then hold no more, whatever they show. One in ten seconds at most. */
export const addedMark = (at: Date): string =>
  `${ADDED}@${Math.ceil(at.getTime() / ADDED_STEP_MS) * ADDED_STEP_MS}`;

/** By so much may the clocks of two processes differ, and a page still counts as made before a change. */
const SKEW_MS = 60_000;

/**
 * Whether a page that shows these creators and was made at `madeAt` no longer holds. For creators that are added, clocks are
 * trusted: rounding leaves them seconds, and a page that lacks one is late and not wrong.
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

/** Where one rendered page is kept in process: cheap to make, since a hit does nothing dearer. */
export const memoryKey = (scope: TenantScope, request: SearchRequest): string =>
  `${scope.tenantId}|${scope.reads.join(",")}|${JSON.stringify(request)}`;

/** Where one rendered page is kept in the cache port. */
export function pageKey(scope: TenantScope, model: string, request: SearchRequest): string {
  return `search:page:${scope.tenantId}:${digest([scope.reads, model, RANKING_VERSION, canonical(request)])}`;
}

/** What a cursor is bound to: all of a request that decides which creators come in which order. */
export function orderDigest(scope: TenantScope, model: string, request: SearchRequest): string {
  const {
    limit: _limit,
    cursor: _cursor,
    explain: _explain,
    facets: _facets,
    ...deciding
  } = canonical(request);
  // Who is on a list may change between two pages: those that left are skipped.
  const { listed: _listed, barred: _barred, ...filters } = deciding.filters;
  return digest([scope.reads, model, RANKING_VERSION, { ...deciding, filters }]);
}

/** The list of ranked ids that a first page fixed. */
export const rankedListKey = (tenantId: TenantId, list: string): string => `search:list:${tenantId}:${list}`;

/**
 * The request whose answer is looked up and made: what the key is made from is what the reader gets. A line feed parts
 * sentences, other white space says nothing.
 */
export const asRead = (request: SearchRequest): SearchRequest => ({
  ...request,
  query: request.query.replace(/[^\S\n]+/g, " ").replace(/^ | $/g, ""),
});

/** Lists of a filter mean the same in any order. */
function canonical(request: SearchRequest): SearchRequest {
  const filters = Object.entries(request.filters)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...request, filters: Object.fromEntries(filters) };
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");

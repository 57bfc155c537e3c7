import { asRead, catalogueTenants, memoryKey, pageKey } from "../cache/cache-keys.ts";
import { type RenderedPage, repeatedAnswer, withCacheHit } from "../cache/page.ts";
import { readCachedPage, writeCachedPage } from "../cache/page-cache.ts";
import { type FoundPage, isForgotten } from "../cache/process-memory.ts";
import { queryIdOf } from "../cache/seal.ts";
import { noteDemand } from "../demand/demand.ts";
import { idsOf } from "../domain/ids.ts";
import { madeOnce } from "../domain/made-once.ts";
import type { SearchAnswer, SearchRequest } from "../domain/search-request.ts";
import { elapsedMs } from "../ports/clock.ts";
import { type CursorPosition, readCursor } from "./page/cursor.ts";
import { bindingOf } from "./page/cursor-binding.ts";
import type { SearchPorts } from "./ports.ts";
import { namesLists, withListed } from "./question/listed-creators.ts";

export { createSearchMemory, forgetCreators } from "../cache/process-memory.ts";
export type { SearchPorts } from "./ports.ts";
export { SEARCH_SETTINGS } from "./settings.ts";

export interface SearchOptions {
  /** Milliseconds for the legs, instead of the setting. */
  readonly deadlineMs?: number;
  /** Resolves when the caller may go on, and may throw. Awaited beside the first read, before anything expensive. */
  readonly admitted?: () => Promise<void>;
}

/**
 * Ranked creators of the caller's catalogue, with the reasons for each rank.
 * @throws AppError `invalid` with code `bad-cursor` or `expired-cursor`; `unavailable` if no leg answered or the
 * documents cannot be read.
 */
export async function searchCreators(
  ports: SearchPorts,
  request: SearchRequest,
  options: SearchOptions = {},
): Promise<SearchAnswer> {
  const started = ports.clock.now();
  const asked = asRead(request);
  if (!namesLists(asked.filters)) {
    const found = await findPage(ports, asked, options, started);
    return answerOf(ports, asked.query, found, started);
  }
  const { admitted, ...rest } = options;
  await admitted?.();
  const filters = await withListed(ports, asked.filters);
  const found = await findPage(ports, { ...asked, filters }, rest, started);
  return answerOf(ports, asked.query, found, started);
}

/** A page with fewer candidates is cached for this long, so it outlives the outage by no more. */
const NARROWED_CACHE_SECONDS = 300;

/** The page from this process's memory, from a running search, from the shared cache, or from the indexes. */
async function findPage(
  ports: SearchPorts,
  request: SearchRequest,
  options: SearchOptions,
  now: Date,
): Promise<FoundPage> {
  const { memory, documents } = ports;
  const position =
    request.cursor === undefined ? null : readCursor(bindingOf(ports, request, now), request.cursor);
  const key = memoryKey(documents.scope, request);
  const kept = memory.pages.get(key);
  if (kept && kept.expiresAt > now.getTime()) return { page: kept.page, cache: "l1" };
  const expiresAt = now.getTime() + ports.settings.memorySeconds * 1_000;
  const sharedKey = pageKey(documents.scope, ports.embedder.model, request);
  const [cached] = await Promise.all([
    readCachedPage(ports, catalogueTenants(documents.scope), sharedKey),
    options.admitted?.(),
  ]);
  if (cached) {
    memory.pages.set(key, { page: cached, expiresAt });
    return { page: cached, cache: "l2" };
  }
  const running = memory.inFlight.get(key);
  if (running) return running;
  const search = fromIndexes(ports, request, position, options, now)
    .then(async (page): Promise<FoundPage> => {
      const ids = idsOf(page.items);
      // An empty page is not kept. A new customer may see it shortly before adding creators.
      const isKept = page.isWhole && ids.length > 0;
      const isNarrowed = page.meta.degraded.some(({ part }) => part === "vectors");
      const ttlSeconds = isNarrowed ? NARROWED_CACHE_SECONDS : ports.settings.cacheSeconds;
      // In one tick, so that the cache can send both in one round trip.
      const [length] = await Promise.all([
        isKept ? writeCachedPage(ports, sharedKey, page, { madeAt: now, ttlSeconds }) : undefined,
        noteDemand(ports, ids),
        ports.signals?.flush(),
      ]);
      if (length !== undefined) memory.pages.set(key, { page, expiresAt }, { size: key.length + length });
      return { page, cache: "miss" };
    })
    .finally(() => memory.inFlight.delete(key));
  memory.inFlight.set(key, search);
  return search;
}

/** Loaded by the first search that needs it. An answer from a cache needs neither dictionaries nor ranking. */
const loadIndexes = madeOnce(() => import("./search-indexes.ts"));

async function fromIndexes(
  ports: SearchPorts,
  request: SearchRequest,
  position: CursorPosition | null,
  options: SearchOptions,
  now: Date,
): Promise<RenderedPage> {
  const { searchIndexes } = await loadIndexes();
  const deadlineMs = options.deadlineMs ?? ports.settings.deadlineMs;
  return searchIndexes(ports, request, { position, now, deadlineMs });
}

function answerOf(
  { memory, documents, clock, keyring }: SearchPorts,
  query: string,
  { page, cache }: FoundPage,
  started: Date,
): SearchAnswer {
  const isHit = cache !== "miss";
  const { reads, tenantId } = documents.scope;
  const items = page.items.filter(({ id }) => !isForgotten(memory, reads, id));
  const known =
    isHit && items.length === page.items.length ? repeatedAnswer(page, keyring, tenantId, query) : null;
  return {
    data: known?.data ?? items.map((item) => withCacheHit(item, isHit)),
    meta: {
      latency: `${elapsedMs(started, clock.now())}ms`,
      source: isHit ? "cache" : "index",
      cache,
      ...page.meta,
      ...(query !== "" && { query_id: known?.queryId ?? queryIdOf(keyring, tenantId, query) }),
    },
  };
}

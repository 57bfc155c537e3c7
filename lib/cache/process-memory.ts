import { LRUCache } from "lru-cache";
import { MINUTE_MS } from "../domain/durations.ts";
import type { TenantId } from "../domain/ids.ts";
import type { RenderedPage } from "./page.ts";

/**
 * Characters of all pages kept in process, as JSON: about 400 pages of 20 creators. As objects, and with the JSON that
 * repeated answers share, they take four times as much memory. A page lives for a minute.
 */
const PAGES_LENGTH_MAX = 5_000_000;
/** Longer than a page lives in process and than any search runs. */
const FORGOTTEN_MS = 5 * MINUTE_MS;
const FORGOTTEN_MAX = 10_000;

interface KeptPage {
  readonly page: RenderedPage;
  /** Milliseconds since 1970, by the clock port. */
  readonly expiresAt: number;
}

/** What a process remembers between searches: pages of the last minute, running searches, erased creators. */
export interface SearchMemory {
  readonly pages: LRUCache<string, KeptPage>;
  readonly inFlight: Map<string, Promise<FoundPage>>;
  readonly forgotten: LRUCache<string, true>;
}

/** A page and where it came from. */
export interface FoundPage {
  readonly page: RenderedPage;
  readonly cache: "l1" | "l2" | "miss";
}

/** Made once per process and passed to every search. */
export const createSearchMemory = (): SearchMemory => ({
  pages: new LRUCache({
    maxSize: PAGES_LENGTH_MAX,
    sizeCalculation: ({ page }, key) => key.length + JSON.stringify(page).length,
  }),
  inFlight: new Map(),
  forgotten: new LRUCache({ max: FORGOTTEN_MAX, ttl: FORGOTTEN_MS }),
});

/** Keeps erased creators out of every page that this process remembers or is about to remember. */
export function forgetCreators(memory: SearchMemory, tenantId: TenantId, ids: readonly string[]): void {
  for (const id of ids) memory.forgotten.set(`${tenantId}/${id}`, true);
}

/** Drops the pages that show an old state of any of the creators. */
export function dropPagesWith(memory: SearchMemory, ids: ReadonlySet<string>): void {
  for (const [key, { page }] of memory.pages.entries()) {
    if (page.items.some(({ id }) => ids.has(id))) memory.pages.delete(key);
  }
}

/** Whether a creator was erased in any tenant whose catalogue is read. */
export function isForgotten(memory: SearchMemory, tenants: readonly TenantId[], id: string): boolean {
  return memory.forgotten.size > 0 && tenants.some((tenant) => memory.forgotten.has(`${tenant}/${id}`));
}

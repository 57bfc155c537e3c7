import { z } from "zod";
import { keepJson } from "../domain/kept-json.ts";
import type { Keyring } from "../domain/keyring.ts";
import { type SearchItem, searchItemSchema, searchMetaSchema } from "../domain/search-request.ts";
import { queryIdOf } from "./seal.ts";

/** A page as it was made, before it is known whether it comes from a cache. */
const renderedPageSchema = z.object({
  items: z.array(searchItemSchema.omit({ cache_hit: true })),
  meta: searchMetaSchema.omit({ latency: true, source: true, cache: true }),
  /** False if a part did not answer. Such a page is answered but not kept. */
  isWhole: z.boolean(),
});
/** The same in the shared cache, with the time when its search began, in milliseconds since 1970. */
export const keptPageSchema = renderedPageSchema.extend({ madeAt: z.number() });
export type RenderedPage = z.infer<typeof renderedPageSchema>;

/** The item as it is answered. The five fields named here come first, in this order. */
export const withCacheHit = (
  { id, handle, relevance_score, why_ranked, ...rest }: RenderedPage["items"][number],
  isHit: boolean,
): SearchItem => ({ id, handle, relevance_score, why_ranked, cache_hit: isHit, ...rest });

/** What all answers from one kept page have in common. */
interface Repeated {
  readonly data: SearchItem[];
  readonly queryId: string;
  /** The keyring's key that sealed the query id. */
  readonly key: number;
}
const repeated = new WeakMap<RenderedPage, Repeated>();

/** The items and the query id of an answer from a cache, made once for each page that a process keeps. */
export function repeatedAnswer(
  page: RenderedPage,
  keyring: Keyring,
  tenantId: string,
  query: string,
): Repeated {
  const known = repeated.get(page);
  if (known?.key === keyring.current) return known;
  const data = keepJson(page.items.map((item) => withCacheHit(item, true)));
  const made = { data, queryId: queryIdOf(keyring, tenantId, query), key: keyring.current };
  repeated.set(page, made);
  return made;
}

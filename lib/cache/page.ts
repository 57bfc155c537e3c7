import { z } from "zod";
import { type SearchItem, searchItemSchema, searchMetaSchema } from "../domain/search-request.ts";

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

import { z } from "zod";
import { searchItemSchema, searchMetaSchema } from "../../domain/search-request.ts";

/** A page as it was made, before it is known whether it comes from a cache. */
export const renderedPageSchema = z.object({
  items: z.array(searchItemSchema.omit({ cache_hit: true })),
  meta: searchMetaSchema.omit({ latency: true, source: true, cache: true }),
  /** False when a part did not answer: such a page is good for its asker and not worth keeping. */
  isWhole: z.boolean(),
});
export type RenderedPage = z.infer<typeof renderedPageSchema>;

import { z } from "zod";
import type { TargetPriority } from "../domain/crawl/target.ts";
import { tenantIdSchema } from "../domain/ids.ts";
import { platformSchema } from "../domain/platform.ts";

/** The most accounts that any platform takes in one call (X: 100). */
const BATCH_MAX = 100;

/** A message on `crawl-high` or `crawl-low`. It holds ids alone, so no queue has to be searched for a name. */
export const crawlMessageSchema = z.strictObject({
  tenant_id: tenantIdSchema,
  platform: platformSchema,
  /** A target that no longer carries this claim was settled or sent again, so the worker skips it. */
  claim: z.string().min(1),
  synthetic: z.boolean(),
  target_ids: z.array(z.string()).min(1).max(BATCH_MAX),
});
export type CrawlMessage = z.infer<typeof crawlMessageSchema>;

export const CRAWL_QUEUES = ["crawl-high", "crawl-low"] as const;
export type CrawlQueue = (typeof CRAWL_QUEUES)[number];

export const queueOf = (priority: TargetPriority): CrawlQueue => `crawl-${priority}`;

import { z } from "zod";
import { requiredCount, requiredText } from "../account-shape.ts";

/** What every user has that was asked for with its metrics, in the guides' spelling or in that of specification 2.167. */
export const userShape = z
  .looseObject({
    id: requiredText,
    username: requiredText,
    public_metrics: z.looseObject({
      followers_count: requiredCount,
      tweet_count: requiredCount.optional(),
      post_count: requiredCount.optional(),
    }),
  })
  .refine(({ public_metrics: metrics }) => (metrics.tweet_count ?? metrics.post_count) !== undefined, {
    path: ["public_metrics", "tweet_count"],
  });

import { z } from "zod";
import { requiredCount, requiredText } from "../account-shape.ts";

/** What every channel has that was asked for with its snippet and statistics. */
export const channelShape = z
  .looseObject({
    id: requiredText,
    snippet: z.looseObject({ title: z.string() }),
    statistics: z.looseObject({
      videoCount: requiredCount,
      subscriberCount: requiredCount.optional(),
      hiddenSubscriberCount: z.boolean().optional(),
    }),
  })
  .refine(
    ({ statistics }) => statistics.hiddenSubscriberCount === true || statistics.subscriberCount !== undefined,
    { path: ["statistics", "subscriberCount"] },
  );

import type { z } from "zod";
import type { historyAnswerSchema } from "../../domain/api/creator-operations.ts";
import { DAY_MS } from "../../domain/durations.ts";
import { PLATFORM_TERMS } from "../../platforms/terms.ts";
import type { SearchPorts } from "../ports.ts";
import { liveCreator } from "./live-creators.ts";

/**
 * The figures of each fetch, for as long as the platform's terms allow us to keep them.
 * @throws AppError `not-found`, code `creator-not-found`.
 */
export async function creatorHistory(
  ports: Pick<SearchPorts, "documents" | "keyring" | "memory" | "clock">,
  id: string,
): Promise<z.infer<typeof historyAnswerSchema>> {
  const creator = await liveCreator(ports, id);
  return {
    data: {
      id: creator.id,
      points: creator.follower_history.map(({ day, followers, engagement_rate = null }) => ({
        day: new Date(day * DAY_MS).toISOString().slice(0, 10),
        followers,
        engagement_rate,
      })),
      growth: creator.growth,
      engagement: creator.engagement,
      kept_days: creator.synthetic ? null : PLATFORM_TERMS[creator.platform].historyDays,
    },
  };
}

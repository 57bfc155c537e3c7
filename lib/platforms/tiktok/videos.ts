import { DAY_MS } from "../../domain/durations.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PlatformAnswer } from "../ask-platform.ts";
import { isObject, type JsonObject } from "../payload-fields.ts";
import type { PlatformCall } from "../platform-client.ts";
import { platformUnavailable } from "../platform-errors.ts";
import type { QuotaCost } from "../quota.ts";
import { TIKTOK_POSTS_PER_PAGE, TIKTOK_QUERY_DAYS, tiktokPagesMax } from "./limits.ts";
import { tiktokErrorOf, tiktokRefusal } from "./refusals.ts";

type Call = PlatformCall<"tiktok">;

/** Asks one endpoint, with a valid token. The answer may be a refusal. */
export type AskTiktok = (
  call: Call,
  path: string,
  body: unknown,
  costs: readonly QuotaCost[],
) => Promise<PlatformAnswer>;

const VIDEO_FIELDS =
  "id,video_description,create_time,region_code,share_count,view_count,like_count,comment_count,favorites_count,hashtag_names,username,video_duration";

/**
 * At most `postsPerAccount` videos of the last 30 days (UTC), the longest span of one query. Each further 30 days
 * would cost one of the 1,000 requests per day.
 */
export async function latestVideos(
  ask: AskTiktok,
  clock: Clock,
  username: string,
  call: Call,
): Promise<JsonObject[]> {
  const videos: JsonObject[] = [];
  const wanted = call.postsPerAccount;
  let next: NextPage | null = wanted === 0 ? null : {};
  for (let page = 0; next !== null && page < tiktokPagesMax(wanted); page += 1) {
    const count = Math.min(TIKTOK_POSTS_PER_PAGE, wanted - videos.length);
    const answer = await queryVideos(
      ask,
      clock,
      { ...queryOf(username, clock.now()), max_count: count, ...next },
      call,
    );
    videos.push(...answer.videos);
    next = videos.length < wanted ? answer.next : null;
  }
  return videos.slice(0, wanted);
}

/** The parameters of the next page; empty for the first. */
interface NextPage {
  readonly cursor?: number;
  readonly search_id?: string;
}

function queryOf(username: string, now: Date) {
  const first = new Date(now.getTime() - (TIKTOK_QUERY_DAYS - 1) * DAY_MS);
  return {
    query: { and: [{ operation: "EQ", field_name: "username", field_values: [username] }] },
    start_date: basicDay(first),
    end_date: basicDay(now),
    is_random: false,
  };
}

const basicDay = (at: Date): string => at.toISOString().slice(0, 10).replaceAll("-", "");

async function queryVideos(
  ask: AskTiktok,
  clock: Clock,
  query: ReturnType<typeof queryOf> & { readonly max_count: number },
  call: Call,
): Promise<{ readonly videos: readonly JsonObject[]; readonly next: NextPage | null }> {
  const taken = query.max_count;
  const costs = [
    { bucket: "requests", units: 1 },
    { bucket: "records", units: taken },
  ];
  const answer = await ask(call, `/v2/research/video/query/?fields=${VIDEO_FIELDS}`, query, costs);
  if (tiktokErrorOf(answer).code !== "ok") throw await tiktokRefusal(call, answer, clock);
  const { data } = answer.body;
  if (!isObject(data) || !Array.isArray(data.videos)) throw platformUnavailable("tiktok", answer.status);
  const videos = data.videos.filter(isObject);
  if (videos.length < taken) {
    await call.quota.observe({ kind: "used", bucket: "records", taken, used: videos.length });
  }
  const { has_more, cursor, search_id } = data;
  const hasNext = has_more === true && typeof cursor === "number" && typeof search_id === "string";
  return { videos, next: hasNext ? { cursor, search_id } : null };
}

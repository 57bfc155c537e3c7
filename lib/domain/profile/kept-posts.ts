import type { Creator, Profile } from "../creator.ts";
import { DAY_MS } from "../durations.ts";
import { distinctKeywords, mostFrequent } from "./tags.ts";

/**
 * Adds what an earlier fetch found out about the posts, if this fetch did not ask for posts. Profiles are refreshed
 * more often than posts, and an answer without posts does not mean that there are none. The figures keep the date of
 * their own fetch. `daysMax`: how many days the platform's terms allow them to be kept; null: no limit.
 */
export function withKeptPosts(
  profile: Profile,
  previous: Creator | null,
  fetchedAt: string,
  daysMax: number | null,
): Profile {
  if (previous === null || typeof profile.posts_fetched_at === "string") return profile;
  const keptFrom = previous.posts_fetched_at === undefined ? previous.fetched_at : previous.posts_fetched_at;
  if (keptFrom === null) return profile;
  const days = (Date.parse(fetchedAt) - Date.parse(keptFrom)) / DAY_MS;
  if (days < 0 || (daysMax !== null && days > daysMax)) return profile;
  const days_of_posts = [profile.last_post_day, previous.last_post_day].filter((day) => day !== null);
  return {
    ...profile,
    engagement: previous.engagement,
    last_post_day: days_of_posts.length === 0 ? null : Math.max(...days_of_posts),
    hashtags: mostFrequent([profile.hashtags, previous.hashtags]),
    mentions: mostFrequent([profile.mentions, previous.mentions]),
    keywords: distinctKeywords([...profile.keywords, ...previous.keywords]),
    languages: told(profile.languages, previous.languages),
    categories: told(profile.categories, previous.categories),
    ...(profile.hinted_categories && {
      hinted_categories: told(profile.hinted_categories, previous.hinted_categories ?? []),
    }),
    country: profile.country ?? previous.country,
    ...(previous.recent_posts !== undefined && { recent_posts: previous.recent_posts }),
    posts_fetched_at: keptFrom,
  };
}

/** The values of the profile alone, or else those from when it came with its posts. */
const told = (now: readonly string[], before: readonly string[]): string[] => [
  ...(now.length > 0 ? now : before),
];

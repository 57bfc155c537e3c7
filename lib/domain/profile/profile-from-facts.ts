import type { Engagement, Profile } from "../creator.ts";
import {
  categoriesOfProfile,
  hintedCategories,
  type ProfileWords,
} from "../dictionaries/profile-categories.ts";
import { DAY_MS } from "../durations.ts";
import type { AccountFacts, PostFacts } from "./account-facts.ts";
import { countryOf } from "./country.ts";
import { languagesOf } from "./detect-languages.ts";
import { linksOf, normalisedLink } from "./links.ts";
import { distinctKeywords, hashtagsIn, mentionsIn, mostFrequent } from "./tags.ts";
import { BIO_MAX, displayLine, displayText, NAME_MAX } from "./text.ts";

const CATEGORIES_MAX = 5;

/**
 * Derives a profile from a platform's facts, by the same rules for all four platforms. It makes text safe to show and
 * limits its length. It reads country, languages, categories, tags and links from it. `engagement` is the platform's
 * own formula over posts, newest first. Posts dated after `fetchedAt` (ISO 8601) come from a wrong clock, and their
 * dates are ignored.
 */
export function profileFromFacts(
  facts: AccountFacts,
  fetchedAt: string,
  engagement: (posts: readonly PostFacts[]) => Engagement | null,
): Profile {
  const posts = (facts.posts ?? []).toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const bio = displayText(facts.bio, BIO_MAX);
  // A name may hold nothing that can be shown, only contact details or invisible characters.
  const displayName = displayLine(facts.displayName, NAME_MAX) || facts.handle;
  const place = facts.locationText === null ? "" : displayLine(facts.locationText, NAME_MAX);
  const tags = tagsOf(facts, bio, posts);
  const country = countryOf({
    declared: facts.country,
    regionsOfPosts: posts.map(({ region }) => region),
    locationText: place === "" ? null : place,
    text: `${displayName}\n${bio}`,
  });
  return {
    platform: facts.platform,
    platform_user_id: facts.userId,
    handle: facts.handle,
    display_name: displayName,
    bio,
    url: facts.url,
    avatar_url: facts.avatarUrl === null ? null : normalisedLink(facts.avatarUrl),
    links: linksOf(facts.links, bio),
    location_text: place === "" ? null : place,
    country,
    languages: languagesOf({
      declared: facts.languages,
      ofPosts: posts.map(({ language }) => language),
      bio,
      postTexts: posts.map(({ text }) => text),
      country,
    }),
    ...categoriesOf(facts, { name: displayName, bio, ...tags }),
    ...tags,
    followers: facts.followers,
    following: facts.following,
    posts_count: facts.postsCount,
    engagement: facts.posts === null ? null : engagement(posts),
    verified: facts.verified,
    account_type: facts.accountType,
    last_post_day: lastPostDay(facts, posts, Date.parse(fetchedAt)),
    recent_posts: facts.posts === null ? null : recentPosts(posts, Date.parse(fetchedAt)),
    posts_fetched_at: facts.posts === null ? null : new Date(fetchedAt).toISOString(),
  };
}

function tagsOf(
  facts: AccountFacts,
  bio: string,
  posts: readonly PostFacts[],
): Pick<Profile, "hashtags" | "mentions" | "keywords"> {
  const hashtags = posts.map((post) => [
    ...hashtagsIn(post.text),
    ...post.hashtags.flatMap((tag) => hashtagsIn(`#${tag.replace(/^#/, "")}`)),
  ]);
  const own = facts.handle.toLowerCase();
  const mentions = [bio, ...posts.map(({ text }) => text)].map((text) =>
    mentionsIn(text).filter((handle) => handle !== own),
  );
  const ofPosts = mostFrequent(
    posts.map((post) => post.keywords.map((keyword) => displayLine(keyword, NAME_MAX))),
  );
  return {
    hashtags: mostFrequent([hashtagsIn(bio), ...hashtags]),
    mentions: mostFrequent(mentions),
    keywords: distinctKeywords([
      ...facts.keywords.map((keyword) => displayLine(keyword, NAME_MAX)),
      ...ofPosts,
    ]),
  };
}

/** First the categories from the profile's own words, then the platform's, which are coarser. */
function categoriesOf(
  facts: AccountFacts,
  words: ProfileWords,
): Pick<Profile, "categories" | "hinted_categories"> {
  const categories = [...new Set([...categoriesOfProfile(words), ...facts.categories])].slice(
    0,
    CATEGORIES_MAX,
  );
  return {
    categories,
    hinted_categories: hintedCategories(words).filter((code) => !categories.includes(code)),
  };
}

function lastPostDay(facts: AccountFacts, posts: readonly PostFacts[], fetchedAt: number): number | null {
  const known = [facts.latestPostAt, ...posts.map(({ at }) => at)].filter(
    (at) => at !== null && at > 0 && at <= fetchedAt + DAY_MS,
  );
  const latest = known.reduce<number | null>((max, at) => (at !== null && at > (max ?? 0) ? at : max), null);
  return latest === null ? null : Math.floor(latest / DAY_MS);
}

/** Number of days that `recent_posts` covers. */
const RECENT_DAYS = 30;

/** Null if the posts have no dates. */
function recentPosts(posts: readonly PostFacts[], fetchedAt: number): number | null {
  const dates = posts.flatMap(({ at }) => at ?? []);
  if (posts.length > 0 && dates.length === 0) return null;
  return dates.filter((at) => at > fetchedAt - RECENT_DAYS * DAY_MS && at <= fetchedAt + DAY_MS).length;
}

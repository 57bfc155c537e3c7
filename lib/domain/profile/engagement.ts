import type { Engagement } from "../creator.ts";

/** Counts of one post. Null means hidden or not given, never 0. */
export interface PostCounts {
  readonly likes: number | null;
  readonly comments: number | null;
  /** The sum of shares, reposts and quotes: everything that the platform counts beside likes and comments. */
  readonly shares: number | null;
  readonly views: number | null;
}

/** Number of newest posts in the sample. Older posts show an audience that has changed. */
const SAMPLE_MAX = 30;

/**
 * Interactions of a typical post as a share of followers: the median over the newest (at most 30) posts of (likes +
 * comments + shares if given) / followers. The industry's usual "engagement rate by followers" is a mean, which one
 * viral post can multiply; the median does not have this fault. Posts that hide likes or comments are left out. Null
 * without followers or without such a post. Used for Instagram, TikTok and X.
 */
export function engagementByFollowers(
  posts: readonly PostCounts[],
  followers: number | null,
): Engagement | null {
  if (followers === null || followers === 0) return null;
  return engagementOf(posts, "interactions_per_post_by_followers", (post, interactions) => {
    return (interactions + (post.shares ?? 0)) / followers;
  });
}

/**
 * Interactions of a typical video as a share of its views: the median over the newest (at most 30) videos of (likes +
 * comments) / views. On YouTube most viewers are not subscribers, and subscriber counts are rounded, so the views are
 * the audience that could react. Videos that hide a count or have no view yet are left out.
 */
export function engagementByViews(posts: readonly PostCounts[]): Engagement | null {
  return engagementOf(posts, "interactions_by_views", (post, interactions) =>
    post.views === null || post.views === 0 ? null : interactions / post.views,
  );
}

/** `posts` newest first. */
function engagementOf(
  posts: readonly PostCounts[],
  basis: Engagement["basis"],
  rateOf: (post: PostCounts, interactions: number) => number | null,
): Engagement | null {
  const sample: PostCounts[] = [];
  const rates: number[] = [];
  for (const post of posts) {
    if (post.likes === null || post.comments === null || sample.length === SAMPLE_MAX) continue;
    const rate = rateOf(post, post.likes + post.comments);
    if (rate === null) continue;
    sample.push(post);
    rates.push(rate);
  }
  const rate = median(rates);
  if (rate === null) return null;
  return {
    rate,
    basis,
    sample: sample.length,
    median_likes: median(sample.map(({ likes }) => likes)),
    median_comments: median(sample.map(({ comments }) => comments)),
    median_views: median(sample.map(({ views }) => views)),
  };
}

/** The middle of the known values; for an even number of values, the mean of the middle two. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const upper = known[known.length >> 1];
  if (upper === undefined) return null;
  const lower = known.length % 2 === 0 ? known[(known.length >> 1) - 1] : undefined;
  return lower === undefined ? upper : (lower + upper) / 2;
}

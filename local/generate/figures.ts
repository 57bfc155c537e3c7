import { DAY_MS } from "../../lib/domain/durations.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import type { Random } from "./random.ts";

/** An account's true numbers. How much of them a platform shows is decided in the payload. */
export interface Figures {
  readonly followers: number;
  readonly following: number;
  readonly posts: number;
  readonly verified: boolean;
  /** Hides the follower count (YouTube) or the likes (Instagram). */
  readonly hidesCounts: boolean;
  /** Bought followers or bought likes, so the numbers do not fit together. */
  readonly isFake: boolean;
  /** Share of the followers that react to a post. */
  readonly reactions: number;
  /** Views of a post per follower. */
  readonly reach: number;
  /** Days between posts, and since the latest. */
  readonly rhythmDays: number;
  readonly idleDays: number;
}

/**
 * Medians of public accounts that make content, and how far they spread (deviation of the logarithm). The shapes follow
 * what agencies publish: engagement falls with size, X reacts least, and TikTok and YouTube are seen beyond their
 * followers.
 */
const USUAL: Readonly<
  Record<Platform, { followers: number; spread: number; reactions: number; reach: number }>
> = {
  instagram: { followers: 9_000, spread: 1.9, reactions: 0.028, reach: 0.5 },
  tiktok: { followers: 14_000, spread: 2.1, reactions: 0.045, reach: 0.7 },
  x: { followers: 3_500, spread: 2, reactions: 0.006, reach: 0.25 },
  youtube: { followers: 8_000, spread: 2.1, reactions: 0.02, reach: 0.35 },
};

const FOLLOWERS_MAX = 90_000_000;

/** `fame` belongs to the person, so a person who is known on one platform is known on the others. */
export function drawFigures(random: Random, platform: Platform, fame: number): Figures {
  const usual = USUAL[platform];
  const known = Math.exp(usual.spread * (0.75 * fame + 0.66 * random.normal()));
  // A Pareto tail with exponent 1.2 for the few accounts that everyone knows.
  const star = random.chance(0.012) ? (1 - random.next()) ** (-1 / 1.2) * 4 : 1;
  const isFake = random.chance(0.03);
  const honest = Math.min(FOLLOWERS_MAX, Math.max(12, usual.followers * known * star));
  const followers = Math.floor(honest * (isFake ? random.between(5, 40) : 1));
  const bySize = (honest / 10_000) ** -0.13;
  const isDormant = random.chance(0.08);
  return {
    followers,
    following: Math.floor(Math.min(7_500, random.logNormal(420, 1.1))),
    posts: Math.max(3, Math.floor(random.logNormal(260, 1.2))),
    verified: random.chance(Math.min(0.9, 0.02 + followers / 1_500_000)),
    hidesCounts: random.chance(0.05),
    isFake,
    reactions:
      Math.min(0.6, usual.reactions * bySize * Math.exp(0.55 * random.normal())) * (honest / followers),
    reach: usual.reach * bySize * Math.exp(0.7 * random.normal()) * (honest / followers),
    rhythmDays: random.logNormal(5, 0.8),
    idleDays: isDormant ? random.between(100, 900) : Math.min(60, -4 * Math.log(1 - random.next())),
  };
}

export interface PostFigures {
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Two to six of the latest posts, newest first. `fetchedAt` is in milliseconds since 1970. */
export function drawPosts(random: Random, figures: Figures, fetchedAt: number): PostFigures[] {
  let at = fetchedAt - figures.idleDays * DAY_MS;
  return Array.from({ length: random.between(2, 6) }, () => {
    const luck = Math.exp(0.6 * random.normal());
    const likes = Math.floor(figures.followers * figures.reactions * luck);
    const views = Math.max(
      likes + 5,
      Math.floor(figures.followers * figures.reach * luck * random.logNormal(1, 0.3)),
    );
    // The number of bought comments does not fit the number of likes.
    const talk = figures.isFake && random.chance(0.5) ? 0.6 : 0.03;
    const post = {
      views,
      likes,
      comments: Math.floor(likes * talk * random.logNormal(1, 0.5)),
      shares: Math.floor(likes * 0.06 * random.logNormal(1, 0.7)),
      at: Math.floor(at / 1_000) * 1_000,
    };
    at -= figures.rhythmDays * DAY_MS * random.logNormal(1, 0.4);
    return post;
  });
}

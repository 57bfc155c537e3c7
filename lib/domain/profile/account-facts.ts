import type { Profile } from "../creator.ts";
import type { Platform } from "../platform.ts";
import type { PostCounts } from "./engagement.ts";

/** One post as its platform gives it, in terms that the four platforms share. */
export interface PostFacts extends PostCounts {
  /** Title, caption or text. */
  readonly text: string;
  /** Tags from fields of their own. */
  readonly hashtags: readonly string[];
  /** Attached words that are not hashtags. */
  readonly keywords: readonly string[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number | null;
  /** As the platform spells it. */
  readonly language: string | null;
  /** As the platform spells it. */
  readonly region: string | null;
}

/** An account as its platform gives it: what the four payloads have in common, with nothing derived yet. */
export interface AccountFacts {
  readonly platform: Platform;
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly bio: string;
  readonly url: string;
  readonly avatarUrl: string | null;
  /** Addresses from fields for links. */
  readonly links: readonly string[];
  readonly locationText: string | null;
  readonly country: string | null;
  readonly languages: readonly (string | null)[];
  readonly keywords: readonly string[];
  /** Codes of our categories that the platform itself gives. */
  readonly categories: readonly string[];
  readonly followers: number | null;
  readonly following: number | null;
  readonly postsCount: number | null;
  readonly verified: boolean | null;
  readonly accountType: Profile["account_type"];
  /** In any order; null: posts were not asked for. */
  readonly posts: readonly PostFacts[] | null;
  /** When the latest post was made, if the platform says so apart from the posts. */
  readonly latestPostAt: number | null;
}

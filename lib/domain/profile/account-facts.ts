import type { Profile } from "../creator.ts";
import type { Platform } from "../platform.ts";
import type { PostCounts } from "./engagement.ts";

/** One post as its platform tells it, in the words that the four share. */
export interface PostFacts extends PostCounts {
  /** Title, caption or text. */
  readonly text: string;
  /** Tags that stand in fields of their own. */
  readonly hashtags: readonly string[];
  /** Words attached to it that are no hashtags. */
  readonly keywords: readonly string[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number | null;
  /** As the platform spells it. */
  readonly language: string | null;
  /** As the platform spells it. */
  readonly region: string | null;
}

/** An account as its platform tells it: what the four payloads have in common, with nothing derived yet. */
export interface AccountFacts {
  readonly platform: Platform;
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly bio: string;
  readonly url: string;
  readonly avatarUrl: string | null;
  /** Addresses of fields made for links. */
  readonly links: readonly string[];
  readonly locationText: string | null;
  readonly country: string | null;
  readonly languages: readonly (string | null)[];
  readonly keywords: readonly string[];
  /** Codes of our categories that the platform itself states. */
  readonly categories: readonly string[];
  readonly followers: number | null;
  readonly following: number | null;
  readonly postsCount: number | null;
  readonly verified: boolean | null;
  readonly accountType: Profile["account_type"];
  /** In any order; null: they were not asked for. */
  readonly posts: readonly PostFacts[] | null;
  /** When the platform says the latest post was made, where it says so apart from the posts. */
  readonly latestPostAt: number | null;
}

import type { Figures, PostFigures } from "../figures.ts";
import type { Account, Person } from "../people.ts";
import type { Random } from "../random.ts";

/** All that is known of an account before it takes its platform's shape. */
export interface Subject {
  readonly account: Account;
  readonly person: Person;
  readonly figures: Figures;
  readonly posts: readonly PostFigures[];
  readonly bio: string;
  readonly displayName: string;
  /** Accounts and pages that the profile links to. */
  readonly links: readonly string[];
  /** As written; null when the profile says nothing of a place. */
  readonly location: string | null;
  /** The profile states its country in a field of its own (YouTube) or by its location. */
  readonly tellsCountry: boolean;
  readonly caption: () => string;
  readonly random: Random;
}

/** What goes into an envelope of a platform. */
export interface RawProfile {
  readonly payload: Record<string, unknown>;
  readonly posts: Record<string, unknown>[];
}

/** A number with exactly `digits` digits, beyond what platforms have given out: it begins with 9. */
export const postId = (random: Random, digits: number): string =>
  `9${Array.from({ length: Math.ceil((digits - 1) / 6) }, () =>
    String(random.between(0, 999_999)).padStart(6, "0"),
  )
    .join("")
    .slice(0, digits - 1)}`;

export const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

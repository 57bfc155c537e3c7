import type { Figures, PostFigures } from "../figures.ts";
import type { Account, Person } from "../people.ts";
import type { Random } from "../random.ts";

/** Everything about an account before it takes its platform's shape. */
export interface Subject {
  readonly account: Account;
  readonly person: Person;
  readonly figures: Figures;
  readonly posts: readonly PostFigures[];
  readonly bio: string;
  readonly displayName: string;
  /** Accounts and pages that the profile links to. */
  readonly links: readonly string[];
  /** As written; null when the profile names no place. */
  readonly location: string | null;
  /** Whether the profile states its country, in a separate field (YouTube) or in its location. */
  readonly tellsCountry: boolean;
  readonly caption: () => string;
  readonly random: Random;
}

/** The platform's part of an envelope. */
export interface RawProfile {
  readonly payload: Record<string, unknown>;
  readonly posts: Record<string, unknown>[];
}

/** A number with exactly `digits` digits. It begins with 9, beyond the numbers that platforms have given out. */
export const postId = (random: Random, digits: number): string =>
  `9${Array.from({ length: Math.ceil((digits - 1) / 6) }, () =>
    String(random.between(0, 999_999)).padStart(6, "0"),
  )
    .join("")
    .slice(0, digits - 1)}`;

export const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

import { categoriesOfText, strongest, TEXT_MAX_CHARACTERS, type Weigh } from "./categories.ts";
import { isProfession } from "./professions.ts";

/** What people are at home. Most say so of themselves, whatever they post. */
const AT_HOME: ReadonlySet<string> = new Set(["parenting", "pets"]);
const TAGS_MAX = 40;

/** Where an account says what it is about, as it stands in its profile. */
export interface ProfileWords {
  readonly name: string;
  readonly bio: string;
  /** Without #. */
  readonly hashtags: readonly string[];
  /** Of the channel and its posts. */
  readonly keywords: readonly string[];
}

/** One sign: two make a category, from different words or in different places. */
const asOneSign: Weigh = ({ code, weight }) => (AT_HOME.has(code) ? weight / 2 : 1);

/** In a bio, work and set phrases of the table are enough alone: "photographer", "true crime". */
const ofBio: Weigh = (evidence, key) =>
  AT_HOME.has(evidence.code) || !(key.includes(" ") || isProfession(key))
    ? asOneSign(evidence, key)
    : evidence.weight;

/**
 * Categories of an account by its own words, strongest first, at most 4. A word of the table that stands in the bio,
 * a hashtag or a keyword may be a film's title, a hobby or a place of work, so it takes two of them, in different
 * words or places; the name, work and set phrases are enough alone.
 */
export function categoriesOfProfile({ name, bio, hashtags, keywords }: ProfileWords): string[] {
  // Hashtags mostly stand in the bio as well, and are no second sign of the same word.
  const written = [bio.slice(0, TEXT_MAX_CHARACTERS), ...hashtags.slice(0, TAGS_MAX)].join("\n");
  return strongest([
    [name, ({ weight }) => weight],
    [written, ofBio],
    ...keywords.slice(0, TAGS_MAX).map((keyword) => [keyword, asOneSign] as const),
  ]);
}

/** Categories that any one word of an account may point to: enough to find it by, too thin to sort it under. */
export const hintedCategories = ({ name, bio, hashtags, keywords }: ProfileWords): string[] =>
  categoriesOfText([name, bio, ...hashtags, ...keywords].join("\n"));

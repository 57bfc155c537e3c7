import { categoriesOfText, strongest, TEXT_MAX_CHARACTERS, type Weigh } from "./categories.ts";
import { isProfession } from "./professions.ts";

/** Categories of private life. Most people mention these, whatever they post. */
const AT_HOME: ReadonlySet<string> = new Set(["parenting", "pets"]);
const TAGS_MAX = 40;

/** The parts of a profile in which an account says what it is about. */
export interface ProfileWords {
  readonly name: string;
  readonly bio: string;
  /** Without #. */
  readonly hashtags: readonly string[];
  /** From the channel and its posts. */
  readonly keywords: readonly string[];
}

/** One sign. Two signs make a category, from different words or in different places. */
const asOneSign: Weigh = ({ code, weight }) => (AT_HOME.has(code) ? weight / 2 : 1);

/** In a bio, work and set phrases of the table are enough alone: "photographer", "true crime". */
const ofBio: Weigh = (evidence, key) =>
  AT_HOME.has(evidence.code) || !(key.includes(" ") || isProfession(key))
    ? asOneSign(evidence, key)
    : evidence.weight;

/**
 * Categories of an account by its own words, strongest first, at most 4. A word of the table in the bio, a hashtag or a
 * keyword may be a film's title, a hobby or a place of work. So two such words are needed, different ones or in
 * different places. In the name, one word is enough; so are work and set phrases.
 */
export function categoriesOfProfile({ name, bio, hashtags, keywords }: ProfileWords): string[] {
  // Most hashtags are in the bio as well, so they are not a second sign of the same word.
  const written = [bio.slice(0, TEXT_MAX_CHARACTERS), ...hashtags.slice(0, TAGS_MAX)].join("\n");
  return strongest([
    [name, ({ weight }) => weight],
    [written, ofBio],
    ...keywords.slice(0, TAGS_MAX).map((keyword) => [keyword, asOneSign] as const),
  ]);
}

/**
 * Categories that any single word of an account may point to. This is enough to find the account, but too weak to
 * classify it.
 */
export const hintedCategories = ({ name, bio, hashtags, keywords }: ProfileWords): string[] =>
  categoriesOfText([name, bio, ...hashtags, ...keywords].join("\n"));

import type { CreatorRecord } from "../../domain/creator.ts";
import { profileTexts, TEXT_SOURCES } from "../../domain/ranking/profile-text.ts";
import { joinedName } from "../../domain/ranking/word-matches.ts";
import { analyse, termsOf } from "../../domain/text/terms.ts";
import { KEYWORD_FIELDS, type KeywordField } from "../../ports/keyword-index.ts";

/** The terms of one profile, each with its frequency in each field. */
export interface KeywordDocument {
  /** Frequencies, packed as in `FREQUENCY_BITS`. */
  readonly terms: ReadonlyMap<string, number>;
  /** Number of words in all fields. */
  readonly words: number;
}

/**
 * The place of each field's frequency in the upper 20 bits of a posting, and its number of bits: names are short, but
 * a biography may repeat a word often. A frequency stops at the highest number that fits.
 */
export const FREQUENCY_BITS: Readonly<
  Record<KeywordField, { readonly shift: number; readonly mask: number }>
> = {
  handle: { shift: 12, mask: 0b11 },
  display_name: { shift: 14, mask: 0b111 },
  bio: { shift: 17, mask: 0b111111 },
  tags: { shift: 23, mask: 0b111111 },
  place: { shift: 29, mask: 0b111 },
};

const frequencyIn = (packed: number, field: KeywordField): number =>
  (packed >>> FREQUENCY_BITS[field].shift) & FREQUENCY_BITS[field].mask;

const WORDS_MAX = 65_535;
const NOTHING: KeywordDocument = { terms: new Map(), words: 0 };

/** Erased and absent creators have no terms. */
export function keywordDocument(record: CreatorRecord | null): KeywordDocument {
  if (!record || record.erased) return NOTHING;
  const terms = new Map<string, number>();
  let words = 0;
  const add = (field: KeywordField, term: string): void => {
    if (term) terms.set(term, withOneMore(terms.get(term) ?? 0, field));
  };
  for (const field of KEYWORD_FIELDS) {
    for (const text of profileTexts(record, field)) {
      const found = analyse(text);
      words += found.length;
      for (const word of found) for (const term of termsOf(word)) add(field, term);
      const name = joinedName(field, text);
      if (name !== null && !(field === "handle" && terms.has(name))) add(field, name);
    }
  }
  return { terms, words: Math.min(words, WORDS_MAX) };
}

/** Whether two states of a creator give the same terms. */
export function sameKeywordText(before: CreatorRecord | null, after: CreatorRecord | null): boolean {
  if (!before || !after) return before === after;
  return before.erased || after.erased
    ? before.erased === after.erased
    : TEXT_SOURCES.every((source) => before[source] === after[source]) ||
        KEYWORD_FIELDS.every(
          (field) => profileTexts(before, field).join("\n") === profileTexts(after, field).join("\n"),
        );
}

function withOneMore(packed: number, field: KeywordField): number {
  const { shift, mask } = FREQUENCY_BITS[field];
  const isFull = frequencyIn(packed, field) === mask;
  return isFull ? packed : (packed + 2 ** shift) >>> 0;
}

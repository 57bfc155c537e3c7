import type { CreatorRecord } from "../../domain/creator.ts";
import { KEYWORD_FIELDS, type KeywordField } from "../../ports/keyword-index.ts";
import { joinedTerm, termsOf, wordsOf } from "./sqlite-keyword-analysis.ts";

/** The terms of one profile, each with how often it stands in which field. */
export interface KeywordDocument {
  /** Frequencies packed as `FREQUENCY_BITS` says. */
  readonly terms: ReadonlyMap<string, number>;
  /** Words of all fields together. */
  readonly words: number;
}

/**
 * Where each field's frequency stands in the upper 20 bits of a posting, and how many bits it has: names are short,
 * a biography may say a word often. A frequency stops at the highest number that fits.
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

export const frequencyIn = (packed: number, field: KeywordField): number =>
  (packed >>> FREQUENCY_BITS[field].shift) & FREQUENCY_BITS[field].mask;

/** What follows the host of a link, such as t.co/EBPveWU20P, is no words that anybody chose. */
const LINK_PATH = /\b(https?:\/\/[^\s/?#]+)\S*/gi;
/** A display name of more words is a sentence, which nobody writes as one word. */
const JOINED_NAME_MAX_WORDS = 4;
const WORDS_MAX = 65_535;
const NOTHING: KeywordDocument = { terms: new Map(), words: 0 };
const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Erased and absent creators have no terms. */
export function keywordDocument(record: CreatorRecord | null): KeywordDocument {
  if (!record || record.erased) return NOTHING;
  const terms = new Map<string, number>();
  let words = 0;
  const add = (field: KeywordField, term: string): void => {
    if (term) terms.set(term, withOneMore(terms.get(term) ?? 0, field));
  };
  for (const field of KEYWORD_FIELDS) {
    for (const text of keywordTexts(record, field)) {
      const found = wordsOf(text);
      words += found.length;
      for (const word of found) for (const term of termsOf(word)) add(field, term);
    }
  }
  if (!terms.has(joinedTerm(record.handle))) add("handle", joinedTerm(record.handle));
  const name = wordsOf(record.display_name).length;
  if (name > 1 && name <= JOINED_NAME_MAX_WORDS) add("display_name", joinedTerm(record.display_name));
  return { terms, words: Math.min(words, WORDS_MAX) };
}

/** The texts that a field is made of. Codes such as `DE` stay out: they are common words of other languages. */
export function keywordTexts(record: CreatorRecord, field: KeywordField): string[] {
  if (record.erased) return [];
  switch (field) {
    case "handle":
      return [record.handle];
    case "display_name":
      return [record.display_name];
    case "bio":
      return [record.bio.replaceAll(LINK_PATH, "$1 ")];
    case "tags":
      return [...record.categories, ...record.hashtags, ...record.keywords, ...record.mentions];
    case "place":
      return [record.location_text ?? "", countryName(record.country)];
  }
}

/** Whether two states of a creator give the same terms. */
export function sameKeywordText(before: CreatorRecord | null, after: CreatorRecord | null): boolean {
  if (!before || !after) return before === after;
  return before.erased || after.erased
    ? before.erased === after.erased
    : KEYWORD_FIELDS.every(
        (field) => keywordTexts(before, field).join("\n") === keywordTexts(after, field).join("\n"),
      );
}

function countryName(code: string | null): string {
  if (!code || !/^[A-Z]{2}$/.test(code)) return "";
  return countryNames.of(code) ?? "";
}

function withOneMore(packed: number, field: KeywordField): number {
  const { shift, mask } = FREQUENCY_BITS[field];
  const isFull = frequencyIn(packed, field) === mask;
  return isFull ? packed : (packed + 2 ** shift) >>> 0;
}

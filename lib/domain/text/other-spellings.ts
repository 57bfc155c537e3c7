import { lazily } from "../made-once.ts";
import letterForms from "./letter-forms.computed.ts";

/**
 * Maximum number of forms of a Han character that are queried: traditional ones first, then Japan's. One spelling of a
 * word has the first form of every character, the next one the second, and so on. The most that a character has: 坛 for
 * 墰, 壇, 壜, 罈 and 罎.
 */
const FORMS_MAX = 5;
const HIRAGANA = /[\u3041-\u3096]/g;
const KANA_DISTANCE = 0x60;

/** Maps a simplified character to the characters that fold to it. */
const hanForms = lazily((): ReadonlyMap<string, readonly string[]> => {
  const made = new Map<string, string[]>();
  for (const [letter, plain] of letterForms()) {
    if (/\p{sc=Han}/u.test(plain)) made.set(plain, [...(made.get(plain) ?? []), letter]);
  }
  return made;
});

/**
 * The spellings of a folded word to query in an index that folds less than `fold`: the word itself, with traditional
 * characters, with Japan's, each in hiragana and in katakana.
 */
export function spellingsOf(folded: string): string[] {
  const han = /\p{sc=Han}/u.test(folded)
    ? Array.from({ length: FORMS_MAX }, (_, nth) => [...folded].map((one) => nthForm(one, nth)).join(""))
    : [];
  return [...new Set([folded, ...han].flatMap((one) => [one, inKatakana(one)]))];
}

const inKatakana = (text: string): string =>
  text.replace(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + KANA_DISTANCE));

const nthForm = (character: string, nth: number): string => {
  const forms = hanForms().get(character) ?? [];
  return forms[Math.min(nth, forms.length - 1)] ?? character;
};

import { lazily } from "../made-once.ts";
import letterForms from "./letter-forms.computed.ts";

const ASCII = /^[\0-\x7f]*$/;
/**
 * Letters of Latin and Cyrillic have one form, whatever is beside them, unless they fold to a sign. Texts of these alone
 * are read letter by letter, from memory.
 */
export const INDEPENDENT =
  /^[\0-\x7f[[[\u00c0-\u024f\u0400-\u045f\u1e00-\u1eff]&&\p{L}]--[\u013f\u0140\u0149\u1e9a]]]*$/v;
const NOT_ASCII = /[^\0-\x7f]/gu;
/**
 * Marks that readers leave out: accents of Latin, Greek and Cyrillic, vowel points of Hebrew, Arabic and Syriac, the
 * Arabic stretching line, the nukta of Indian scripts, all invisible characters. Never vowel signs of Indian scripts,
 * tone marks of Thai or the voicing of kana, since these make another word. After Lucene's ICUFoldingFilter.
 */
const OPTIONAL =
  /[[[[\p{Mn}\p{Me}]&&[\p{sc=Inherited}\p{sc=Common}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}]]--[\u3099\u309a]]\p{DI}\u0640\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc]/gv;
/** Letters in parentheses. NFKD turns each into three characters. */
const PARENTHESISED = /[\u249c-\u24b5\u3200-\u321e\u3220-\u3243\u{1f110}-\u{1f129}]/gu;
/**
 * Most people write anusvara for a nasal before a stop of its own class, or for dead na before any stop: ङ्क, ञ्च, ण्ड,
 * न्द, म्ब. Unicode has Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Telugu and Kannada in the order of ISCII, so
 * one rule works for all. Tamil and Malayalam are not here, since they distinguish the nasals.
 */
const NASAL_BLOCKS = [0x900, 0x980, 0xa00, 0xa80, 0xb00, 0xc00, 0xc80];
/** A nasal, and the first of the four stops in each class that it can precede. */
const NASALS = [
  [0x19, [0x15]],
  [0x1e, [0x1a]],
  [0x23, [0x1f]],
  [0x28, [0x15, 0x1a, 0x1f, 0x24, 0x2a]],
  [0x2e, [0x2a]],
] as const;
const VIRAMA = 0x4d;
const ANUSVARA = 0x02;
const NASAL_BEFORE_STOP = NASAL_BLOCKS.map((block) => {
  const at = (offset: number): string => `\\u${(block + offset).toString(16).padStart(4, "0")}`;
  const stops = (firsts: readonly number[]): string =>
    `[${firsts.map((first) => `${at(first)}-${at(first + 3)}`).join("")}]`;
  const dead = NASALS.map(([nasal, before]) => `${at(nasal)}${at(VIRAMA)}(?=${stops(before)})`).join("|");
  return {
    script: new RegExp(`[${at(0)}-${at(0x7f)}]`),
    dead: new RegExp(dead, "g"),
    anusvara: block + ANUSVARA,
  };
});

/** Every dead nasal with the stop after it, and the form that `fold` gives to the two. */
export const nasalsBeforeStops = (): (readonly [letters: string, folded: string])[] =>
  NASAL_BLOCKS.flatMap((block) =>
    NASALS.flatMap(([nasal, classes]) =>
      classes.flatMap((first) =>
        [0, 1, 2, 3].map((nth) => {
          const stop = String.fromCharCode(block + first + nth);
          const dead = String.fromCharCode(block + nasal, block + VIRAMA) + stop;
          return [dead, String.fromCharCode(block + ANUSVARA) + stop] as const;
        }),
      ),
    ),
  );
const INDIC = /[\u0900-\u0cff]/;
const UNSEEN = /\p{DI}/gu;
/** Limits the growth of a text: U+FDFA becomes 18 characters. */
const GROWTH_MAX = 4;
const GROWTH_ALLOWED = 64;

const forms = lazily(() => new Map(letterForms()));

/**
 * The one form in which words are compared, whoever wrote them: NFKC, lower case, without marks that readers leave out.
 * Of letters that writers use for each other it always takes the same one: ß and ss, أ and ا, ラ and ら, 簡 and 简, न्द and
 * ंद, ᴀ and a, ʼ and ', digits of every script. At most four times as long as the text, plus 64 characters.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return INDEPENDENT.test(text) ? text.replace(NOT_ASCII, foldedLetter).toLowerCase() : foldedText(text);
}

const foldedLetter = remembering(foldedText);

function foldedText(text: string): string {
  const letters = plainForms(text).normalize("NFKD").replace(OPTIONAL, "").toLowerCase();
  const folded = withAnusvara(inUsualLetters(letters)).normalize("NFC");
  return folded.slice(0, GROWTH_MAX * text.length + GROWTH_ALLOWED);
}

/**
 * Turns fancy, full-width and enclosed letters into plain ones and keeps capitals and accents, for readers that need
 * both.
 */
export function plainLetters(text: string): string {
  if (ASCII.test(text)) return text;
  return INDEPENDENT.test(text) ? text.replace(NOT_ASCII, plainLetter) : plainText(text);
}

const plainLetter = remembering(plainText);

function plainText(text: string): string {
  const plain = plainForms(text).normalize("NFKC").replace(STYLED, inUsualLetters).replace(UNSEEN, "");
  return plain.slice(0, GROWTH_MAX * text.length + GROWTH_ALLOWED);
}

/** The same function. It is asked once for each letter of `INDEPENDENT`, some 800. */
function remembering(formOf: (letter: string) => string): (letter: string) => string {
  const known = new Map<string, string>();
  return (letter) => {
    const form = known.get(letter) ?? formOf(letter);
    known.set(letter, form);
    return form;
  };
}

/** Small capitals and letters on black, for which Unicode has no plain form. */
const STYLED =
  /[\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u1d00-\u1d22\ua730\ua731\ua7af\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu;

const plainForms = (text: string): string =>
  text.replace(PARENTHESISED, (letter) => letter.normalize("NFKC").slice(1, -1));

function inUsualLetters(text: string): string {
  const table = forms();
  return text.replace(NOT_ASCII, (letter) => table.get(letter) ?? letter);
}

function withAnusvara(text: string): string {
  if (!INDIC.test(text)) return text;
  return NASAL_BEFORE_STOP.reduce(
    (folded, { script, dead, anusvara }) =>
      script.test(folded) ? folded.replace(dead, String.fromCodePoint(anusvara)) : folded,
    text,
  );
}

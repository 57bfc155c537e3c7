import { stemmer } from "stemmer";

/**
 * How text becomes terms, alike for profiles and for queries: compatibility forms and accents folded (fancy letters
 * become plain ones), English stems, scripts that write no spaces cut into pairs of characters, compound names
 * (`TechGuru99`) also by their parts. Change `ANALYSIS_VERSION` with any of it: stored postings are then rebuilt.
 */
export const ANALYSIS_VERSION = 2;

export interface Word {
  /** As the text has it, compatibility forms folded. */
  readonly surface: string;
  /** The term of the word as it stands; null in scripts that write no spaces, where only the parts count. */
  readonly whole: string | null;
  /** Parts of a compound, pairs of characters. */
  readonly parts: readonly string[];
}

export const termsOf = (word: Word): readonly string[] =>
  word.whole === null ? word.parts : [word.whole, ...word.parts];

/** Letters, digits and their marks, with the endings that tell C, C++ and C# apart, or an English genitive. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:\+\+|#(?![\p{L}\p{N}])|['’]s(?!\p{L}))?/gu;
const GENITIVE = /['’]s$/;
const ASCII = /^[\0-\x7f]*$/;
/** Scripts that write no spaces between words. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const SPACELESS_RUNS = new RegExp(`${SPACELESS.source}+|(?:(?!${SPACELESS.source}).)+`, "gu");
/** Most words of most texts: nothing to fold, nothing to cut. */
const SIMPLE_WORD = /^[A-Za-z][a-z]*$/;
/** Where digits meet letters, and where a small letter meets a capital one. */
const DIGIT_EDGE = /(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;
const CASE_EDGE = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/** Marks that readers leave out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels and the stretching line. */
const OPTIONAL_MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0640]/g;
const LETTERS_WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ł: "l",
  ı: "i",
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS_WITHOUT_DECOMPOSITION).join("")}]`, "g");

/** Longer ones are no words: ciphers, links. */
const TERM_MAX_CHARACTERS = 64;
/** Shorter words are their own stem, but for abbreviations of two consonants: DJs, PCs, TVs. */
const STEM_MIN_CHARACTERS = 4;
const ABBREVIATIONS = /^([b-df-hj-np-rtv-xz]{2})s$/;
/** A shorter stem is another word's: Porter makes "us" of "uses" and "on" of "ones". Such a word loses its plural s alone. */
const STEM_LEFT_MIN_CHARACTERS = 3;
/** Letters and digits in turn more often than this are a cipher, an account's id, whose parts say nothing. */
const COMPOUND_MAX_BLOCKS = 4;
/** Words recur: most of a text costs one look-up each. */
const MEMORY_MAX_WORDS = 50_000;
const memory = new Map<string, Word>();

/** The words of a text with their terms, in order. */
export function wordsOf(text: string): Word[] {
  const plain = ASCII.test(text) ? text : text.normalize("NFKC");
  return Array.from(plain.matchAll(WORD), ([surface]) => wordOf(surface));
}

/** The term of a text taken as one word, what separates its parts left out: `tech_guru` and `Tech Guru` are `techguru`. */
export function joinedTerm(text: string): string {
  return termOf(text.normalize("NFKC").replace(/[^\p{L}\p{N}\p{M}]/gu, ""));
}

function wordOf(surface: string): Word {
  const known = memory.get(surface);
  if (known) return known;
  if (memory.size >= MEMORY_MAX_WORDS) memory.clear();
  const word = { surface, ...termsOfWord(surface.replace(GENITIVE, "")) };
  memory.set(surface, word);
  return word;
}

function termsOfWord(word: string): Pick<Word, "whole" | "parts"> {
  if (SIMPLE_WORD.test(word)) return { whole: termOf(word), parts: [] };
  if (SPACELESS.test(word)) {
    const runs = word.match(SPACELESS_RUNS) ?? [];
    const parts = runs.flatMap((run) => (SPACELESS.test(run) ? pairsOf(run) : [termOf(run)]));
    return { whole: null, parts: withoutEmpty(parts) };
  }
  const whole = termOf(word);
  const parts = withoutEmpty(compoundTerms(word)).filter((part) => part !== whole);
  return { whole: whole || null, parts };
}

/** Marks that stand alone fold to nothing. */
const withoutEmpty = (terms: Iterable<string>): string[] => [...new Set(terms)].filter((term) => term !== "");

/** Pairs of neighbouring characters, and each Chinese character or kanji alone, since one can be a word. */
function pairsOf(run: string): string[] {
  const characters = [...fold(run)];
  if (characters.length === 1) return characters;
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return [...pairs, ...characters.filter((character) => /\p{Script=Han}/u.test(character))];
}

function* compoundTerms(word: string): Generator<string> {
  const blocks = word.split(DIGIT_EDGE);
  if (blocks.length > COMPOUND_MAX_BLOCKS) return;
  for (const block of blocks) {
    if (blocks.length > 1 && block.length > 1) yield termOf(block);
    const parts = block.split(CASE_EDGE);
    if (parts.length > 1) yield* parts.filter((part) => part.length > 1).map(termOf);
  }
}

function termOf(word: string): string {
  const folded = fold(word).slice(0, TERM_MAX_CHARACTERS);
  if (folded.length < STEM_MIN_CHARACTERS) return folded.replace(ABBREVIATIONS, "$1");
  if (!/^[a-z]+$/.test(folded)) return folded;
  const stem = stemmer(folded);
  return stem.length < STEM_LEFT_MIN_CHARACTERS ? folded.replace(/s$/, "") : stem;
}

/** Lower case without optional marks. Two spellings that readers take for one fold alike. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .toLowerCase()
    .replace(OPTIONAL_MARKS, "")
    .replace(UNDECOMPOSED, (letter) => LETTERS_WITHOUT_DECOMPOSITION[letter] ?? letter)
    .normalize("NFKC");
}

import { lazily } from "../made-once.ts";
import { fold, INDEPENDENT, plainLetters } from "./fold.ts";
import { ownCopy } from "./own-copy.ts";
import { plainEmoji } from "./plain-emoji.ts";
import { STEMMED_MIN_CHARACTERS, stemOf, WORD_MAX_CHARACTERS } from "./stem.ts";
import { wordMemory } from "./word-memory.ts";
import { APOSTROPHE, foldedWordsOf, LETTER, LETTER_OR_MARK, type Word, wordsOf } from "./words.ts";

/**
 * How text becomes the terms of an index, the same for profiles and queries: folded, English words by their stem,
 * scripts without spaces by pairs of characters, compound names (`TechGuru99`) also by their parts. Raise
 * `ANALYSIS_VERSION` with any change in this folder: then stored postings are built again.
 */
export const ANALYSIS_VERSION = 5;

/** A word of a text, and the terms by which it is found. */
export interface TextWord {
  /** As written in the text. */
  readonly surface: string;
  /** The term of the whole word; null in scripts without spaces, where only the parts count. */
  readonly whole: string | null;
  /** Parts of a compound, pairs of characters, other spellings. */
  readonly parts: readonly string[];
}

type Terms = Pick<TextWord, "whole" | "parts">;

export const termsOf = ({ whole, parts }: Terms): readonly string[] =>
  whole === null ? parts : [whole, ...parts];

const RUN = `${LETTER}${LETTER_OR_MARK}*`;
/** Words, including parts joined by apostrophes and the endings that distinguish C, C++ and C#. */
const WORD = `${RUN}(?:${APOSTROPHE}${RUN})*(?:\\+\\+|#(?!${LETTER}))?`;
const SURFACE = new RegExp(WORD, "gv");
/**
 * The same, and emoji, each as a word: from Unicode's list (UTS #51), or a single one that is not in the list of
 * sequences. An arrow with a stroke through it is another character, not an emoji. Reading the list takes 30 ms.
 */
const surfaceOrEmoji = lazily(
  () => new RegExp(`${WORD}|(?:\\p{RGI_Emoji}|\\p{Extended_Pictographic})(?!\u0338)`, "gv"),
);
/** Each emoji has such a character. */
const OF_EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20e3/u;
const STARTS_AS_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})/u;
/** The same in plain ASCII, which most texts are: far fewer characters to distinguish. */
const ASCII_SURFACE = /[A-Za-z0-9]+(?:['`][A-Za-z0-9]+)*(?:\+\+|#(?![A-Za-z0-9]))?/g;
const ASCII = /^[\0-\x7f]*$/;
/** Characters that make a piece of text not plain: other letters, and apostrophes, which join words. */
const NOT_PLAIN = "['`]|[^\\0-\\x7f]";
/** Plain characters that are in no folded word. */
const NO_WORD = /[\0-\x2f\x3a-\x60\x7b-\x7f]+/g;
const SIGN = /(?:\+\+|#)$/;
/** Scripts without spaces between words. */
const SPACELESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const SPACELESS_RUNS = new RegExp(`${SPACELESS.source}+|(?:(?!${SPACELESS.source}).)+`, "gu");
const HANGUL = /\p{sc=Hangul}/u;
/** Matches most words of most texts: nothing to fold, nothing to split. */
const SIMPLE_WORD = /^[A-Za-z][a-z]*$/;
/** Between digits and letters; `CASE_EDGE` is between a small letter and a capital one. */
const DIGIT_EDGE = /(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;
/** Where Persian divides a word: سه‌تار. Joiners in other scripts divide nothing. */
const PERSIAN_EDGE = /(?<=\p{sc=Arabic}\p{M}{0,4})\u200c(?=\p{sc=Arabic})/u;
const CASE_EDGE = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/**
 * If letters and digits alternate more often than this, it is a cipher or an account's id, whose parts mean nothing.
 */
const COMPOUND_MAX_BLOCKS = 4;

/** A query with more words is a sentence, in which neighbouring words rarely make one name. */
export const NEIGHBOURS_MAX_WORDS = 12;

/** Words repeat, so most of a text costs one look-up a word. Long pieces are not kept; at most about 10 MB. */
const memory = wordMemory<readonly TextWord[]>(30_000);

/** The words of a text with their terms, in order. No word, and nothing that ends one, spans a space or a line. */
export function analyse(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    if (end > start) for (const word of wordsOfPiece(text.slice(start, end))) words.push(word);
    start = end + 1;
  }
  return words;
}

/** Where the piece of text around `at` begins, and where it ends. Below a space there are only ends of lines and the like. */
function pieceStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charCodeAt(start - 1) > SPACE) start -= 1;
  return start;
}
function pieceEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) > SPACE) end += 1;
  return end;
}
const SPACE = 0x20;

/**
 * `analyse`, but only of the pieces of a text that may hold one of the given terms, which are few in most texts. Every
 * plain ASCII word of a term begins with the term without its last letter, unless the word holds an apostrophe: an
 * ending replaces at most one letter of the stem. So every piece with such a beginning, an apostrophe or another script
 * is analysed.
 */
export function analyserFor(terms: Iterable<string>): (text: string) => readonly TextWord[] {
  const beginnings = new Set(Array.from(terms, beginningOf).filter((beginning) => ASCII.test(beginning)));
  const sought = new RegExp([...beginnings].map(RegExp.escape).concat(NOT_PLAIN).join("|"), "gi");
  return (text) => {
    sought.lastIndex = 0;
    let hit = sought.exec(text);
    if (hit === null) return NO_WORDS;
    const words: TextWord[] = [];
    for (; hit !== null; hit = sought.exec(text)) {
      const end = pieceEnd(text, hit.index);
      for (const word of wordsOfPiece(text.slice(pieceStart(text, hit.index), end))) words.push(word);
      sought.lastIndex = end;
    }
    return words;
  };
}

const NO_WORDS: readonly TextWord[] = [];

/** The beginning of all plain ASCII words with this term. */
export const beginningOf = (term: string): string =>
  term.length < STEMMED_MIN_CHARACTERS ? term : term.slice(0, -1);

/** The term of a text taken as one word, without separators: `tech_guru` and `Tech Guru` are `techguru`. */
export const joinedTerm = (text: string): string => stemOf(compact(text));

/** Letters and digits only, folded: "Linus Tech-Tips" is "linustechtips". */
export const compact = (text: string): string =>
  INDEPENDENT.test(text) ? fold(text).replace(NO_WORD, "") : foldedWordsOf(text).join("");

function wordsOfPiece(piece: string): readonly TextWord[] {
  const known = memory.get(piece);
  if (known) return known;
  const isPlain = ASCII.test(piece);
  const words = Array.from(piece.matchAll(surfacesOf(piece, isPlain)), ([surface]): TextWord => {
    const word = ownCopy(surface);
    const terms = SIMPLE_WORD.test(word)
      ? { whole: stemOf(word.toLowerCase()), parts: [] }
      : isPlain
        ? readPlainSurface(word)
        : readSurface(word);
    return { surface: word, ...terms };
  }).filter(({ whole, parts }) => whole !== null || parts.length > 0);
  if (piece.length <= WORD_MAX_CHARACTERS) memory.set(ownCopy(piece), words);
  return words;
}

function surfacesOf(piece: string, isPlain: boolean): RegExp {
  if (isPlain) return ASCII_SURFACE;
  return OF_EMOJI.test(piece) ? surfaceOrEmoji() : SURFACE;
}

/** Reads a word of any script: an emoji, a run without spaces, or letters and digits. */
function readSurface(surface: string): Terms {
  if (STARTS_AS_EMOJI.test(surface)) return { whole: plainEmoji(surface), parts: [] };
  const pieces = withoutGenitive(wordsOf(surface));
  const folded = pieces.map((piece) => piece.folded).join("");
  if (SPACELESS.test(folded)) {
    const runs = pieces.flatMap((piece) => piece.folded.match(SPACELESS_RUNS) ?? []);
    return {
      whole: null,
      parts: distinct(runs.flatMap((run) => (SPACELESS.test(run) ? pairsOf(run) : [stemOf(run)]))),
    };
  }
  return lettersOf(surface, pieces, HANGUL.test(folded) ? pairsOf(folded) : []);
}

const readPlainSurface = (surface: string): Terms =>
  lettersOf(surface, withoutGenitive(wordsOf(surface)), []);

function lettersOf(surface: string, pieces: readonly Word[], pairs: readonly string[]): Terms {
  const sign = SIGN.exec(surface)?.[0] ?? "";
  const whole = stemOf(pieces.map(({ folded }) => folded).join("") + sign);
  const parts = [
    ...(pieces.length > 1 ? pieces.map((piece) => stemOf(piece.folded)) : []),
    ...[...new Set(pieces.map(({ raw }) => raw))].flatMap((raw) => [...compoundTerms(raw)]),
    ...pairs,
  ];
  return { whole: whole || null, parts: distinct(parts).filter((part) => part !== whole) };
}

/** "Jane" finds "Jane's". */
const withoutGenitive = (pieces: readonly Word[]): readonly Word[] => {
  const last = pieces.at(-1);
  return pieces.length > 1 && last?.folded === "s" && last.joined ? pieces.slice(0, -1) : pieces;
};

const distinct = (terms: Iterable<string>): string[] => [...new Set(terms)].filter((term) => term !== "");

/**
 * Pairs of neighbouring characters, like Lucene's CJKBigramFilter, and each Chinese character, since one can be a word.
 */
function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return [...pairs, ...characters.filter((character) => /\p{sc=Han}/u.test(character))];
}

/**
 * Neighbouring parts of a compound written as one word, without the whole: "BuzzFeedNews" has `buzzfeed` and `feednews`.
 * No index holds these terms.
 */
export function joinedParts(surface: string): string[] {
  const parts = plainLetters(surface).split(CASE_EDGE);
  if (parts.length < 3 || parts.length > COMPOUND_MAX_BLOCKS) return [];
  const runs = parts.flatMap((_, start) =>
    parts.slice(start + 1).map((_, more) => parts.slice(start, start + more + 2)),
  );
  return runs.filter((run) => run.length < parts.length).map((run) => joinedTerm(run.join("")));
}

function* compoundTerms(raw: string): Generator<string> {
  const persian = raw.split(PERSIAN_EDGE);
  if (persian.length > 1) yield* persian.map(joinedTerm);
  const word = plainLetters(raw);
  const blocks = word.split(DIGIT_EDGE);
  if (blocks.length > COMPOUND_MAX_BLOCKS) return;
  for (const block of blocks) {
    if (blocks.length > 1 && block.length > 1) yield joinedTerm(block);
    const parts = block.split(CASE_EDGE);
    if (parts.length > 1) yield* parts.filter((part) => part.length > 1).map(joinedTerm);
  }
}

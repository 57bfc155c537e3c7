import { plainLetters } from "./fold.ts";
import { ownCopy } from "./own-copy.ts";
import { plainEmoji } from "./plain-emoji.ts";
import { STEMMED_MIN_CHARACTERS, stemOf, WORD_MAX_CHARACTERS } from "./stem.ts";
import { wordMemory } from "./word-memory.ts";
import { APOSTROPHE, foldedWordsOf, LETTER, LETTER_OR_MARK, type Word, wordsOf } from "./words.ts";

/**
 * How text becomes the terms of an index, alike for profiles and for queries: folded, English words by their stem,
 * scripts that write no spaces by pairs of characters, compound names (`TechGuru99`) also by their parts. Raise
 * `ANALYSIS_VERSION` with any change in this folder: stored postings are then built again.
 */
export const ANALYSIS_VERSION = 5;

/** A word of a text and the terms that it is found by. */
export interface TextWord {
  /** As the text has it. */
  readonly surface: string;
  /** The term of the word as a whole; null in scripts that write no spaces, where only the parts count. */
  readonly whole: string | null;
  /** Parts of a compound, pairs of characters, other spellings. */
  readonly parts: readonly string[];
}

type Terms = Pick<TextWord, "whole" | "parts">;

export const termsOf = ({ whole, parts }: Terms): readonly string[] =>
  whole === null ? parts : [whole, ...parts];

const RUN = `${LETTER}${LETTER_OR_MARK}*`;
/**
 * An emoji as Unicode lists them (UTS #51), and a single one that is not in the list of sequences. With a stroke through
 * it an arrow is another character, which is none.
 */
const EMOJI = "(?:\\p{RGI_Emoji}|\\p{Extended_Pictographic})(?!\u0338)";
/** Words with what apostrophes join, and with the endings that tell C, C++ and C# apart; and emoji, each a word. */
const SURFACE = new RegExp(`${RUN}(?:${APOSTROPHE}${RUN})*(?:\\+\\+|#(?!${LETTER}))?|${EMOJI}`, "gv");
const STARTS_AS_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})/u;
/** The same in plain ASCII, which most texts are: far fewer characters to tell apart. */
const ASCII_SURFACE = /[A-Za-z0-9]+(?:['`][A-Za-z0-9]+)*(?:\+\+|#(?![A-Za-z0-9]))?/g;
const ASCII = /^[\0-\x7f]*$/;
/** What keeps a piece of a text from being plain: other letters, and what joins words. */
const NOT_PLAIN = "['`]|[^\\0-\\x7f]";
const NO_ASCII_WORD = /[^a-z0-9]+/g;
const SIGN = /(?:\+\+|#)$/;
/** Scripts that write no spaces between words. */
const SPACELESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const SPACELESS_RUNS = new RegExp(`${SPACELESS.source}+|(?:(?!${SPACELESS.source}).)+`, "gu");
const HANGUL = /\p{sc=Hangul}/u;
/** Most words of most texts: nothing to fold, nothing to cut. */
const SIMPLE_WORD = /^[A-Za-z][a-z]*$/;
/** Where digits meet letters, and where a small letter meets a capital one. */
const DIGIT_EDGE = /(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;
/** Where Persian parts a word: سه‌تار. Joiners of other scripts part nothing. */
const PERSIAN_EDGE = /(?<=\p{sc=Arabic}\p{M}{0,4})\u200c(?=\p{sc=Arabic})/u;
const CASE_EDGE = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/** Letters and digits in turn more often than this are a cipher, an account's id, whose parts say nothing. */
const COMPOUND_MAX_BLOCKS = 4;

/** Beyond this many words a query is a sentence, in which neighbours rarely make one name. */
export const NEIGHBOURS_MAX_WORDS = 12;

/** Words recur: most of a text costs one look-up each. Long ones are not kept; at most some 10 MB. */
const memory = wordMemory<readonly TextWord[]>(30_000);

/** The words of a text with their terms, in order. No word and nothing that ends one reaches across a space. */
export function analyse(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(" ", start);
    const end = space < 0 ? text.length : space;
    if (end > start) for (const word of wordsOfPiece(text.slice(start, end))) words.push(word);
    start = end + 1;
  }
  return words;
}

/**
 * `analyse` of those pieces of a text alone that may hold one of some terms, which are few of most texts. A term but for
 * its last letter is how its plain ASCII words begin, unless an apostrophe stands in them: an ending takes the place of at
 * most one letter of the stem. Every piece with such a beginning, an apostrophe or another script is cut.
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
      const start = text.lastIndexOf(" ", hit.index) + 1;
      const space = text.indexOf(" ", hit.index);
      const end = space < 0 ? text.length : space;
      for (const word of wordsOfPiece(text.slice(start, end))) words.push(word);
      sought.lastIndex = end;
    }
    return words;
  };
}

const NO_WORDS: readonly TextWord[] = [];

/** With what the words of a term begin that are written in plain ASCII. */
export const beginningOf = (term: string): string =>
  term.length < STEMMED_MIN_CHARACTERS ? term : term.slice(0, -1);

/**
 * The term of a text taken as one word, what separates its parts left out: `tech_guru` and `Tech Guru` are `techguru`.
 */
export const joinedTerm = (text: string): string => stemOf(compact(text));

/** Letters and digits only, folded: "Linus Tech-Tips" is "linustechtips". */
export const compact = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase().replace(NO_ASCII_WORD, "") : foldedWordsOf(text).join("");

function wordsOfPiece(piece: string): readonly TextWord[] {
  const known = memory.get(piece);
  if (known) return known;
  const isPlain = ASCII.test(piece);
  const words = Array.from(piece.matchAll(isPlain ? ASCII_SURFACE : SURFACE), ([surface]): TextWord => {
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

/** What a word of any script may be, before it is read as one of letters and digits. */
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

/** "Jane's" is found by "Jane". */
const withoutGenitive = (pieces: readonly Word[]): readonly Word[] => {
  const last = pieces.at(-1);
  return pieces.length > 1 && last?.folded === "s" && last.joined ? pieces.slice(0, -1) : pieces;
};

const distinct = (terms: Iterable<string>): string[] => [...new Set(terms)].filter((term) => term !== "");

/**
 * Pairs of neighbouring characters, as Lucene's CJKBigramFilter cuts them, and each Chinese character, since one can be
 * a word.
 */
function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return [...pairs, ...characters.filter((character) => /\p{sc=Han}/u.test(character))];
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

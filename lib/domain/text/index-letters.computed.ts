import { fold, nasalsBeforeStops } from "./fold.ts";

/**
 * Ranges with letters that `fold` turns into others. Han and kana are left out: their other spellings are queried
 * instead.
 */
const BLOCKS = [
  [0x80, 0x2fff],
  [0xa000, 0xffff],
  [0x1f150, 0x1f189],
] as const;
/**
 * Also left out: numbers, which Unicode itself folds, and codes without an assigned character. Letters that fold to an
 * apostrophe, which only joins words, are skipped below.
 */
const LEFT_OUT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{N}\p{Cn}\p{Cs}\p{Co}]/u;

/**
 * For an index that folds only by Unicode: the letters that `fold` turns into others, including capitals, and its
 * nasals, each with its replacement in the index. So a word has one form in the index, whoever wrote it and whoever
 * asks.
 */
export default function indexLetters(): Readonly<Record<string, string>> {
  const letters: Record<string, string> = Object.fromEntries(nasalsBeforeStops());
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code += 1) {
      const letter = String.fromCodePoint(code);
      if (LEFT_OUT.test(letter)) continue;
      const folded = fold(letter);
      if (folded === "" || folded === "'" || isToldByUnicode(letter, folded)) continue;
      const isCapital = letter !== letter.toLowerCase();
      letters[letter] = isCapital ? folded.charAt(0).toUpperCase() + folded.slice(1) : folded;
    }
  }
  return letters;
}

/** Whether decomposition, lower case and removal of marks are enough to make the folded form. */
function isToldByUnicode(letter: string, folded: string): boolean {
  const plain = letter.normalize("NFKD").toLowerCase();
  return folded.normalize("NFKD") === plain || folded === plain.replace(/\p{M}/gu, "");
}

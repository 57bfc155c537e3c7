import { fold, nasalsBeforeStops } from "./fold.ts";

/** Where letters stand that `fold` takes for others; Han and kana are asked in their other spellings instead. */
const BLOCKS = [
  [0x80, 0x2fff],
  [0xa000, 0xffff],
  [0x1f150, 0x1f189],
] as const;
/** Digits Unicode itself tells, an apostrophe only ties words, and surrogates are no characters. */
const LEFT_OUT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{N}\p{Cn}\p{Cs}\p{Co}]/u;

/**
 * For an index that folds by Unicode alone: what `fold` takes for other letters, capitals among them, and its nasals,
 * each with what to index in its place. A word then has one form in the index, no matter who wrote it and who asks.
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

/** Whether decomposition, case and the loss of marks alone make the folded form. */
function isToldByUnicode(letter: string, folded: string): boolean {
  const plain = letter.normalize("NFKD").toLowerCase();
  return folded.normalize("NFKD") === plain || folded === plain.replace(/\p{M}/gu, "");
}

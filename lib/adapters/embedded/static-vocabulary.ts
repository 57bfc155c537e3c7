import type { RowTable } from "./row-table.ts";
import type { StaticModel } from "./static-model.ts";
import { createWordPieceTokeniser, foldWord } from "./word-piece-tokeniser.ts";

/** The parts of a text, each list in the order of the text. */
interface TextParts {
  /** Rows of known words, phrases and pictures. */
  readonly rows: number[];
  /** Rows of the word pieces of unknown words. They are a guess and weigh less. */
  readonly pieces: number[];
  /** The unknown words. */
  readonly unknown: string[];
}

/** The row of an entry of the model, if it has one. */
type RowOf = (entry: string) => number | undefined;

export type ReadText = (text: string) => TextParts;

const ADDRESS = /(?:https?:\/\/|www\.)\S+/giu;
const SKIN_TONE = /[\u{1F3FB}-\u{1F3FF}]/gu;
const TOKEN =
  /[\u{1F1E6}-\u{1F1FF}]{2}|(?![\d#*\u{1F1E6}-\u{1F1FF}])\p{Emoji}|[Cc](?:\+\+|#)(?![\p{L}\p{N}_])|[\p{L}\p{M}\p{N}]+/gu;
const CAMEL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u30FC]/u;
const COMPOUND = /^[a-z]{6,40}$/;
const PLAIN_ASCII = /^[\x20-\x7E]*$/;
const HANGUL = /\p{Script=Hangul}/u;
const LONGEST_PART = 20;
const LONGEST_UNSPACED = 8;
const SHORTEST_STEM = 4;
// Prefixes that are written together with the next word: Arabic articles and prepositions, Hebrew one-letter prefixes.
const PREFIXES = [
  "",
  "وال",
  "بال",
  "كال",
  "فال",
  "لل",
  "ال",
  "و",
  "ب",
  "ل",
  "ה",
  "ו",
  "ב",
  "ל",
  "מ",
  "כ",
  "ש",
];

/**
 * Splits a text into rows. It tries in turn: a phrase, a word, the words of a #CamelCase or runtogether compound, the
 * word without its ending, and word pieces, which leave the word marked as unknown. Scripts without spaces are cut
 * into the longest known runs. The same steps in Python, with which the rows were fitted:
 * tools/distil/text_pipeline.py.
 */
export function createTextReader(model: StaticModel): ReadText {
  const { rows: rowOf, costs } = model;
  const isPiece = (piece: string): boolean => (rowOf.get(piece) ?? model.pieceCount) < model.pieceCount;
  const tokeniser = createWordPieceTokeniser(isPiece);
  /** The row of an entry with a meaning: word pieces of other scripts are silent. */
  const speakingRow: RowOf = (entry) => {
    const row = rowOf.get(entry);
    return row === undefined || model.isSilent(row) ? undefined : row;
  };

  function readWord(word: string, key: string, parts: TextParts, mayBeCamel: boolean): void {
    const row = rowOf.get(key);
    // A silent piece of another script means a word that the model does not know. A silent whole word is a known word
    // without a topic.
    if (row !== undefined && (PLAIN_ASCII.test(key) || row >= model.pieceCount || !model.isSilent(row))) {
      parts.rows.push(row);
      return;
    }
    if (key === "") return;
    const humps = mayBeCamel ? word.split(CAMEL) : [];
    if (humps.length > 1) {
      for (const hump of humps) readWord(hump, foldWord(hump), parts, false);
      return;
    }
    if (UNSPACED.test(key)) {
      readUnspaced(key, speakingRow, parts);
      return;
    }
    if (key.length === 1) return;
    const known = COMPOUND.test(key) ? splitCompound(key, rowOf, costs) : [];
    if (known.length === 0) known.push(...stemRow(key, speakingRow));
    if (known.length > 0) {
      parts.rows.push(...known);
      return;
    }
    for (const piece of tokeniser.piecesOf(key)) parts.pieces.push(rowOf.get(piece) as number);
    parts.unknown.push(key);
  }

  return (text) => {
    const parts: TextParts = { rows: [], pieces: [], unknown: [] };
    let previous = "";
    for (const word of wordsOf(text)) {
      const key = foldWord(word);
      const phrase = previous === "" ? undefined : rowOf.get(`${previous} ${key}`);
      if (phrase !== undefined) {
        parts.rows[parts.rows.length - 1] = phrase;
        previous = "";
        continue;
      }
      const before = parts.rows.length;
      readWord(word, key, parts, true);
      previous = parts.rows.length === before + 1 ? key : "";
    }
    return parts;
  };
}

/** Cuts a run of a script without spaces into the longest known words. */
function readUnspaced(key: string, rowOf: RowOf, parts: TextParts): void {
  const signs = [...key];
  let start = 0;
  while (start < signs.length) {
    let size = Math.min(LONGEST_UNSPACED, signs.length - start);
    let row = rowOf(signs.slice(start, start + size).join(""));
    while (row === undefined && size > 1) {
      size -= 1;
      row = rowOf(signs.slice(start, start + size).join(""));
    }
    if (row === undefined) parts.unknown.push(signs.slice(start, start + 2).join(""));
    else parts.rows.push(row);
    start += size;
  }
}

/** The row of the word without a prefix or an ending: one row or none. */
function stemRow(key: string, rowOf: RowOf): number[] {
  for (const prefix of PREFIXES) {
    if (!key.startsWith(prefix)) continue;
    const bare = key.slice(prefix.length);
    const whole = prefix !== "" && bare.length >= 3 ? rowOf(bare) : undefined;
    if (whole !== undefined) return [whole];
    // A Korean particle has up to three syllables, each of two or three letters in the folded form.
    const longestEnding = HANGUL.test(bare) ? 9 : bare.length >= 8 ? 3 : 2;
    for (let cut = 1; cut <= longestEnding && bare.length - cut >= SHORTEST_STEM; cut += 1) {
      const row = rowOf(bare.slice(0, -cut));
      if (row !== undefined) return [row];
    }
  }
  return [];
}

/** Words and pictures as written. NFKC replaces fancy letters, wide forms and ligatures by plain ones. */
function wordsOf(text: string): string[] {
  const plain = PLAIN_ASCII.test(text) ? text : text.normalize("NFKC").replace(SKIN_TONE, "");
  return plain.replace(ADDRESS, " ").match(TOKEN) ?? [];
}

/**
 * The likeliest split of a run of letters into known words (Viterbi over word frequencies); empty if there is none.
 */
function splitCompound(word: string, rowOf: RowTable, costs: Uint8Array): number[] {
  const best = new Array<number>(word.length + 1).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Array<number>(word.length + 1).fill(0);
  const rowEnding = new Array<number>(word.length + 1).fill(0);
  best[0] = 0;
  for (let end = 2; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - LONGEST_PART); start < end - 1; start += 1) {
      const soFar = best[start] as number;
      if (soFar >= (best[end] as number)) continue;
      const row = rowOf.get(word.slice(start, end));
      const cost = row === undefined ? 0 : (costs[row] as number);
      if (cost === 0 || soFar + cost >= (best[end] as number)) continue;
      best[end] = soFar + cost;
      cameFrom[end] = start;
      rowEnding[end] = row as number;
    }
  }
  if (best[word.length] === Number.POSITIVE_INFINITY) return [];
  const rows: number[] = [];
  for (let end = word.length; end > 0; end = cameFrom[end] as number) rows.push(rowEnding[end] as number);
  return rows.reverse();
}

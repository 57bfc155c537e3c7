import type { StaticModel } from "./static-model.ts";
import { createWordPieceTokeniser, foldWord } from "./word-piece-tokeniser.ts";

/** What a text is made of, each in order of the text. */
interface TextParts {
  /** Rows of words, phrases and pictures that the model knows. */
  readonly rows: number[];
  /** Rows of the word pieces of words that it does not know: a guess, to be weighed less. */
  readonly pieces: number[];
  /** The words that it does not know. */
  readonly unknown: string[];
}

/** The row of an entry of the model, where it has one. */
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
// Written together with the word that follows: Arabic articles and prepositions, Hebrew one-letter ones.
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
 * Splits a text into rows: phrase, else word, else the words of a #CamelCase or runtogether compound, else the word
 * without its ending, else word pieces, which leave the word marked as unknown. Scripts without spaces are cut into the
 * longest known runs. The same steps in Python, on which the rows were fitted: tools/distil/text_pipeline.py.
 */
export function createTextReader(model: StaticModel): ReadText {
  const { rows: rowOf, costs } = model;
  const isPiece = (piece: string): boolean => (rowOf.get(piece) ?? model.pieceCount) < model.pieceCount;
  const tokeniser = createWordPieceTokeniser(isPiece);
  /** The row of an entry that means something: those of other scripts' word pieces are silent. */
  const speakingRow: RowOf = (entry) => {
    const row = rowOf.get(entry);
    return row === undefined || model.isSilent(row) ? undefined : row;
  };

  function readWord(word: string, key: string, parts: TextParts, mayBeCamel: boolean): void {
    const row = rowOf.get(key);
    // A silent piece of another script is a word the model does not know; a silent whole word is one without a topic.
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

/** The row of the word without a prefix or an ending, as one or none. */
function stemRow(key: string, rowOf: RowOf): number[] {
  for (const prefix of PREFIXES) {
    if (!key.startsWith(prefix)) continue;
    const bare = key.slice(prefix.length);
    const whole = prefix !== "" && bare.length >= 3 ? rowOf(bare) : undefined;
    if (whole !== undefined) return [whole];
    // A Korean particle is up to three syllables, each two or three letters in the folded form.
    const longestEnding = HANGUL.test(bare) ? 9 : bare.length >= 8 ? 3 : 2;
    for (let cut = 1; cut <= longestEnding && bare.length - cut >= SHORTEST_STEM; cut += 1) {
      const row = rowOf(bare.slice(0, -cut));
      if (row !== undefined) return [row];
    }
  }
  return [];
}

/** Words and pictures as written. NFKC turns fancy letters, wide forms and ligatures into plain ones. */
function wordsOf(text: string): string[] {
  const plain = PLAIN_ASCII.test(text) ? text : text.normalize("NFKC").replace(SKIN_TONE, "");
  return plain.replace(ADDRESS, " ").match(TOKEN) ?? [];
}

/** The likeliest division of a run of letters into known words (Viterbi over word frequencies), or none. */
function splitCompound(word: string, rowOf: ReadonlyMap<string, number>, costs: Uint8Array): number[] {
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

import type { RowTable } from "./row-table.ts";

/** Pieces of words by row, and the logarithm of each piece's probability. */
export interface UnigramPieces {
  readonly rows: RowTable;
  readonly scores: Float32Array;
}

/** The same rows in every such vocabulary. */
export const START = 0;
export const END = 2;
const UNKNOWN = 3;
/** SentencePiece scores an unknown character this much below the rarest piece. */
const UNKNOWN_PENALTY = 10;

const SPACE = "\u2581";
const SPACES = /[\s\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]+/g;

/**
 * Splits a text as SentencePiece's unigram model does: into the pieces with the highest sum of scores (Kudo 2018,
 * arXiv:1804.10959), by Viterbi's algorithm. Compared with the model's own tokeniser in
 * `sentence-model/tokeniser-cases.json`. Linear in the text's length.
 */
export function createUnigramTokeniser({ rows: rowOf, scores }: UnigramPieces): (text: string) => number[] {
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
  return (text) => {
    const plain = normalised(text);
    const best = new Float64Array(plain.length + 1).fill(Number.NEGATIVE_INFINITY);
    const rows = new Int32Array(plain.length + 1);
    const starts = new Int32Array(plain.length + 1);
    const reach = (from: number, to: number, row: number, score: number) => {
      const sum = (best[from] as number) + score;
      if (sum <= (best[to] as number)) return;
      [best[to], rows[to], starts[to]] = [sum, row, from];
    };
    best[0] = 0;
    for (let from = 0; from < plain.length; from += 1) {
      if (best[from] === Number.NEGATIVE_INFINITY) continue;
      const end = Math.min(plain.length, from + rowOf.longest);
      for (let to = from + 1; to <= end; to += 1) {
        const row = rowOf.get(plain.slice(from, to));
        if (row !== undefined) reach(from, to, row, scores[row] as number);
      }
      reach(from, from + ((plain.codePointAt(from) ?? 0) > 0xffff ? 2 : 1), UNKNOWN, unknownScore);
    }
    const cut: number[] = [];
    for (let at = plain.length; at > 0; at = starts[at] as number) cut.push(rows[at] as number);
    return cut.reverse();
  };
}

/**
 * The rule `nmt_nfkc`: it unifies compatible forms, removes control characters and makes each run of white space one
 * space.
 */
const normalised = (text: string): string =>
  ` ${text.normalize("NFKC")}`.replace(SPACES, SPACE).replace(/\p{Cc}/gu, "");

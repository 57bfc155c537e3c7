import type { KeywordQuery } from "../../ports/keyword-index.ts";
import type { CreatorColumns, RowTest } from "./memory-creator-columns.ts";
import { FREQUENCY_BITS } from "./sqlite-keyword-document.ts";
import { DOC_MASK, type TermPostings } from "./sqlite-keyword-postings.ts";

/** BM25's usual constants, which SQLite's FTS5 also uses: https://sqlite.org/fts5.html#the_bm25_function */
const K1 = 1.2;
const B = 0.75;

const { handle: HANDLE, display_name: DISPLAY_NAME, bio: BIO, tags: TAGS, place: PLACE } = FREQUENCY_BITS;

export interface ScoredTerm {
  readonly postings: TermPostings;
  /** A factor of the term's weight: a corrected spelling weighs less than the word itself. */
  readonly trust: number;
}

export interface ScoredDoc {
  readonly doc: number;
  readonly score: number;
}

/**
 * Shared by all searches, because each finishes with its scores before another begins. A new array takes 400 kB at
 * 100,000 creators.
 */
let scratch = new Float32Array(0);

/**
 * Every document's BM25 score for the terms, by document number. Each field has its own weight. Valid until the next
 * call.
 */
export function scoresOf(
  terms: readonly ScoredTerm[],
  columns: CreatorColumns,
  weights: KeywordQuery["weights"],
): Float32Array {
  if (scratch.length < columns.end) scratch = new Float32Array(2 * columns.end);
  const scores = scratch.subarray(0, columns.end).fill(0);
  const lengthShare = B / Math.max(1, columns.averageWords);
  const { words } = columns;
  const frequency = weightedFrequency(weights);
  for (const { postings, trust } of terms) {
    const worth = trust * rarity(countPostings(postings), columns.live) * (K1 + 1);
    for (const { firstDoc, postings: block } of postings) {
      for (const posting of block) {
        const doc = firstDoc + (posting & DOC_MASK);
        const weighted = frequency(posting);
        const norm = K1 * (1 - B + lengthShare * (words[doc] ?? 0));
        scores[doc] = (scores[doc] ?? 0) + (worth * weighted) / (weighted + norm);
      }
    }
  }
  return scores;
}

export const countPostings = (postings: TermPostings): number =>
  postings.reduce((sum, block) => sum + block.postings.length, 0);

/** Inverse document frequency in Lucene's form, which is never negative. */
const rarity = (documents: number, all: number): number =>
  Math.log(1 + Math.max(0, all - documents + 0.5) / (documents + 0.5));

/** Without a loop over the fields, because this runs for every posting of every word. */
function weightedFrequency(weights: KeywordQuery["weights"]): (posting: number) => number {
  const { handle, display_name, bio, tags, place } = weights;
  return (posting) =>
    handle * ((posting >>> HANDLE.shift) & HANDLE.mask) +
    display_name * ((posting >>> DISPLAY_NAME.shift) & DISPLAY_NAME.mask) +
    bio * ((posting >>> BIO.shift) & BIO.mask) +
    tags * ((posting >>> TAGS.shift) & TAGS.mask) +
    place * ((posting >>> PLACE.shift) & PLACE.mask);
}

/** The `limit` best documents that pass, best first. Of equal scores, the older document comes first. */
export function bestOf(scores: Float32Array, passes: RowTest, limit: number): ScoredDoc[] {
  const heap: ScoredDoc[] = [];
  let worst = 0;
  for (let doc = 0; doc < scores.length; doc += 1) {
    const score = scores[doc] as number;
    if (score <= worst || !passes(doc)) continue;
    if (heap.length < limit) siftUp(heap, { doc, score });
    else siftDown(heap, { doc, score });
    if (heap.length === limit) worst = heap[0]?.score ?? 0;
  }
  return heap.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

/** Order of a heap: the worst kept document is at the root, and the next better one replaces it. */
const isWorse = (a: ScoredDoc, b: ScoredDoc): boolean =>
  a.score < b.score || (a.score === b.score && a.doc > b.doc);

function siftUp(heap: ScoredDoc[], entry: ScoredDoc): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (!parent || !isWorse(entry, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = entry;
}

function siftDown(heap: ScoredDoc[], entry: ScoredDoc): void {
  let at = 0;
  while (true) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const isRight = left !== undefined && right !== undefined && isWorse(right, left);
    const child = isRight ? right : left;
    if (!child || !isWorse(child, entry)) break;
    heap[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = entry;
}

import { editDistance, editsAllowed } from "../../domain/text/edit-distance.ts";
import { ownCopy } from "../../domain/text/own-copy.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import type { VocabularyChange } from "./sqlite-keyword-postings.ts";

/** The index's terms that a misspelt word may have meant, in memory. */
export interface Vocabulary {
  follow(change: VocabularyChange): void;
  /** The terms nearest to a misspelt word, nearest first: one edit for 5-8 letters, two for more. */
  nearest(word: string): string[];
}

const NEAREST_MAX = 8;
/** What a word can be corrected to: letters only, and at most one edit shorter than the shortest corrected word. */
const MENDS_TO = /^(?:[a-z]{3,}|\p{L}{3,})$/u;

export function loadVocabulary(database: SqliteDatabase): Vocabulary {
  const terms: string[] = [];
  /** Free places in `terms`, for new terms: otherwise texts that come and go would grow the list. */
  const free: number[] = [];
  let signatures = new Int32Array(1_024);
  const add = (term: string): void => {
    if (!MENDS_TO.test(term)) return;
    const at = free.pop() ?? terms.length;
    if (at === signatures.length) signatures = doubled(signatures);
    signatures[at] = lettersOf(term);
    terms[at] = term;
  };
  for (const term of storedTerms(database)) add(ownCopy(term));

  return {
    follow(change) {
      for (const term of change.added) add(term);
      for (const term of change.removed) {
        const at = terms.indexOf(term);
        if (at < 0) continue;
        terms[at] = "";
        free.push(at);
      }
    },
    nearest(word) {
      const edits = editsAllowed(word);
      if (edits === 0) return [];
      const letters = lettersOf(word);
      const near: { term: string; rank: number }[] = [];
      terms.forEach((term, index) => {
        // An edit changes at most two of a word's letters. This rules out nearly all terms at once.
        if (Math.abs(term.length - word.length) > edits) return;
        if (bitsIn(letters ^ (signatures[index] ?? 0)) > 2 * edits) return;
        // People rarely get the first letter wrong. Without this rule, one edit would make "over" of "lover".
        const isOtherHead = term[0] !== word[0];
        if (isOtherHead && edits === 1) return;
        const distance = editDistance(word, term, edits);
        if (distance <= edits) near.push({ term, rank: 2 * distance + Number(isOtherHead) });
      });
      near.sort((a, b) => a.rank - b.rank);
      return near
        .filter(({ rank }) => rank === near[0]?.rank)
        .map(({ term }) => term)
        .slice(0, NEAREST_MAX);
    },
  };
}

const TERMS_TOGETHER = 4_096;

/** Many terms come as one text, which takes half the time of one row per term. No term has a line feed. */
function* storedTerms(database: SqliteDatabase): Generator<string> {
  const some = database.prepare(
    `SELECT group_concat(term, char(10)) AS terms, max(term) AS last
     FROM (SELECT term FROM keyword_vocabulary WHERE term > ? ORDER BY term LIMIT ${TERMS_TOGETHER})`,
  );
  for (let row = some.get(""); row?.terms != null; row = some.get(String(row.last)))
    yield* String(row.terms).split("\n");
}

/** The classes of characters in a term: 32 classes, one bit each. Each of a to z has its own. */
function lettersOf(term: string): number {
  let bits = 0;
  for (let index = 0; index < term.length; index += 1) bits |= 1 << (term.charCodeAt(index) & 31);
  return bits;
}

/** Population count. Hacker's Delight, figure 5-2. */
function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function doubled(signatures: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(signatures.length * 2);
  larger.set(signatures);
  return larger;
}

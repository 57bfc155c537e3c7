/**
 * Number of edits between two words: insertions, deletions, substitutions and swaps of neighbours (optimal string
 * alignment). Stops above `most` and then returns `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [beforeLast, last, row] = ROWS;
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = best;
      least = Math.min(least, best);
    }
    if (least > most) return most + 1;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

/** Each call fills what it reads, so none makes arrays: a search asks for hundreds of distances. */
const ROWS: readonly [number[], number[], number[]] = [[], [], []];

/**
 * The limits of https://www.meilisearch.com/docs/learn/relevancy/typo_tolerance_settings. A shorter word with an edit
 * is too often another real word.
 */
const ONE_EDIT_FROM = 5;
const TWO_EDITS_FROM = 9;

/** Maximum number of words of one query for which other spellings are searched: each costs a pass over all words. */
export const CORRECTED_WORDS_MAX = 6;

/**
 * How many edits a mistyped word may have. Only words of letters may have any: a number with another digit is another
 * number.
 */
export function editsAllowed(word: string): 0 | 1 | 2 {
  if (word.length < ONE_EDIT_FROM || !/^\p{L}+$/u.test(word)) return 0;
  return word.length < TWO_EDITS_FROM ? 1 : 2;
}

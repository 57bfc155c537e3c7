/**
 * Adds the character n-grams of a word to a vector by feature hashing (Weinberger et al. 2009): each n-gram gets one
 * place and one sign. Two spellings that share most of their letters get similar vectors, in any script.
 */
const SHORTEST = 3;
const LONGEST = 5;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export function addHashedNgrams(word: string, into: Float32Array, from: number): void {
  const places = into.length - from;
  const marked = `<${word}>`;
  const add = (start: number, end: number, amount: number): void => {
    const hash = fnv1a(marked, start, end);
    const place = from + ((hash >>> 1) % places);
    into[place] = (into[place] ?? 0) + (hash & 1 ? amount : -amount);
  };
  const grams = Math.max(1, countNgrams(marked.length));
  const each = 1 / Math.sqrt(grams);
  for (let size = SHORTEST; size <= LONGEST; size += 1) {
    for (let start = 0; start + size <= marked.length; start += 1) add(start, start + size, each);
  }
  add(0, marked.length, 1); // the whole word: an equal handle must beat a similar one
}

function countNgrams(length: number): number {
  let count = 0;
  for (let size = SHORTEST; size <= LONGEST; size += 1) count += Math.max(0, length - size + 1);
  return count;
}

/** FNV-1a over UTF-16 code units, with a final mixing step, because its low bits alone are weak. */
function fnv1a(text: string, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

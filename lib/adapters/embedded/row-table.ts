/** The rows of a vocabulary's entries. */
export interface RowTable {
  readonly size: number;
  /** Characters of the longest entry. */
  readonly longest: number;
  get(entry: string): number | undefined;
  /** All entries, by row. */
  entries(): string[];
}

const EMPTY = -1;
/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const [OFFSET, PRIME] = [0x811c9dc5, 0x01000193];

/**
 * A hash table over `lines`, whose entries are separated by line feeds and count from row 0; no entry may come twice. It
 * keeps the one text and 12 bytes an entry, where a map takes 90.
 */
export function createRowTable(lines: string): RowTable {
  const ends = entryEnds(lines);
  const size = 2 ** (32 - Math.clz32(2 * ends.length));
  const table = new Int32Array(size).fill(EMPTY);
  const next = (place: number): number => (place + 1) & (size - 1);
  const homeOf = (hash: number): number => (hash ^ (hash >>> 15)) & (size - 1);
  const startOf = (row: number): number => (row === 0 ? 0 : (ends[row - 1] as number) + 1);
  let longest = 0;
  for (let row = 0; row < ends.length; row += 1) {
    const [start, end] = [startOf(row), ends[row] as number];
    longest = Math.max(longest, end - start);
    let place = homeOf(hashOf(lines, start, end));
    while (table[place] !== EMPTY) place = next(place);
    table[place] = row;
  }
  return {
    size: ends.length,
    longest,
    get(entry) {
      if (entry.length > longest) return undefined;
      let place = homeOf(hashOf(entry, 0, entry.length));
      for (let row = table[place] as number; row !== EMPTY; row = table[place] as number) {
        const start = startOf(row);
        if ((ends[row] as number) - start === entry.length && lines.startsWith(entry, start)) return row;
        place = next(place);
      }
      return undefined;
    },
    entries: () => lines.split("\n"),
  };
}

/** Where each entry ends. */
function entryEnds(lines: string): Int32Array {
  const ends: number[] = [];
  for (let at = lines.indexOf("\n"); at >= 0; at = lines.indexOf("\n", at + 1)) ends.push(at);
  return Int32Array.from([...ends, lines.length]);
}

function hashOf(text: string, start: number, end: number): number {
  let hash = OFFSET;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash;
}

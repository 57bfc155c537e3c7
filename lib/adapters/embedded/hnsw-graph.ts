import usearch from "usearch";

const { Index, MetricKind, ScalarKind } = usearch;

/**
 * Links per node, and candidates checked while linking a new one. More of either finds a little more and costs more at each
 * vector: docs/adr/0071.
 */
const CONNECTIVITY = 32;
const EXPANSION_ADD = 96;

/** Keys from here on are fillers: see `remove`. Records' keys count from 1 and never get this high. */
const FILLER_KEYS = 2 ** 52;

/**
 * One HNSW graph over 8-bit vectors. usearch keeps a removed vector's bytes until its place is reused, in the file
 * too. So a removal fills the place with noise under a special key that no record has.
 */
export interface Graph {
  /** Counts records and fillers. */
  size(): number;
  /** `rows` holds the vectors of `keys` one after the other. No key may be in the graph already. */
  add(keys: readonly number[], rows: Int8Array): void;
  /** Removes vectors and overwrites them. All `keys` must be in the graph. */
  remove(keys: readonly number[]): void;
  /** The `keys` that are in the graph. */
  contained(keys: readonly number[]): number[];
  /** Up to `count` nearest, including fillers, nearest first. It checks max(`efSearch`, count) candidates. */
  search(
    query: Int8Array,
    count: number,
  ): { readonly keys: BigUint64Array; readonly distances: Float32Array };
  save(file: string): void;
}

export interface GraphSettings {
  readonly dimensions: number;
  readonly efSearch: number;
}

/**
 * Loads `file` if it is given. It must be undamaged: a damaged one ends the process.
 * @throws whatever usearch throws on a file that it cannot read.
 */
export function openGraph({ dimensions, efSearch }: GraphSettings, file?: string): Graph {
  const index = new Index({
    dimensions,
    metric: MetricKind.Cos,
    quantization: ScalarKind.I8,
    connectivity: CONNECTIVITY,
    expansion_add: EXPANSION_ADD,
    expansion_search: efSearch,
    multi: false,
  });
  if (file !== undefined) index.load(file);
  const one = 1; // A thread pool per call costs more than it gives, and the other core has work of its own.
  return {
    size: () => index.size(),
    add: (keys, rows) => index.add(bigKeys(keys), unconverted(rows), one),
    remove(keys) {
      for (const key of keys) {
        index.remove(bigKeys([key]));
        index.add(bigKeys([FILLER_KEYS + key]), unconverted(noise(dimensions, key)), one);
      }
    },
    contained(keys) {
      const found = keys.length === 0 ? [] : [index.contains(bigKeys(keys))].flat();
      return keys.filter((_, at) => found[at]);
    },
    search(query, count) {
      if (index.size() === 0) return NOTHING;
      return index.search(unconverted(query), Math.min(count, index.size()), one);
    },
    save: (file) => index.save(file),
  };
}

const NOTHING = { keys: new BigUint64Array(0), distances: new Float32Array(0) };

const bigKeys = (keys: readonly number[]): BigUint64Array => BigUint64Array.from(keys, BigInt);

/**
 * usearch's JavaScript converts every array whose constructor is not Float32Array into one. Its native part then
 * scales unit vectors by 127, which leaves about 5 bits in 512 dimensions. The native part takes 8-bit arrays as they
 * are, so this avoids the conversion: recall@10 rises by 3 points and building takes half the time.
 */
const unconverted = (rows: Int8Array): Int8Array =>
  Object.defineProperty(new Int8Array(rows.buffer, rows.byteOffset, rows.length), "constructor", {
    value: Float32Array,
  });

/** Bytes that reveal nothing of the removed vector. */
function noise(dimensions: number, seed: number): Int8Array {
  const bytes = new Int8Array(dimensions);
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let index = 0; index < dimensions; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state >> 24;
  }
  return bytes;
}

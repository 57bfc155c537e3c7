/** The digits of ids, in their order: see `ids.ts`. */
const DIGITS = [..."0123456789abcdefghjkmnpqrstvwxyz"];
const START = "c_";
const DIGITS_MAX = 3;

/** How a backup is cut. */
export interface BackupSizes {
  /**
   * Vectors that one shard should hold at most. One worker reads some thousand a second, so that this is a few minutes;
   * what takes longer goes on from its checkpoint.
   */
  readonly shardVectors: number;
  /**
   * Rows of a file: some 40 MB at 512 dimensions, which is what a worker holds in memory and loses when it dies. At 250M
   * vectors that are 15,300 files, of the 100,000 that one import takes.
   */
  readonly fileRows: number;
  /** Rows that are fetched, written and, by a reader, held together: a megabyte at 512 dimensions, a tenth of a second of work. */
  readonly groupRows: number;
}
export const BACKUP_SIZES: BackupSizes = { shardVectors: 262_144, fileRows: 16_384, groupRows: 500 };

/**
 * Prefixes of ids that part `vectors` of a namespace evenly, so that none has more than `most`; ids are digests, so
 * every prefix has its share.
 */
export function prefixesFor(vectors: number, most: number): string[] {
  let digits = 0;
  while (digits < DIGITS_MAX && vectors / DIGITS.length ** digits > most) digits += 1;
  let prefixes = [""];
  for (let at = 0; at < digits; at += 1)
    prefixes = prefixes.flatMap((one) => DIGITS.map((digit) => one + digit));
  // One shard takes every id, also such that begin otherwise.
  return digits === 0 ? [""] : prefixes.map((prefix) => START + prefix);
}

/** The bounds of ids that begin with a prefix, as text compares; ids are ASCII. */
export const idBounds = (prefix: string): { readonly least: string; readonly most: string } => ({
  least: prefix,
  most: `${prefix}~`,
});

/** The digits of ids, in order: see `ids.ts`. */
const DIGITS = [..."0123456789abcdefghjkmnpqrstvwxyz"];
const START = "c_";
const DIGITS_MAX = 3;

/** The sizes of a backup's parts. */
export interface BackupSizes {
  /**
   * Maximum number of vectors in one shard. One worker reads a few thousand a second, so a shard takes a few minutes. A
   * slower one continues from its checkpoint.
   */
  readonly shardVectors: number;
  /**
   * Rows of a file: about 40 MB at 512 dimensions. A worker holds that much in memory and loses it when it dies. 250M
   * vectors are 15,300 files, of the 100,000 that one import accepts.
   */
  readonly fileRows: number;
  /**
   * Rows that are fetched and written together, and that a reader holds together: a megabyte at 512 dimensions, a tenth
   * of a second of work.
   */
  readonly groupRows: number;
}
export const BACKUP_SIZES: BackupSizes = { shardVectors: 262_144, fileRows: 16_384, groupRows: 500 };

/**
 * Prefixes of ids that divide `vectors` of a namespace evenly, so that no prefix has more than `most`. Ids are digests,
 * so every prefix has an equal share.
 */
export function prefixesFor(vectors: number, most: number): string[] {
  let digits = 0;
  while (digits < DIGITS_MAX && vectors / DIGITS.length ** digits > most) digits += 1;
  let prefixes = [""];
  for (let at = 0; at < digits; at += 1)
    prefixes = prefixes.flatMap((one) => DIGITS.map((digit) => one + digit));
  // A single shard takes every id, even one with another start.
  return digits === 0 ? [""] : prefixes.map((prefix) => START + prefix);
}

/** The lower and upper bound of ids with a prefix, compared as text; ids are ASCII. */
export const idBounds = (prefix: string): { readonly least: string; readonly most: string } => ({
  least: prefix,
  most: `${prefix}~`,
});

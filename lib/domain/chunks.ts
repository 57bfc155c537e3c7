/** Splits a list into parts of `size`, in order; the last part may be shorter. */
export function* inChunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

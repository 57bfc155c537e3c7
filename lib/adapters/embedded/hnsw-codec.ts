import { AppError } from "../../domain/errors.ts";

/**
 * A vector as 16-bit integers under its own scale, split into two planes of bytes. The high plane alone is an 8-bit
 * vector: the graph and exact search compare it (cosine ignores the scale). Both planes together give the score and,
 * through `decodeVector`, the vector back with a cosine above 0.999999.
 */
export interface EncodedVector {
  readonly high: Int8Array;
  readonly low: Int8Array;
  /** The value of one 16-bit unit. 0 for the zero vector. */
  readonly scale: number;
}

/** Keeps the high plane within -127 to 127, and the low one within -128 to 127. */
const UNITS_MAX = 127 * 256;

/** @throws AppError `invalid` when a component is not a finite number. */
export function encodeVector(values: Float32Array): EncodedVector {
  const high = new Int8Array(values.length);
  const low = new Int8Array(values.length);
  const scale = largest(values) / UNITS_MAX;
  if (scale === 0) return { high, low, scale };
  for (let index = 0; index < values.length; index += 1) {
    const units = Math.round((values[index] ?? 0) / scale);
    const top = Math.min(127, (units + 128) >> 8);
    high[index] = top;
    low[index] = units - top * 256;
  }
  return { high, low, scale };
}

export function decodeVector({ high, low, scale }: EncodedVector): Float32Array {
  const values = new Float32Array(high.length);
  for (let index = 0; index < high.length; index += 1) {
    values[index] = ((high[index] ?? 0) * 256 + (low[index] ?? 0)) * scale;
  }
  return values;
}

/** Both planes one after the other, as they are stored. */
export function planesOf({ high, low }: EncodedVector): Uint8Array {
  const bytes = new Int8Array(high.length * 2);
  bytes.set(high);
  bytes.set(low, high.length);
  return new Uint8Array(bytes.buffer);
}

/** The inverse of `planesOf`: views into `bytes`, no copy. */
export function fromPlanes(bytes: Uint8Array, scale: number): EncodedVector {
  const dimensions = bytes.length / 2;
  return {
    high: new Int8Array(bytes.buffer, bytes.byteOffset, dimensions),
    low: new Int8Array(bytes.buffer, bytes.byteOffset + dimensions, dimensions),
    scale,
  };
}

function largest(values: Float32Array): number {
  let most = 0;
  for (let index = 0; index < values.length; index += 1) {
    const size = Math.abs(values[index] ?? 0);
    if (!Number.isFinite(size)) {
      throw new AppError("invalid", "vector-not-finite", "A vector holds a component that is not a number.");
    }
    if (size > most) most = size;
  }
  return most;
}

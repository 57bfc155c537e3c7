import { AppError } from "../../domain/errors.ts";

/**
 * A vector as 16-bit integers under its own scale, split into two planes of bytes. The high plane alone is an 8-bit
 * vector: the graph and exact search compare it (cosine ignores the scale). Both planes together give the score and,
 * through `decodeVector`, the vector back with a cosine above 0.999999.
 */
export interface EncodedVector {
  /** The high plane, then the low one: as they are stored. */
  readonly planes: Int8Array;
  /** The value of one 16-bit unit. 0 for the zero vector. */
  readonly scale: number;
}

export const highPlane = ({ planes }: EncodedVector): Int8Array => planes.subarray(0, planes.length / 2);

/** Keeps the high plane within -127 to 127, and the low one within -128 to 127. */
const UNITS_MAX = 127 * 256;

/** @throws AppError `invalid` when a component is not a finite number. */
export function encodeVector(values: Float32Array): EncodedVector {
  const dimensions = values.length;
  const planes = new Int8Array(2 * dimensions);
  const scale = largest(values) / UNITS_MAX;
  if (scale === 0) return { planes, scale };
  for (let index = 0; index < dimensions; index += 1) {
    const units = Math.round((values[index] ?? 0) / scale);
    const top = Math.min(127, (units + 128) >> 8);
    planes[index] = top;
    planes[dimensions + index] = units - top * 256;
  }
  return { planes, scale };
}

export function decodeVector({ planes, scale }: EncodedVector): Float32Array {
  const values = new Float32Array(planes.length / 2);
  for (let index = 0; index < values.length; index += 1) {
    values[index] = ((planes[index] ?? 0) * 256 + (planes[values.length + index] ?? 0)) * scale;
  }
  return values;
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

/** The dot product of two vectors of the same length. For unit vectors it is the cosine. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** Scales a vector to length one. A zero vector stays zero. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  const scaled = new Float32Array(vector.length);
  // A loop takes a tenth of the time of `map`.
  for (let at = 0; at < vector.length; at += 1) scaled[at] = (vector[at] as number) / length;
  return scaled;
}

/**
 * The dot product of two vectors of the same length. For unit vectors it is the cosine. It keeps four sums, because each
 * addition to one sum waits for the one before. Each sum has a declaration of its own: numbers from one array are boxed, with
 * an object for each addition, where a caller that runs seldom has this inlined.
 */
export function dot(a: Float32Array, b: Float32Array): number {
  const length = a.length;
  const inFours = length - (length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let at = 0; at < inFours; at += 4) {
    first += (a[at] as number) * (b[at] as number);
    second += (a[at + 1] as number) * (b[at + 1] as number);
    third += (a[at + 2] as number) * (b[at + 2] as number);
    fourth += (a[at + 3] as number) * (b[at + 3] as number);
  }
  for (let at = inFours; at < length; at += 1) first += (a[at] as number) * (b[at] as number);
  return first + second + (third + fourth);
}

/** Scales a vector to length one. A zero vector stays zero. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  const scaled = new Float32Array(vector.length);
  // A loop takes a tenth of the time of `map`.
  for (let at = 0; at < vector.length; at += 1) scaled[at] = (vector[at] as number) / length;
  return scaled;
}

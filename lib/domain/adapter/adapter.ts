/**
 * A low-rank correction of query vectors (LoRA, Hu et al. 2021, arXiv:2106.09685): `q + U (Vᵀ q)`, scaled back to unit
 * length. Creators' vectors do not change, so nothing is embedded again.
 */
export interface Adapter {
  readonly rank: number;
  /** `dimensions × rank`, by rows. */
  readonly u: Float32Array;
  readonly v: Float32Array;
}

/** Returns a vector of unit length, as long as `query`; `query` itself does not change. */
export function adaptQuery({ rank, u, v }: Adapter, query: Float32Array): Float32Array {
  const inner = projected(v, query, rank);
  const adapted = Float32Array.from(query, (value, row) => {
    let sum = value;
    for (let column = 0; column < rank; column += 1)
      sum += (u[row * rank + column] ?? 0) * (inner[column] ?? 0);
    return sum;
  });
  const length = Math.hypot(...adapted);
  return length > 0 ? adapted.map((value) => value / length) : query;
}

/** `matrixᵀ vector`, of length `rank`. */
export function projected(matrix: Float32Array, vector: Float32Array, rank: number): Float64Array {
  const result = new Float64Array(rank);
  for (let row = 0; row < vector.length; row += 1) {
    const value = vector[row] ?? 0;
    for (let column = 0; column < rank; column += 1)
      result[column] = (result[column] ?? 0) + value * (matrix[row * rank + column] ?? 0);
  }
  return result;
}

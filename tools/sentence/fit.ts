type Vector = Float64Array;

const ROUNDS = 60;
/** Number of directions to guess. For the others a guess tells almost nothing, and each costs every draft time. */
const GUESSED = 64;
/** A share of the mean square of the static rows. It keeps the map from overfitting single texts. */
const RIDGE = 1;

export interface Fit {
  /** The mean of all texts. */
  readonly mean: Float32Array;
  /** Row by row, the directions in which texts differ most from the mean. */
  readonly directions: Float32Array;
  /** Row by row, a linear map from a text's static vector to the first values of its reduced sentence vector. */
  readonly guess: Float32Array;
}

/** `sentences` and `words` are unit vectors of the same texts. */
export function fitted(
  sentences: readonly Float32Array[],
  words: readonly Float32Array[],
  dimensions: number,
): Fit {
  const count = sentences.length;
  const mean = sumOf(sentences).map((value) => value / count);
  const centred = sentences.map((one) =>
    unit(Float64Array.from(one, (value, at) => value - (mean[at] as number))),
  );
  const directions = mainDirections(products(centred, centred), dimensions);
  const reduced = centred.map((one) =>
    unit(Float64Array.from(directions, (direction) => dot(direction, one))),
  );
  const guess = ridge(
    words.map((one) => Float64Array.from(one)),
    reduced.map((one) => one.slice(0, GUESSED)),
  );
  const flat = (rows: readonly Vector[]) => Float32Array.from(rows.flatMap((row) => [...row]));
  return { mean: Float32Array.from(mean), directions: flat(directions), guess: flat(guess) };
}

function sumOf(vectors: readonly Float32Array[]): Vector {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let at = 0; at < sum.length; at += 1) add(sum, at, vector[at] as number);
  return sum;
}

function add(to: Vector, at: number, value: number): void {
  to[at] = (to[at] as number) + value;
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

const unit = (vector: Vector): Vector => {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
};

/** The transpose of `left` times `right`. */
function products(left: readonly Vector[], right: readonly Vector[]): Vector[] {
  const width = right[0]?.length ?? 0;
  const rows = Array.from(left[0] ?? [], () => new Float64Array(width));
  for (const [at, one] of left.entries()) {
    const other = right[at] as Vector;
    for (const [place, row] of rows.entries()) {
      const factor = one[place] as number;
      for (let to = 0; to < width; to += 1) add(row, to, factor * (other[to] as number));
    }
  }
  return rows;
}

/** The eigenvectors of the largest eigenvalues, by orthogonal iteration. */
function mainDirections(matrix: readonly Vector[], count: number): Vector[] {
  let found: Vector[] = Array.from({ length: count }, (_, at) =>
    Float64Array.from(matrix, (_row, place) => Math.sin((at + 1) * (place + 1))),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const next: Vector[] = [];
    for (const one of found) {
      const image = Float64Array.from(matrix, (row) => dot(row, one));
      for (const before of next) {
        const shared = dot(before, image);
        for (let at = 0; at < image.length; at += 1) add(image, at, -shared * (before[at] as number));
      }
      next.push(unit(image));
    }
    found = next;
  }
  return found;
}

/** Ridge regression, by Cholesky's decomposition. One row for each value to predict. */
function ridge(known: readonly Vector[], told: readonly Vector[]): Vector[] {
  const matrix = products(known, known);
  const size = matrix.length;
  const penalty = (RIDGE * matrix.reduce((sum, row, at) => sum + (row[at] as number), 0)) / size;
  for (const [at, row] of matrix.entries()) add(row, at, penalty);
  const right = products(known, told);
  for (let row = 0; row < size; row += 1) {
    const own = matrix[row] as Vector;
    for (let at = 0; at <= row; at += 1) {
      const other = matrix[at] as Vector;
      let rest = own[at] as number;
      for (let to = 0; to < at; to += 1) rest -= (own[to] as number) * (other[to] as number);
      own[at] = at === row ? Math.sqrt(rest) : rest / (other[at] as number);
    }
  }
  const width = told[0]?.length ?? 0;
  return Array.from({ length: width }, (_, value) => {
    const answer = Float64Array.from(right, (row) => row[value] as number);
    for (let row = 0; row < size; row += 1) {
      for (let to = 0; to < row; to += 1)
        add(answer, row, -((matrix[row] as Vector)[to] as number) * (answer[to] as number));
      answer[row] = (answer[row] as number) / ((matrix[row] as Vector)[row] as number);
    }
    for (let row = size - 1; row >= 0; row -= 1) {
      for (let to = row + 1; to < size; to += 1)
        add(answer, row, -((matrix[to] as Vector)[row] as number) * (answer[to] as number));
      answer[row] = (answer[row] as number) / ((matrix[row] as Vector)[row] as number);
    }
    return answer;
  });
}

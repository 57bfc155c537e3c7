/** Random values that depend on a seed alone. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Draws by weights, given as the running sums of `runningSums`. */
  weighted<T>(items: readonly T[], sums: readonly number[]): T;
  /** Normal distribution with mean 0 and deviation 1. */
  normal(): number;
  /** A number whose logarithm is normal around `median` with deviation `sigma`, as counts of people are. */
  logNormal(median: number, sigma: number): number;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state. It passes the usual test batteries and needs a few
 * additions per draw. `stream` separates draws of different purposes under the same seed and index.
 */
export function randomOf(seed: number, stream: number, index: number): Random {
  let a = mixed(seed);
  let b = mixed(a ^ stream);
  let c = mixed(b ^ index);
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) next();
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (items) => at(items, Math.floor(next() * items.length)),
    weighted(items, sums) {
      const drawn = next() * (sums.at(-1) ?? 0);
      return at(
        items,
        sums.findIndex((sum) => drawn < sum),
      );
    },
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  };
}

export function runningSums(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}

/** The finaliser of MurmurHash3. It gives neighbouring numbers unrelated states. */
function mixed(value: number): number {
  let state = (value ^ 0x9e3779b9) >>> 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

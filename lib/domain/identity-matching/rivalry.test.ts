import fc from "fast-check";
import { expect, it } from "vitest";
import { sharesLeft } from "./rivalry.ts";

const pair = (a: string, b: string, odds: number) => ({ ends: [a, b] as const, odds });

it("leaves a pair without rivals all of its odds, and one that cannot have any", () => {
  expect(sharesLeft([pair("a", "b", 3), { ends: null, odds: 9 }])).toEqual([1, 1]);
});

/** The probability of each pair, by going through every set of pairs without a common end. */
function enumerated(pairs: readonly ReturnType<typeof pair>[]): number[] {
  const [weights, total] = [new Array<number>(pairs.length).fill(0), { sum: 0 }];
  for (let chosen = 0; chosen < 2 ** pairs.length; chosen += 1) {
    const some = pairs.filter((_, at) => (chosen >> at) & 1);
    const ends = some.flatMap((one) => one.ends);
    if (new Set(ends).size < ends.length) continue;
    const weight = some.reduce((product, { odds }) => product * odds, 1);
    total.sum += weight;
    for (const at of pairs.keys()) if ((chosen >> at) & 1) weights[at] = (weights[at] ?? 0) + weight;
  }
  return weights.map((weight) => weight / total.sum);
}

const odds = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

it("is exact where rivals form no ring", () => {
  fc.assert(
    fc.property(fc.array(odds, { minLength: 1, maxLength: 6 }), (all) => {
      // A chain: each pair shares one end with the next.
      const pairs = all.map((one, at) => pair(`${at}`, `${at + 1}`, one));
      const expected = enumerated(pairs);
      for (const [at, share] of sharesLeft(pairs).entries()) {
        const own = share * (all[at] ?? 0);
        expect(own / (1 + own)).toBeCloseTo(expected[at] ?? 0, 4);
      }
    }),
  );
});

it("comes to rest in a ring of certain pairs, each as likely as the other", () => {
  const ring = [pair("a", "b", 1e9), pair("b", "c", 1e9), pair("c", "d", 1e9), pair("d", "a", 1e9)];
  for (const share of sharesLeft(ring)) expect((share * 1e9) / (1 + share * 1e9)).toBeCloseTo(0.5, 2);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { creatorIdOf, LOCAL_TENANT } from "../ids.ts";
import { agreementOf, fuse, inRange } from "./fusion.ts";
import { AGREEMENT_FULL, FAINT_SHARE, FUSION_VECTOR_WEIGHT } from "./weights.ts";

const id = (name: string) => creatorIdOf(LOCAL_TENANT, "x", name);
const hit = (name: string, score: number, terms: readonly string[]) => ({
  id: id(name),
  score,
  matches: terms.map((term) => ({ field: "bio" as const, term, found: term })),
});
const rarity = new Map([
  ["indie", 1],
  ["games", 1],
]);
const cosines = { floor: 0.1, ceiling: 0.6 };

it("keeps the best of poor keyword matches poor", () => {
  const keyword = [hit("half", 9, ["games"])];
  const [poor] = fuse({ keyword, vector: [], rarity, cosines, agreement: 1 });
  expect(poor?.keyword).toBe(0.5);
});

it("keeps cosines on a scale of their own, so that near to nothing stays low", () => {
  const [far] = fuse({
    keyword: [],
    vector: [{ id: id("far"), score: 0.12 }],
    rarity,
    cosines,
    agreement: 1,
  });
  expect(far?.vector).toBeCloseTo(0.04);
});

it("orders faint cosines below all others, and what is below them not at all", () => {
  const range = { floor: 0.3, ceiling: 1, faintFrom: 0.1 };
  const [none, low, high, edge, near] = [0.1, 0.15, 0.29, 0.3, 0.31].map((cosine) => inRange(cosine, range));
  expect(none).toBe(0);
  expect(low).toBeGreaterThan(0);
  expect(high).toBeGreaterThan(low ?? 1);
  expect(edge).toBeCloseTo(FAINT_SHARE);
  expect(near).toBeGreaterThan(edge ?? 1);
  expect(inRange(1, range)).toBe(1);
});

it("gives a leg that did not run no weight, and one that missed a creator its floor", () => {
  const keyword = [hit("both", 8, ["indie", "games"]), hit("words", 8, ["indie", "games"])];
  const alone = fuse({ keyword, vector: null, rarity, cosines, agreement: 1 });
  expect(alone.map(({ fused }) => fused)).toEqual([1, 1]);
  const both = fuse({ keyword, vector: [{ id: id("both"), score: 0.6 }], rarity, cosines, agreement: 1 });
  expect(both.map(({ fused }) => fused)).toEqual([1, expect.closeTo(1 - FUSION_VECTOR_WEIGHT.agreed)]);
  expect(both[1]?.vector).toBeNull();
});

it("names each creator once, best first, with parts within 0 and 1", () => {
  const hits = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 30 }), fc.double({ min: -1, max: 40, noNaN: true })),
  );
  fc.assert(
    fc.property(hits, hits, (words, near) => {
      const candidates = fuse({
        keyword: words.map(([name, score]) => hit(String(name), score, ["indie"])),
        vector: near.map(([name, score]) => ({ id: id(String(name)), score: score / 40 })),
        rarity,
        cosines,
        agreement: 0.5,
      });
      expect(new Set(candidates.map((one) => one.id)).size).toBe(candidates.length);
      for (const [index, { fused }] of candidates.entries()) {
        expect(fused).toBeGreaterThanOrEqual(0);
        expect(fused).toBeLessThanOrEqual(1);
        expect(fused).toBeLessThanOrEqual(candidates[index - 1]?.fused ?? 1);
      }
    }),
  );
});

it("lets words lead where what they found is near in meaning, and meaning where it is far", () => {
  const keyword = [hit("words", 9, ["indie", "games"])];
  const vector = [{ id: id("meaning"), score: 0.5 }];
  const first = (agreement: number) => fuse({ keyword, vector, rarity, cosines, agreement })[0]?.id;
  expect(first(1)).toBe(id("words"));
  expect(first(0)).toBe(id("meaning"));
});

it("takes a word hit that is not among the nearest for as near as the last of them at most", () => {
  const keyword = [hit("known", 9, ["indie"]), hit("unknown", 8, ["games"])];
  const nearest = [
    { id: id("known"), score: 0.15 },
    { id: id("other"), score: 0.12 },
  ];
  const agreement = agreementOf(keyword, nearest, cosines);
  expect(agreement).toBeCloseTo((0.1 + 0.04) / 2 / AGREEMENT_FULL);
  expect(agreementOf([], nearest, cosines)).toBe(0);
  expect(agreementOf([hit("known", 9, ["indie"])], [{ id: id("known"), score: 0.6 }], cosines)).toBe(1);
});

it("puts a text that says more before one that says less and is as near", () => {
  const vector = [
    { id: id("short"), score: 0.5, certainty: 0.4 },
    { id: id("long"), score: 0.5 },
  ];
  const fused = fuse({ keyword: [], vector, rarity, cosines, agreement: 0 });
  expect(fused.map((one) => one.id)).toEqual([id("long"), id("short")]);
  expect(fused[1]?.vector).toBeCloseTo(0.4 * (fused[0]?.vector ?? 0));
});

import { expect, it } from "vitest";
import { coverageOf, isRoleFound, rarityOf } from "./coverage.ts";
import { CONCEPT_CREDIT } from "./weights.ts";

const match = (term: string) => ({ field: "bio" as const, term, found: term });

it("weighs a word more the fewer profiles of a whole answer hold it", () => {
  const answer = [{ matches: [match("vegan"), match("food")] }, { matches: [match("food")] }];
  const rarity = rarityOf(["vegan", "food"], answer, true);
  expect(coverageOf([match("vegan")], rarity)).toBeGreaterThan(coverageOf([match("food")], rarity));
  expect(coverageOf([match("vegan"), match("food")], rarity)).toBe(1);
});

it("weighs all words alike when the answer was cut, since rare words fill what is left", () => {
  const cut = [{ matches: [match("vegan")] }, { matches: [match("vegan")] }];
  const rarity = rarityOf(["vegan", "food"], cut, false);
  expect(coverageOf([match("vegan")], rarity)).toBe(0.5);
});

it("does not hold it against people's work that nobody writes the word before it", () => {
  const half = (terms: string[], found: string) => {
    const matches = [match(found)];
    return coverageOf(matches, rarityOf(terms, [{ matches }, { matches: [] }], true));
  };
  expect(half(["keynote", "speakers"], "speakers")).toBe(0.5);
  expect(half(["speakers", "keynote"], "speakers")).toBeLessThan(0.5);
  expect(half(["gridiron", "greats"], "greats")).toBeLessThan(0.5);
});

it("counts neighbours that the index matched as one for both", () => {
  const rarity = rarityOf(["linus", "tech"], [], false);
  expect(coverageOf([match("linus tech")], rarity)).toBe(1);
});

it("counts a category in place of a word for less than the word", () => {
  const rarity = rarityOf(["djs"], [], false);
  const byConcept = { ...match("djs"), field: "tags" as const, found: "music", byConcept: true };
  expect(coverageOf([byConcept], rarity)).toBe(CONCEPT_CREDIT);
  expect(coverageOf([byConcept, match("djs")], rarity)).toBe(1);
});

it("is nothing where nothing was asked", () => {
  expect(coverageOf([match("any")], new Map())).toBe(0);
});

it("knows a question for people by what they do whom profiles answer in that very word", () => {
  const found = (terms: string[], answer: { term: string; byConcept?: true }[]) =>
    isRoleFound(
      terms,
      answer.map(({ term, ...one }) => ({ matches: [{ ...match(term), ...one }] })),
    );
  expect(found(["keynote", "speakers"], [{ term: "keynote" }, { term: "speakers" }])).toBe(true);
  expect(found(["keynote", "speakers"], [{ term: "keynote" }])).toBe(false);
  expect(found(["keynote", "speakers"], [{ term: "speakers", byConcept: true }])).toBe(false);
  expect(found(["stories", "daily", "paper"], [{ term: "paper" }])).toBe(false);
  expect(found(["people", "booked", "as", "keynote", "speakers"], [{ term: "speakers" }])).toBe(false);
});

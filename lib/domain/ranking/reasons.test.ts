import { expect, it } from "vitest";
import { sketchCreator } from "../../../test/doubles/creator-sketch.ts";
import { percent, reasonsOf } from "./reasons.ts";

type Evidence = Parameters<typeof reasonsOf>[0];
const nobody = sketchCreator({ handle: "kim", followers: 20_000, engagement_rate: 0.052 });

const reasons = (told: Partial<Evidence>) =>
  reasonsOf({
    creator: nobody,
    matches: [],
    parts: { vector: null, exact_name: 0 },
    text: "vegan food",
    nearestWords: [],
    ...told,
  });

it("says nothing without evidence", () => {
  expect(reasons({})).toEqual([]);
});

it("names words once, where they tell most, as the profile writes them", () => {
  const matches = [
    { field: "bio", term: "vegan", found: "Vegan" },
    { field: "display_name", term: "vegan", found: "VEGAN" },
    { field: "bio", term: "recipies", found: "recipes" },
  ] as const;
  expect(reasons({ matches })).toEqual([
    "Matches 'VEGAN' in name",
    "Matches 'recipes' (for 'recipies') in bio",
  ]);
});

it("tells a category that stands for a word from the word", () => {
  const matches = [{ field: "tags", term: "videojuegos", found: "gaming", byConcept: true }] as const;
  expect(reasons({ matches })).toEqual(["Category Gaming stands for 'videojuegos'"]);
});

it("grades nearness, names its words and keeps quiet where words say more", () => {
  expect(reasons({ parts: { vector: 0.9, exact_name: 0 } })).toEqual([
    "Very near in meaning to 'vegan food'",
  ]);
  expect(reasons({ parts: { vector: 0.5, exact_name: 0 }, nearestWords: ["tofu"] })).toEqual([
    "Near in meaning to 'vegan food' by 'tofu'",
  ]);
  const matches = [{ field: "bio", term: "food", found: "food" }] as const;
  expect(reasons({ parts: { vector: 0.1, exact_name: 0 }, matches })).toEqual(["Matches 'food' in bio"]);
});

it("repeats no more of a long question than tells which it was", () => {
  const [reason = ""] = reasons({ parts: { vector: 0.9, exact_name: 0 }, text: "word ".repeat(80) });
  expect(reason.length).toBeLessThan(100);
  expect(reason).toContain("word ...");
});

it("praises engagement only above three quarters of the peers", () => {
  const rated = (percentile: number) => ({
    ...nobody,
    quality: { tier: "high" as const, percentile, flags: [] },
  });
  expect(reasons({ creator: rated(99.9) })).toEqual([
    "High engagement (5.2%), top 1% of micro creators on Instagram",
  ]);
  expect(reasons({ creator: rated(74) })).toEqual([]);
});

it("writes shares as people do", () => {
  expect([0.052, 0.5, 0.00123, 0, 0.1234].map(percent)).toEqual(["5.2%", "50%", "0.12%", "0%", "12.3%"]);
});

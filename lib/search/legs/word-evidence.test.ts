import { expect, it } from "vitest";
import { type ProfileSketch, sketchCreator } from "../../../test/doubles/creator-sketch.ts";
import type { Creator } from "../../domain/creator.ts";
import { wordEvidence } from "./word-evidence.ts";

const profile = (bio: string, index: number): Creator =>
  sketchCreator({ handle: `one_${index}`, display_name: "-", bio } satisfies ProfileSketch);

const evidenceOf = (terms: readonly string[], creators: readonly Creator[]) =>
  wordEvidence(
    { terms, required: [], concepts: new Map() },
    creators.map(({ id }, index) => ({ id, score: creators.length - index })),
    new Map(creators.map((creator) => [creator.id, creator])),
  );

it("corrects a word that profiles only have another word for", () => {
  const { spellings, keyword } = evidenceOf(["lawyers"], ["An attorney", "Two lawers"].map(profile));
  expect([...spellings]).toEqual([["lawyers", "lawers"]]);
  expect(keyword?.map(({ matches }) => matches.map(({ found }) => found))).toEqual([
    ["attorney"],
    ["lawers"],
  ]);
});

it("looks ahead through the first hits while somebody waits, and looks through no profile again", async () => {
  const looks = new Map<string, number>();
  const counted = (bio: string, index: number): Creator => {
    const creator = profile(bio, index);
    const counting = Object.defineProperty({ ...creator }, "bio", {
      get() {
        looks.set(creator.id, (looks.get(creator.id) ?? 0) + 1);
        return bio;
      },
    });
    return counting as Creator;
  };
  const creators = Array.from({ length: 40 }, (_, index) => counted("Ballet daily", index));
  const { keyword, lookAhead } = evidenceOf(["ballet"], creators);
  looks.clear();
  await lookAhead(20, () => looks.size < 10);
  expect(looks.size).toBeGreaterThanOrEqual(10);
  expect(looks.size).toBeLessThan(20);
  await lookAhead(20, () => true);
  // The first was looked through for misspelt words, before the count began.
  expect(creators.filter(({ id }) => looks.has(id)).length).toBe(19);
  const before = new Map(looks);
  expect(keyword?.slice(0, 20).every(({ matches }) => matches.length === 1)).toBe(true);
  expect(looks).toEqual(before);
});

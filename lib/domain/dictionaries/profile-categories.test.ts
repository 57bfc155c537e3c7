import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHint } from "./category-evidence.ts";
import categoryVocabulary from "./category-vocabulary.computed.ts";
import { isProfession } from "./professions.ts";
import { categoriesOfProfile, hintedCategories, type ProfileWords } from "./profile-categories.ts";

const words = (part: Partial<ProfileWords>): ProfileWords => ({
  name: "Kim Lee",
  bio: "",
  hashtags: [],
  keywords: [],
  ...part,
});
const ofBio = (bio: string): string[] => categoriesOfProfile(words({ bio }));

describe("categories of a profile", () => {
  test.each([
    "Pikachu of the Pokémon series",
    "Stranger Things on Netflix now",
    "Business inquiries: my agent",
    "dog lover",
    "father of two, husband of one",
    "Founder of Lantern",
    "Host of Tuesday Nights",
    "Boston sports fanatic",
  ])("one word that may be anything sorts nobody: %s", (bio) => {
    expect(ofBio(bio)).toEqual([]);
  });

  test.each([
    ["Photographer in Lisbon", "photography"],
    ["Abogada en Madrid", "law"],
    ["повар", "food"],
    ["مغني", "music"],
    ["लेखक", "books"],
    ["서울 배우", "actors"],
    ["東京の俳優", "actors"],
    ["CEO @somewhere", "business"],
  ])("work is enough alone: %s", (bio, code) => {
    expect(ofBio(bio)).toContain(code);
  });

  test("so are a set phrase and a word in the name", () => {
    expect(ofBio("true crime from the north")).toContain("true_crime");
    expect(categoriesOfProfile(words({ name: "Lisbon Podcast" }))).toContain("podcasts");
  });

  test("two signs are different words, or one in different places", () => {
    expect(ofBio("recipes from a small kitchen")).toContain("food");
    expect(ofBio("recipes, recipes, recipes")).toEqual([]);
    expect(categoriesOfProfile(words({ bio: "recipes", hashtags: ["recipes"] }))).toEqual([]);
    expect(categoriesOfProfile(words({ bio: "recipes", keywords: ["recipes"] }))).toContain("food");
    expect(categoriesOfProfile(words({ keywords: ["minecraft", "minecraft mods"] }))).toContain("gaming");
  });

  test("a word that needs company is none to itself", () => {
    expect(categoriesOfProfile(words({ name: "Space Jam", bio: "space", keywords: ["space"] }))).toEqual([]);
  });

  const stray = categoryVocabulary()
    .exact.filter(([key, evidence]) => !(key.includes(" ") || isProfession(key) || evidence.every(isHint)))
    .map(([key]) => key);

  test("no stray word makes a category, in a bio, a hashtag or a keyword", () => {
    expect(stray.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(fc.constantFrom(...stray), (word) => {
        expect(ofBio(`waiting for ${word} and you`)).toEqual([]);
        expect(categoriesOfProfile(words({ hashtags: [word] }))).toEqual([]);
        expect(categoriesOfProfile(words({ keywords: [word] }))).toEqual([]);
      }),
    );
  });

  test("what one word points to is a hint", () => {
    const profile = words({ bio: "Stranger Things on Netflix now" });
    expect(hintedCategories(profile)).toEqual(["film_tv"]);
  });
});

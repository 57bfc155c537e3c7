import { expect, it } from "vitest";
import { otherTerms } from "./other-words.ts";

it("names other words for the people that are asked for, in any form of the word", () => {
  expect(otherTerms(["lawyers"]).get("attorney")).toBe("lawyers");
  expect(otherTerms(["journalist", "paris"]).get("photojournalist")).toBe("journalist");
});

it("leaves out words that were asked themselves", () => {
  expect([...otherTerms(["lawyers", "attorney"]).keys()]).not.toContain("attorney");
});

it("names no wider word, which would find others too", () => {
  expect([...otherTerms(["journalists"]).keys()]).not.toContain("writer");
});

it("has nothing for subjects, nations and kin, nor for words in a long question", () => {
  expect(otherTerms(["gardening", "american", "cousin"]).size).toBe(0);
  expect(otherTerms(["hat", "instructor", "digital", "burglary", "white"]).size).toBe(0);
});

it("names English words for words of other languages, in a long question too", () => {
  const asked = ["creadores", "de", "recetas", "para", "la", "cena"];
  expect(otherTerms(asked).get("recipes")).toBe("recetas");
});

import { expect, it } from "vitest";
import { roleTerms } from "./roles.ts";

it("names other words for the people that are asked for, in any form of the word", () => {
  expect(roleTerms(["lawyers"]).get("attorney")).toBe("lawyers");
  expect(roleTerms(["journalist", "paris"]).get("photojournalist")).toBe("journalist");
});

it("leaves out words that were asked themselves", () => {
  expect([...roleTerms(["lawyers", "attorney"]).keys()]).not.toContain("attorney");
});

it("names no wider word, which would find others too", () => {
  expect([...roleTerms(["journalists"]).keys()]).not.toContain("writer");
});

it("has nothing for subjects, nations and kin, nor for words in a long question", () => {
  expect(roleTerms(["gardening", "american", "cousin"]).size).toBe(0);
  expect(roleTerms(["hat", "instructor", "digital", "burglary", "white"]).size).toBe(0);
});

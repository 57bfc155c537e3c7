import emoji from "unicode-emoji-json/data-by-emoji.json" with { type: "json" };
import { expect, it } from "vitest";
import { englishWords } from "./translations.ts";

it("names English words for topics in other languages, in forms that the table has not", () => {
  expect(englishWords("recetas")).toContain("recipes");
  expect(englishWords("фотографиями")).toContain("photography");
  expect(englishWords("料理")).toContain("cooking");
});

it("finds the topics of a compound at its beginning and its end", () => {
  expect(englishWords("fussballspieler")).toContain("football");
  expect(englishWords("reisefotografie")).toContain("photography");
});

it("has nothing for English words, not even for those that begin as words of other languages do", () => {
  const names = Object.values(emoji).flatMap(({ name }) => name.toLowerCase().match(/\b[a-z]{4,}\b/g) ?? []);
  const translated = ["still", "market", "partial", "tariff", ...names].filter(
    (word) => englishWords(word).length > 0,
  );
  expect(names.length).toBeGreaterThan(3_000);
  expect([...new Set(translated)]).toEqual([]);
});

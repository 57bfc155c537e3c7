import { expect, test } from "vitest";
import { correctFilterWord, isOneSlipAway } from "./filter-word-typos.ts";

test.each([
  ["folowers", "followers"],
  ["follwoers", "followers"],
  ["youtbers", "youtubers"],
  ["sequidores", "seguidores"],
])("the filter word %s is corrected to %s", (typed, meant) => {
  expect(correctFilterWord(typed)).toBe(meant);
});

test.each(["followed", "chanel", "flowers", "beast", "creature", "versified"])(
  "the content word %s is left alone",
  (word) => {
    expect(correctFilterWord(word)).toBe(word);
  },
);

test("one slip is one letter missing, added, changed or swapped, never the first", () => {
  expect(isOneSlipAway("abdc", "abcd")).toBe(true);
  expect(isOneSlipAway("abc", "abcd")).toBe(true);
  expect(isOneSlipAway("xbcd", "abcd")).toBe(false);
  expect(isOneSlipAway("abdd", "abcde")).toBe(false);
});

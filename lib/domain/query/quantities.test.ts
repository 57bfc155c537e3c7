import { expect, test } from "vitest";
import { correctFilterWord, isOneSlipAway } from "./filter-word-typos.ts";
import { parseNumber } from "./quantities.ts";

test.each([
  ["1,000", 1_000],
  ["1.000", 1_000],
  ["1.5", 1.5],
  ["1,5", 1.5],
  ["1.234.567", 1_234_567],
  ["0.125", 0.125],
  ["１２３", 123],
  ["٥٠", 50],
  ["१०", 10],
])("%s is %d", (raw, value) => {
  expect(parseNumber(raw)).toBe(value);
});

test.each([
  ["folowers", "followers"],
  ["follwoers", "followers"],
  ["youtbers", "youtubers"],
  ["sequidores", "seguidores"],
])("the filter word %s is mended to %s", (typed, meant) => {
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

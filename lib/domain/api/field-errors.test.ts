import { expect, test } from "vitest";
import { nearestName, unknownField } from "./field-errors.ts";

const KNOWN = ["followers_min", "followers_max", "platforms", "q"];

test.each([
  ["followersMin", "followers_min"],
  ["follower_min", "followers_min"],
  ["followers-max", "followers_max"],
  ["platform", "platforms"],
  ["Q", "q"],
])("%s is taken for %s", (name, meant) => {
  expect(nearestName(name, KNOWN)).toBe(meant);
});

test("a name far from all is offered none of them, but all", () => {
  expect(nearestName("colour", KNOWN)).toBeNull();
  expect(unknownField(["colour"], KNOWN).detail).toContain(
    "Known are followers_min, followers_max, platforms, q.",
  );
});

test("a long name is repeated in part", () => {
  expect(unknownField(["x".repeat(10_000)], KNOWN).detail.length).toBeLessThan(200);
});

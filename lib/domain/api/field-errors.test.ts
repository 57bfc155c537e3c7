import { expect, test } from "vitest";
import { z } from "zod";
import { demand, fieldErrors, nearestName, unknownField } from "./field-errors.ts";
import { createList } from "./list-operations.ts";

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

test("what is missing is told apart from what is of another kind", () => {
  const schema = z.object({ q: z.string(), ids: z.array(z.string()) });
  const details = (value: object) =>
    fieldErrors(
      schema.safeParse(value).error ?? new z.ZodError([]),
      (path) => path,
      () => KNOWN,
    ).map(({ detail }) => detail);
  expect(details({})).toEqual([`"q" is missing: it must be text.`, `"ids" is missing: it must be a list.`]);
  expect(details({ q: 1, ids: null })).toEqual([`"q" must be text.`, `"ids" must be a list.`]);
});

test("a pattern is told in words", () => {
  const { error } = createList.input.safeParse({ name: " " });
  expect(
    fieldErrors(
      error ?? new z.ZodError([]),
      (path) => path,
      () => KNOWN,
    )[0]?.detail,
  ).toBe('"name" does not fit: it must hold more than blanks.');
});

test("a time, a day and an address are asked for by an example", () => {
  const schema = z.object({ at: z.iso.datetime(), day: z.iso.date(), link: z.url() });
  const { error } = schema.safeParse({ at: "yesterday", day: "today", link: "here" });
  expect(error?.issues.map(demand)).toEqual([
    "must be a time such as 2026-11-20T10:00:00Z",
    "must be a day such as 2026-11-20",
    "must be an address such as https://example.com/",
  ]);
});

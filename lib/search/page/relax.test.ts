import { expect, it } from "vitest";
import { relaxations } from "./relax.ts";

it("widens followers before it drops them and lets the platform go last", () => {
  const steps = relaxations({ platforms: ["x"], followers: { min: 10_001, max: 50_000 } }, {});
  expect(steps.map(({ label }) => label.filter)).toEqual(["followers", "followers", "platforms"]);
  expect(steps.map(({ filters }) => filters)).toEqual([
    { platforms: ["x"], followers: { min: 5_000, max: 100_000 } },
    { platforms: ["x"] },
    {},
  ]);
});

it("leaves words, exclusions and the caller's own fields in force", () => {
  const read = { keywords: ["tea"], exclude_keywords: ["milk"], verified: true, countries: ["GB"] };
  const steps = relaxations(read, { countries: ["FR"] });
  expect(steps.map(({ filters }) => filters)).toEqual([
    { keywords: ["tea"], exclude_keywords: ["milk"], countries: ["GB"] },
  ]);
});

it("has nothing to give way when nothing was read", () => {
  expect(relaxations({}, { verified: true })).toEqual([]);
});

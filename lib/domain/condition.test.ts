import { describe, expect, it } from "vitest";
import { type Condition, meetsAll } from "./condition.ts";

const record = {
  country: "DE",
  followers: 5_000,
  languages: ["de", "en"],
  verified: false,
  growth_rate: null,
};

describe("conditions", () => {
  it.each<[Condition, boolean]>([
    [{ field: "country", op: "eq", value: "DE" }, true],
    [{ field: "languages", op: "eq", value: "en" }, true],
    [{ field: "languages", op: "in", values: ["fr", "de"] }, true],
    [{ field: "languages", op: "notIn", values: ["fr"] }, true],
    [{ field: "languages", op: "notIn", values: ["en"] }, false],
    [{ field: "followers", op: "gte", value: 5_000 }, true],
    [{ field: "followers", op: "lte", value: 4_999 }, false],
    [{ field: "verified", op: "eq", value: false }, true],
  ])("%j is %s", (condition, expected) => {
    expect(meetsAll(record, [condition])).toBe(expected);
  });

  it.each<Condition>([
    { field: "growth_rate", op: "gte", value: 0 },
    { field: "growth_rate", op: "lte", value: 0 },
    { field: "missing", op: "eq", value: 0 },
    { field: "missing", op: "in", values: [0] },
  ])("never take unknown for a match: %j", (condition) => {
    expect(meetsAll(record, [condition])).toBe(false);
  });

  it("let unknown pass what only excludes", () => {
    expect(meetsAll(record, [{ field: "missing", op: "notIn", values: ["x"] }])).toBe(true);
  });

  it("do not compare text with numbers", () => {
    expect(meetsAll(record, [{ field: "country", op: "gte", value: 1 }])).toBe(false);
  });
});

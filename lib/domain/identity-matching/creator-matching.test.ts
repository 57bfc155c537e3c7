import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sketchCreator } from "../../../test/doubles/creator-sketch.ts";
import type { Creator } from "../creator.ts";
import { allAtOnce } from "../steps.ts";
import { CREATOR_MATCHING, featuresOf } from "./creator-matching.ts";
import { learn, scorer } from "./match.ts";
import { levelsOf } from "./model.ts";

type Sketch = Parameters<typeof sketchCreator>[0];
const account = (sketch: Sketch, contacts: Creator["contacts"] = []) =>
  featuresOf({ ...sketchCreator(sketch), contacts });

function compared(a: Sketch, b: Sketch): Record<string, string> {
  const [one, other] = [account({ platform: "x", ...a }), account({ platform: "instagram", ...b })];
  const levels = levelsOf(CREATOR_MATCHING.fields, one, other);
  return Object.fromEntries(
    CREATOR_MATCHING.fields.flatMap(({ name, levels: names }, at) => {
      const level = levels[at] ?? null;
      return level === null ? [] : [[name, names[level] ?? ""]];
    }),
  );
}

describe("two accounts agree", () => {
  it.each([
    ["jane_doe", "Jane.Doe", "equal"],
    ["janedoe", "realjanedoe", "equal without affixes"],
    ["janedoetv", "officialjanedoe", "equal without affixes"],
    ["janedoe", "janedoe_", "equal"],
    ["janedoe1", "janedoe2", "nearly equal"],
    ["janedoe", "acmebikes", "different"],
    ["thea", "a", "different"],
  ])("in the handles %s and %s: %s", (a, b, level) => {
    expect(compared({ handle: a }, { handle: b }).handle).toBe(level);
  });

  it.each([
    ["Jane Doe", "Doe, Jane", "same words"],
    ["Dr. Jane A. Doe", "JANE DOE official", "same words"],
    ["Jane Doe", "Jane Doe Berlin", "one within the other"],
    ["Jane Doe", "Jane Roe Moe", "some words"],
    ["Jane Doe", "Acme Bikes", "no word"],
  ])("in the names %s and %s: %s", (a, b, level) => {
    const [one, other] = [
      { handle: "a", display_name: a },
      { handle: "b", display_name: b },
    ];
    expect(compared(one, other).name).toBe(level);
  });

  it("against it where both are verified under other names, or one is a brand", () => {
    const jane: Sketch = { handle: "a", display_name: "Jane Doe", verified: true, account_type: "person" };
    const acme: Sketch = {
      handle: "b",
      display_name: "Acme Bikes",
      verified: true,
      account_type: "business",
    };
    expect(compared(jane, acme)).toMatchObject({
      name: "no word, both verified",
      "person or brand": "different",
    });
  });

  it("in their own site, never in a platform where everybody has a page", () => {
    const links = ["https://www.janedoe.example/shop", "https://linktr.ee/janedoe"];
    expect(compared({ handle: "a", links }, { handle: "b", links: ["https://janedoe.example"] }).site).toBe(
      "shared",
    );
    expect(
      compared({ handle: "a", links: ["https://linktr.ee/janedoe"] }, { handle: "b", links }),
    ).not.toHaveProperty("site");
  });
});

it("a channel without a handle has none to compare", () => {
  const id = "UC0123456789abcdefghijkl";
  expect(account({ platform: "youtube", handle: id, platform_user_id: id }).handle).toBeNull();
});

describe("a pair's probability", () => {
  const text = (...values: string[]) => fc.constantFrom(...values);
  const sketch = fc.record({
    handle: text("jane_doe", "realjanedoe", "acme", "jo"),
    display_name: text("Jane Doe", "Jane Doe Berlin", "Acme", ""),
    country: fc.constantFrom("DE", "FR", null),
    languages: fc.subarray(["de", "en", "fr"]),
    categories: fc.subarray(["food", "travel"]),
    verified: fc.constantFrom(true, false, null),
    links: fc.subarray(["https://jane.example", "https://acme.example"]),
  });
  const crowd = Array.from({ length: 60 }, (_, at) =>
    account({
      platform: at % 2 ? "x" : "instagram",
      handle: `person${at}`,
      display_name: `Person No${at} Some`,
    }),
  );

  it("is between 0 and 1 and the same whichever account comes first", () => {
    const blocks = { pairs: [], skipped: { blocks: 0, records: 0 } };
    fc.assert(
      fc.property(sketch, sketch, (one, other) => {
        const a = account({ platform: "x", ...one });
        const b = account({ platform: "instagram", ...other });
        const records = [...crowd, a, b];
        const { model } = allAtOnce(learn(CREATOR_MATCHING, records, blocks));
        const score = scorer(CREATOR_MATCHING, model, records);
        const [[forth], [back]] = [allAtOnce(score([{ a, b }])), allAtOnce(score([{ a: b, b: a }]))];
        expect(forth?.probability).toBeGreaterThanOrEqual(0);
        expect(forth?.probability).toBeLessThanOrEqual(1);
        expect(back?.evidence).toEqual(forth?.evidence);
      }),
      { numRuns: 30 },
    );
  });

  it("is lower where many on one platform bear the name", () => {
    const jane = (platform: "x" | "instagram", handle: string) =>
      account({ platform, handle, display_name: "Jane Doe" });
    const [a, b] = [jane("x", "janed"), jane("instagram", "doejane")];
    const few = [...crowd, a, b];
    const { model } = allAtOnce(
      learn(CREATOR_MATCHING, few, { pairs: [], skipped: { blocks: 0, records: 0 } }),
    );
    const many = [...few, ...Array.from({ length: 8 }, (_, at) => jane("x", `other${at}`))];
    const probability = (records: typeof few) =>
      allAtOnce(scorer(CREATOR_MATCHING, model, records)([{ a, b }]))[0]?.probability ?? 0;
    expect(probability(many)).toBeLessThan(probability(few));
  });

  it("is shared by accounts of one platform that fit equally well, and told as evidence", () => {
    const jane = (platform: "x" | "instagram", handle: string) =>
      account({ platform, handle, display_name: "Jane Doe" });
    const [a, b, c] = [jane("x", "janedoe"), jane("instagram", "janedoe"), jane("instagram", "jane_doe")];
    const records = [...crowd, a, b, c];
    const { model } = allAtOnce(
      learn(CREATOR_MATCHING, records, { pairs: [], skipped: { blocks: 0, records: 0 } }),
    );
    const score = scorer(CREATOR_MATCHING, model, records);
    const [alone] = allAtOnce(score([{ a, b }]));
    const [first, second] = allAtOnce(
      score([
        { a, b },
        { a, b: c },
      ]),
    );
    expect(first?.probability).toBeLessThan(alone?.probability ?? 0);
    expect((first?.probability ?? 1) + (second?.probability ?? 1)).toBeLessThanOrEqual(1);
    expect(first?.evidence.map(({ field }) => field)).toContain("rivals");
  });
});

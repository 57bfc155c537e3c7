import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFlat } from "./flat-parameters.ts";
import { searchByQuery } from "./search-operations.ts";

const { input: schema, query: flat } = searchByQuery;

const read = (query: Record<string, string | string[]>) =>
  readFlat(
    schema,
    flat,
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()])),
  );

describe("flat parameters", () => {
  test("stand for the structured request", () => {
    const result = read({
      q: "vegan coaches",
      platforms: "x,youtube",
      followers_min: "1000",
      engagement_rate_max: "0.5",
      verified: "true",
      limit: "5",
    });
    expect(result).toMatchObject({
      input: {
        query: "vegan coaches",
        filters: {
          platforms: ["x", "youtube"],
          followers: { min: 1000 },
          engagement_rate: { max: 0.5 },
          verified: true,
        },
        limit: 5,
        mode: "hybrid",
      },
    });
  });

  test("an empty query browses, any other empty value is refused", () => {
    expect(read({ q: "" })).toMatchObject({ input: { query: "" } });
    for (const name of flat.names.filter((one) => one !== "q")) {
      expect(read({ [name]: "" }), name).toMatchObject({ errors: [{ pointer: `#/${name}` }] });
    }
  });

  test("a bound that is outside says so, one that is inside does not", () => {
    expect(read({ last_active_days: "0" })).toMatchObject({
      errors: [{ detail: '"last_active_days" must be more than 0.' }],
    });
    expect(read({ limit: "0" })).toMatchObject({ errors: [{ detail: '"limit" must be at least 1.' }] });
  });

  test("a number below 0 is read where the request takes one", () => {
    expect(read({ growth_min: "-0.5", growth_max: "-0.01" })).toMatchObject({
      input: { filters: { growth: { min: -0.5, max: -0.01 } } },
    });
    expect(read({ growth_min: "-2" })).toMatchObject({
      errors: [{ detail: '"growth_min" must be at least -1.' }],
    });
    expect(read({ growth_min: "--1" })).toMatchObject({
      errors: [{ detail: expect.stringContaining("0.02 or -0.02") }],
    });
    expect(read({ engagement_rate_min: "-0.1" })).toMatchObject({
      errors: [{ detail: expect.stringContaining("0 or more") }],
    });
  });

  test("a parameter without a name is no body", () => {
    expect(read({ "": "5" })).toMatchObject({
      errors: [{ detail: expect.stringMatching(/^"" is not a field/), pointer: "#/" }],
    });
  });

  test.each([
    ["countries", "de", "DE"],
    ["countries", "uk", "GB"],
    ["countries", "Germany", "DE"],
    ["languages", "English", "en"],
    ["languages", "pt-BR", "pt"],
    ["categories", "Music", "music"],
  ])("%s=%s is refused, with the code that is meant", (name, code, meant) => {
    const remedy = meant ? `did you mean ${meant}?` : `GET /dictionaries/${name} lists those in use`;
    const result = read({ [name]: code });
    expect("errors" in result && result.errors.map(({ detail }) => detail).join(" ")).toContain(remedy);
  });

  test("what is long is not repeated whole", () => {
    const result = read({ countries: "x".repeat(5_000) });
    expect("errors" in result && result.errors.map(({ detail }) => detail).join(" ").length).toBeLessThan(
      300,
    );
  });

  test("an id that no creator can have is refused", () => {
    expect(read({ exclude_ids: "someone" })).toMatchObject({ errors: [{ pointer: "#/exclude_ids" }] });
  });

  test("a parameter given twice is refused, every one", () => {
    for (const name of flat.names) expect(read({ [name]: ["1", "1"] })).toHaveProperty("errors");
  });

  test.each(["NaN", "1e3", "0x10", " 5", "+5", "-5", "5.5", "Infinity", "٣", "10k", "1,000"])(
    "%j is no whole number",
    (text) => {
      expect(read({ followers_min: text })).toMatchObject({ errors: [{ pointer: "#/followers_min" }] });
    },
  );

  test("every wrong parameter is told, not the first alone", () => {
    const result = read({ followers_min: "x", colour: "red", verified: "1" });
    expect("errors" in result && result.errors.map(({ pointer }) => pointer)).toEqual([
      "#/followers_min",
      "#/colour",
      "#/verified",
    ]);
  });

  test("names that objects have of themselves are unknown like any other", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const query = Object.fromEntries([[name, ["x"]]]);
      expect(readFlat(schema, flat, query)).toMatchObject({
        errors: [{ detail: expect.stringContaining(name) }],
      });
    }
  });

  test("any query is read or refused, and what is read fits the schema", () => {
    const names = fc.oneof(fc.constantFrom(...flat.names), fc.string());
    const values = fc.array(
      fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom("true", "x,youtube")),
    );
    fc.assert(
      fc.property(fc.dictionary(names, values, { maxKeys: 5 }), (query) => {
        const result = readFlat(schema, flat, query);
        if ("errors" in result) expect(result.errors.length).toBeGreaterThan(0);
        else expect(schema.safeParse(result.input).success).toBe(true);
      }),
    );
  });

  test("whole numbers come through as they are", () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        expect(read({ followers_min: String(number) })).toMatchObject({
          input: { filters: { followers: { min: number } } },
        });
      }),
    );
  });
});

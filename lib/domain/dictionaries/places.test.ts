import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countries } from "./entries.ts";
import { countryOfLocation, flagsOf } from "./places.ts";

describe("the country of a free location text", () => {
  test.each([
    ["Leeds, England", "GB"],
    ["São Paulo - BR", "BR"],
    ["Belo Horizonte MG", "BR"],
    ["NYC ✈ LA", "US"],
    ["Brooklyn, NY", "US"],
    ["Portland, Ore. / Seattle, WA", "US"],
    ["Paris, Texas", "US"],
    ["Atlanta, Georgia", "US"],
    ["Tbilisi, Georgia", "GE"],
    ["London, ON", "CA"],
    ["Granada, España", "ES"],
    ["Granada, Nicaragua", "NI"],
    ["London, Canada", "CA"],
    ["Toronto, CA", "CA"],
    ["Mumbai, IN", "IN"],
    ["東京都", "JP"],
    ["서울특별시", "KR"],
    ["القاهرة، مصر", "EG"],
    ["Москва", "RU"],
    ["München 🥨", "DE"],
    ["somewhere in 🇵🇹", "PT"],
    ["Based in sunny Los Angeles", "US"],
    ["ＬＯＮＤＯＮ", "GB"],
  ])("%s is %s", (text, country) => {
    expect(countryOfLocation(text)).toBe(country);
  });

  test.each([
    "",
    "Earth",
    "Georgia",
    "Granada",
    "London/Paris",
    "Toronto & Berlin",
    "🇩🇪 🇫🇷",
    "worldwide",
    "Everywhere love IS",
    "the moon",
  ])("%s is left open", (text) => {
    expect(countryOfLocation(text)).toBeNull();
  });

  test("any text gives a listed country or none, and never throws", () => {
    const codes = new Set(countries().map(({ code }) => code));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const country = countryOfLocation(text);
        expect(country === null || codes.has(country)).toBe(true);
      }),
    );
  });
});

test("flags are read as countries, each once, and only real ones", () => {
  expect(flagsOf("🇧🇷🇧🇷 and 🇯🇵 and 🇽🇽")).toEqual(["BR", "JP"]);
});

test("every country has a code and an English name", () => {
  expect(countries()).toHaveLength(250);
  expect(countries()).toContainEqual({ code: "DE", name: "Germany" });
  expect(countries().every(({ code, name }) => /^[A-Z]{2}$/.test(code) && name !== code)).toBe(true);
});

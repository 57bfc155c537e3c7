import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phraseKey } from "../text/words.ts";
import { CITY_NAMES } from "./city-names.ts";
import { COUNTRY_CODES } from "./country-table.ts";
import { countries } from "./entries.ts";
import { REGION_CODES } from "./geo-codes.ts";
import { placeIndex } from "./place-names.ts";
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
    ["Mumbai, MH", "IN"],
    ["Guwahati, AS", "IN"],
    ["Bologna, BO", "IT"],
    ["Milano, MI", "IT"],
    ["Madrid, MD", "ES"],
    ["Chicago, IL", "US"],
    ["Winnipeg, MB", "CA"],
    ["Berlin, DE", "DE"],
    ["Athens, GA", "US"],
    ["London, KY", "US"],
    ["Vancouver Island", "CA"],
    ["Easter Island", "CL"],
    ["السعوديه", "SA"],
    ["الامارات", "AE"],
    ["ประเทศไทย", "TH"],
    ["საქართველო", "GE"],
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
    "Island girl",
    "Treasure Island",
    "Island",
  ])("%s is left open", (text) => {
    expect(countryOfLocation(text)).toBeNull();
  });

  test("a country's own name in the language of most of its people is that country", () => {
    for (const code of COUNTRY_CODES) {
      const { language } = new Intl.Locale(`und-${code}`).maximize();
      const name = new Intl.DisplayNames(language, { type: "region", fallback: "none" }).of(code) ?? "";
      // What means another place too, or an everyday word, stays open.
      const isClear = placeIndex().get(phraseKey(name))?.countries.length === 1;
      if (isClear && code !== "IS") expect([code, countryOfLocation(name)]).toEqual([code, code]);
    }
  });

  test("a region's code behind a city of its own country never leads to another country", () => {
    const cities = Object.entries(CITY_NAMES).flatMap(([country, names]) =>
      names.split("|").flatMap((name) => {
        const place = placeIndex().get(phraseKey(name));
        const isOnly = place?.level === "city" && place.countries.join() === country && !place.also?.length;
        return isOnly && /^\p{L}+$/u.test(name) && REGION_CODES[country] ? [[country, name]] : [];
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...cities), fc.nat(), ([country = "", name = ""], nth) => {
        const codes = REGION_CODES[country]?.split(" ") ?? [];
        const found = countryOfLocation(`${name}, ${codes[nth % codes.length]}`);
        expect([country, null]).toContain(found);
      }),
      { numRuns: 500 },
    );
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

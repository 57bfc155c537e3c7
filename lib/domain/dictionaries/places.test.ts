import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { phraseKey } from "../text/words.ts";
import { CITY_NAMES } from "./city-names.ts";
import { COUNTRY_CODES } from "./country-table.ts";
import { countries } from "./entries.ts";
import { REGION_CODES } from "./geo-codes.ts";
import { isPlaceCode, placeName, placesNamed } from "./place-codes.ts";
import { placeIndex } from "./place-names.ts";
import { countryOfLocation, flagsOf, placesOfLocation } from "./places.ts";

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
      names.split(/[|~]/).flatMap((name) => {
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
      { numRuns: rounds(500) },
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

describe("places of a location", () => {
  test.each<[string | null, string | null, ...string[]]>([
    ["Berlin, Germany", "DE", "DE/berlin", "DE/?region"],
    ["München", "DE", "DE/munich", "DE/?region"],
    ["Monaco di Baviera", "DE", "DE/munich", "DE/?region"],
    ["NYC", "US", "US/new-york-city", "US/?region"],
    ["Nueva York", "US", "US/new-york-city", "US/?region"],
    ["LA", "US", "US/los-angeles", "US/?region"],
    ["Austin, TX", "US", "US/austin", "US/texas"],
    ["Paris, Texas", "US", "US/paris", "US/texas"],
    ["Toronto, ON", "CA", "CA/toronto", "CA/ontario"],
    ["Bayern", "DE", "DE/bavaria", "DE/?city"],
    ["London / Paris", "GB", "GB/london", "GB/?region"],
    ["서울 강남", "KR", "KR/seoul", "KR/gangnam", "KR/?region"],
    ["the UK", "GB", "GB/?city", "GB/?region"],
    ["Germany", "DE", "DE/?city", "DE/?region"],
    ["somewhere nice", "DE", "DE/?city", "DE/?region"],
    [null, "DE", "DE/?city", "DE/?region"],
    ["Berlin", null],
  ])("%s in %s", (text, country, ...codes) => {
    expect(placesOfLocation(text, country)).toEqual(country === null ? [] : [country, ...codes]);
  });

  test("a code has one name, and each of a place's names leads to it", () => {
    expect(["BR/sao-paulo", "US/new-york-city", "DE/munich", "CA/quebec"].map(placeName)).toEqual([
      "São Paulo",
      "New York City",
      "Munich",
      "Québec",
    ]);
    for (const name of ["Munich", "München", "Monaco di Baviera", "ミュンヘン"])
      expect(placesNamed(name), name).toEqual(["DE/munich"]);
    expect(placesNamed("Valencia")).toEqual(["VE/valencia", "ES/valencia"]);
    expect(["Germany", "USA", "nowhere at all"].flatMap(placesNamed)).toEqual([]);
  });

  test("every name of a place gives a code that is known, whose name means nothing else in its country", () => {
    for (const key of placeIndex().keys()) {
      for (const code of placesNamed(key)) {
        expect(isPlaceCode(code), `${key}: ${code}`).toBe(true);
        const inCountry = placesNamed(placeName(code)).filter((one) => one.startsWith(code.slice(0, 3)));
        for (const meant of inCountry) expect(meant, key).toBe(code);
      }
    }
    expect(["DE/muenchen", "DE/paris", "DE/", "DE", "XX/berlin", "DE/?city"].filter(isPlaceCode)).toEqual([]);
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

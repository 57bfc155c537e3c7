import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countryOfCode, languageOfCode } from "./codes.ts";
import { COUNTRY_CODES } from "./country-table.ts";
import { LANGUAGE_CODES } from "./language-table.ts";

describe("countryOfCode", () => {
  it.each([
    ["gb", "GB"],
    ["UK", "GB"],
    ["EL", "GR"],
    ["840", "US"],
    [" de ", "DE"],
    ["SU", "RU"],
  ])("reads %s as %s", (code, country) => expect(countryOfCode(code)).toBe(country));

  it.each(["XX", "ZZ", "EU", "UN", "AA", "", "United Kingdom", "1", "D1"])("knows no country %s", (code) =>
    expect(countryOfCode(code)).toBeNull(),
  );

  it("leaves every code of ISO 3166-1 as it is, in any case", () => {
    for (const code of COUNTRY_CODES)
      expect([countryOfCode(code), countryOfCode(code.toLowerCase())]).toEqual([code, code]);
  });
});

describe("languageOfCode", () => {
  it.each([
    ["en-GB", "en"],
    ["en_US", "en"],
    ["eng", "en"],
    ["ger", "de"],
    ["deu", "de"],
    ["chi", "zh"],
    ["jp", "ja"],
    ["cn", "zh"],
    ["kr", "ko"],
    ["ua", "uk"],
    ["cz", "cs"],
    ["GR", "el"],
    ["iw", "he"],
    ["in", "id"],
    ["tl", "fil"],
    ["nb", "no"],
    ["sh", "sr"],
    ["zh-Hans-CN", "zh"],
  ])("reads %s as %s", (code, language) => expect(languageOfCode(code)).toBe(language));

  it.each(["und", "zxx", "qme", "art", "", "x", "english"])("knows no language %s", (code) =>
    expect(languageOfCode(code)).toBeNull(),
  );

  it("leaves the codes of the API as they are, and reads its own answers as themselves", () => {
    for (const code of LANGUAGE_CODES)
      expect([code, languageOfCode(code)]).toEqual([code, languageOfCode(languageOfCode(code))]);
  });

  it("survives whatever a platform sends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (code) => {
        expect(languageOfCode(code) ?? "xx").toMatch(/^[a-z]{2,3}$/);
        expect(countryOfCode(code) ?? "XX").toMatch(/^[A-Z]{2}$/);
      }),
    );
  });
});

import fc from "fast-check";
import { toCardinal as german } from "n2words/de-DE";
import { toCardinal as english } from "n2words/en-US";
import { toCardinal as spanish } from "n2words/es-ES";
import { toCardinal as french } from "n2words/fr-FR";
import { describe, expect, test } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { MAGNITUDES } from "./magnitudes.ts";
import { parseNumber } from "./numbers.ts";
import { readQuery } from "./read-query.ts";

const followersOf = (query: string) => readQuery(query).filters.followers;

test.each([
  ["1,000", 1_000],
  ["1.000", 1_000],
  ["1'000", 1_000],
  ["1,00,000", 100_000],
  ["1.5", 1.5],
  ["1,5", 1.5],
  ["1.234.567", 1_234_567],
  ["1.234,5", 1_234.5],
  ["0.125", 0.125],
  ["１２３", 123],
  ["٥٠", 50],
  ["१०", 10],
])("%s is %d", (raw, value) => {
  expect(parseNumber(raw)).toBe(value);
});

test.each(["10.12.2024", "3.5.1", "1,23,4", "1,2345,678"])("%s is no number", (raw) => {
  expect(parseNumber(raw)).toBeNaN();
});

const LOCALES =
  "en en-IN de de-CH fr es pt it nl pl tr id ru sv ar-EG fa hi-u-nu-deva bn my th-u-nu-thai ja zh".split(" ");
const count = fc.integer({ min: 1_000, max: 1_900_000_000 });

test("a number is read as every language groups it and in the digits of every script", () => {
  fc.assert(
    fc.property(count, fc.constantFrom(...LOCALES), (value, locale) => {
      const written = new Intl.NumberFormat(locale, { useGrouping: "always" }).format(value);
      expect([written, followersOf(`over ${written} followers`)]).toEqual([written, { min: value }]);
    }),
    { numRuns: rounds(1_000) },
  );
});

/** Turkish and Indonesian shorten to letters that are other numbers elsewhere. */
const COMPACT = "en en-IN de fr es pt it nl pl ru ja ko zh hi".split(" ");

test("a number is read in each language's short form", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 4, max: 8 }),
      fc.constantFrom(...COMPACT),
      fc.constantFrom("short", "long"),
      (digit, exponent, locale, compactDisplay) => {
        const value = digit * 10 ** exponent;
        const written = new Intl.NumberFormat(`${locale}-u-nu-latn`, {
          notation: "compact",
          compactDisplay,
          maximumSignificantDigits: 3,
        }).format(value);
        // "1 mil" is a million to an American, so beside English words it is left unread.
        const followers = /mil$/.test(written) ? "seguidores" : "followers";
        expect([written, followersOf(`${written} ${followers}`)]).toEqual([written, { min: value }]);
      },
    ),
    { numRuns: rounds(1_000) },
  );
});

test("a number is read in words", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 99 }),
      fc.constantFrom(1_000, 1_000_000),
      fc.constantFrom(english, german, french, spanish),
      (written, factor, spell) => {
        const words = spell(written * factor);
        expect([words, followersOf(`at least ${words} seguidores`)]).toEqual([
          words,
          { min: written * factor },
        ]);
      },
    ),
  );
});

const DASHES = [..."-‐‑‒–—―−~〜～→⟶➡➔/…", "..", "...", "->", "-->", "=>", " to ", " bis ", " a "];

test("two numbers make a range over every dash, arrow and word between them", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 401, max: 999 }),
      fc.constantFrom(...DASHES),
      fc.constantFrom("", " "),
      fc.constantFrom("k", "K", " thousand", ",000", ".000"),
      (from, to, dash, space, unit) => {
        const query = `${from}${unit}${space}${dash}${space}${to}${unit} followers`;
        expect([query, followersOf(query)]).toEqual([query, { min: from * 1_000, max: to * 1_000 }]);
      },
    ),
    { numRuns: rounds(500) },
  );
});

test("a sign between two numbers that is not known never makes the upper one a bound", () => {
  const sign = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 1 })
    .filter((one) => /^[\p{S}\p{P}]$/u.test(one) && !/[>≥≧⩾≮]/u.test(one.normalize("NFKC")));
  fc.assert(
    fc.property(sign, (between) => {
      expect([between, followersOf(`10k${between}50k followers`)?.min]).not.toEqual([between, 50_000]);
    }),
    { numRuns: rounds(500) },
  );
});

describe("a unit that is not known", () => {
  test("leaves the number unread, whatever it is", () => {
    const unit = fc
      .string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: 1, maxLength: 6 })
      .filter((word) => !MAGNITUDES.has(word) && !/^(?:fol|sub|fan|plus|min|max|abo)/.test(word));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), unit, (value, word) => {
        expect([word, followersOf(`${value}${word} followers`)]).toEqual([word, undefined]);
      }),
      { numRuns: rounds(500) },
    );
  });
});

const NAMES_WITH_NUMBERS =
  "Blink 182|Sum 41|Maroon 5|GTA 6|Formula 1|F1|UB40|Level 42|Area 51|Apollo 13|Ocean's 11|Fahrenheit 451|Route 66|" +
  "World Cup 2026|Euro 2024|Cyberpunk 2077|The 1975|1860 München|90s music|80s cartoon|90's|49ers|4chan|3D printing|" +
  "7 minute workout|5 minute crafts|30 Seconds to Mars|10,000 Maniacs|100 gecs|50 Cent|21 Savage|6ix9ine|2Pac|Nokia 3310|" +
  "Windows 95|Porsche 911|9/11|24/7|Studio 54|Warhammer 40k|Mach 5|Catch-22|Se7en|2025/2026 season|3 michelin star chef";

test.each(NAMES_WITH_NUMBERS.split("|"))("%s is a name before fans, not a count of them", (name) => {
  for (const query of [`${name} fans`, `fans of ${name}`, `${name.toLowerCase()} fans`])
    expect(readQuery(query)).toMatchObject({ filters: {}, text: query });
});

test.each([
  ["sub-10k followers", { max: 10_000 }],
  ["10k<followers<50k", { min: 10_000, max: 50_000 }],
  ["50k ≥ followers ≥ 10k", { min: 10_000, max: 50_000 }],
  ["followers >10k <50k", { min: 10_000, max: 50_000 }],
  ["not under 10k followers", { min: 10_000 }],
  ["max. 50k followers", { max: 50_000 }],
  ["2L followers", { min: 200_000 }],
  ["10W+粉丝", { min: 100_000 }],
  ["1 m subs", { min: 1_000_000 }],
  ["two hundred and fifty thousand followers", { min: 250_000 }],
  ["two and a half million followers", { min: 2_500_000 }],
  ["one point five million followers", undefined],
  ["over 1 mil subscribers", undefined],
  ["over 5 followers", undefined],
  ["with 500 followers", { min: 500 }],
])("%j", (query, followers) => {
  expect(followersOf(query)).toEqual(followers);
});

import { phraseKey } from "../text/words.ts";

/** If two languages read an abbreviation differently, the earlier language in this list wins. */
const LOCALES =
  "en en-IN es pt pt-PT fr de it nl pl tr id ru uk ar he hi ja ko zh zh-Hant vi th sv fa bn ur mr ta te ms fil ro cs el hu";
const EXPONENT_MAX = 9;

/** Forms that people use and CLDR lacks: slang, other cases, other spellings. */
const ALIASES: Readonly<Record<string, string>> = {
  1e2: "hundred",
  1e3: "thousands|grand|mille|tsd|tysiaca|binden|bini|к|الاف|हजार|hazar|hazaar|hajar|千",
  1e4: "w",
  1e5: "lakhs|lac|lacs|l",
  1e6: "m|mm|mn|mln|mio|millon|milhao|milyondan|milyonun|kk|кк|百万|백만",
  1e7: "crores|cr|千万|천만",
  1e9: "b|bn|milliard|mrd",
};

/** Letters that mean different numbers in different languages, and other words that must not be read as a number. */
const NEVER = new Set(["e", "j", "n", "t", "tr", "mr", "k crore", "de mii", "de miliarde", "de milioane"]);

/** Folded words and abbreviations that multiply the number before them: CLDR's compact forms of each language. */
export default function magnitudes(): [word: string, factor: number][] {
  const found = new Map<string, number>();
  const add = (word: string, factor: number) => {
    const key = phraseKey(word);
    if (key !== "" && !NEVER.has(key) && !found.has(key)) found.set(key, factor);
  };
  for (const [factor, words] of Object.entries(ALIASES))
    for (const word of words.split("|")) add(word, Number(factor));
  for (const locale of LOCALES.split(" "))
    for (const compactDisplay of ["short", "long"] as const)
      for (const [word, factor] of compactForms(locale, compactDisplay)) add(word, factor);
  return [...found];
}

/** One, two and five times each power of ten, to get the languages' plurals. */
function* compactForms(locale: string, compactDisplay: "short" | "long"): Generator<[string, number]> {
  const format = new Intl.NumberFormat(`${locale}-u-nu-latn`, { notation: "compact", compactDisplay });
  for (let exponent = 3; exponent <= EXPONENT_MAX; exponent += 1)
    for (const digit of [1, 2, 5]) {
      const value = digit * 10 ** exponent;
      const parts = format.formatToParts(value);
      const written = Number(parts.find(({ type }) => type === "integer")?.value);
      const word = parts.find(({ type }) => type === "compact")?.value;
      if (word !== undefined && written > 0) yield [word, value / written];
    }
}

import { countryOfLocation } from "../dictionaries/places.ts";
import { lazily } from "../made-once.ts";

/*
 * Japanese written only in kanji and Chinese share most characters. The character sets of both, which the runtime has,
 * show which characters only one of them uses: JIS X 0208 (in EUC-JP), GB 2312 (in GBK) and Big5.
 */

/** First and last lead byte, and the ranges of trail bytes, in a part of a double-byte character set. */
type Run = readonly [leads: readonly [number, number], trails: readonly (readonly [number, number])[]];
const OF_94: Run[1] = [[0xa1, 0xfe]];
const OF_BIG5: Run[1] = [
  [0x40, 0x7e],
  [0xa1, 0xfe],
];
/**
 * The kanji in everyday use. The second level has the characters for Japanese names and old texts, most of them Chinese
 * today.
 */
const JIS_LEVEL_1: Run = [[0xb0, 0xcf], OF_94];
const JIS_LEVEL_2: Run = [[0xd0, 0xf4], OF_94];
const GB_2312: Run = [[0xb0, 0xf7], OF_94];
/** The more frequent half of Big5. */
const BIG5_LEVEL_1: Run = [[0xa4, 0xc6], OF_BIG5];

function charactersOf(encoding: string, [[firstLead, lastLead], trails]: Run): string {
  const bytes: number[] = [];
  for (let lead = firstLead; lead <= lastLead; lead += 1) {
    for (const [first, last] of trails)
      for (let trail = first; trail <= last; trail += 1) bytes.push(lead, trail);
  }
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
}

interface Shapes {
  readonly japanese: ReadonlySet<string>;
  readonly chinese: ReadonlySet<string>;
}

/**
 * The characters that only one of the two languages uses. Made for the first text that has only Han characters; takes a
 * few milliseconds.
 */
const shapes = lazily((): Shapes => {
  const everyday = new Set(charactersOf("euc-jp", JIS_LEVEL_1));
  const rare = new Set(charactersOf("euc-jp", JIS_LEVEL_2));
  const simplified = new Set(charactersOf("gbk", GB_2312));
  const traditional = new Set(charactersOf("big5", BIG5_LEVEL_1));
  const isChinese = (one: string) => simplified.has(one) || traditional.has(one);
  const japanese = [...everyday].filter((one) => !isChinese(one));
  const chinese = [...simplified, ...traditional].filter(
    (one) => !everyday.has(one) && (!rare.has(one) || traditional.has(one)),
  );
  return { japanese: new Set(japanese), chinese: new Set(chinese) };
});

/** Chinese words that Japanese does not have, written with characters that both have. */
const CHINESE_WORDS = /[是你您她]|我(?!が|々)|博主|分享|喜(?:欢|歡)/gu;
const CHINESE_COUNTRIES: ReadonlySet<string | null> = new Set(["CN", "TW", "HK", "MO"]);

/**
 * `ja` or `zh` for a text whose letters are Han characters without kana: by the shapes of its characters, or else by
 * the place that it names, or else by the account's country. Null if nothing decides.
 */
export function languageOfHan(text: string, country: string | null): "ja" | "zh" | null {
  const { japanese, chinese } = shapes();
  let lead = -(text.match(CHINESE_WORDS)?.length ?? 0);
  for (const character of text) lead += japanese.has(character) ? 1 : chinese.has(character) ? -1 : 0;
  if (lead !== 0) return lead > 0 ? "ja" : "zh";
  const named = countryOfLocation(text) ?? country;
  if (named === "JP") return "ja";
  return CHINESE_COUNTRIES.has(named) ? "zh" : null;
}

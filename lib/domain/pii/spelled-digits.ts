import type { FoundContact } from "./found-contact.ts";
import { normalisedPhone } from "./phone-number.ts";

/** Words for the digits from 0 to 9, by language. Written by hand, since Intl cannot spell numbers. */
const SPELLED: readonly string[] = [
  "zero one two three four five six seven eight nine",
  "cero uno dos tres cuatro cinco seis siete ocho nueve",
  "zero um dois três quatro cinco seis sete oito nove",
  "zéro un deux trois quatre cinq six sept huit neuf",
  "null eins zwei drei vier fünf sechs sieben acht neun",
  "zero uno due tre quattro cinque sei sette otto nove",
  "nol satu dua tiga empat lima enam tujuh delapan sembilan",
  "ноль один два три четыре пять шесть семь восемь девять",
  "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
];
const DIGITS: ReadonlyMap<string, string> = new Map([
  ...SPELLED.flatMap((row) => row.split(" ").map((word, digit): [string, string] => [word, String(digit)])),
  ["oh", "0"],
]);
const WORD = [...DIGITS.keys()].join("|");
const ITEM = `(?:(?<![\\p{L}\\p{N}])(?:${WORD})(?![\\p{L}])|\\d)`;
/** Seven to 17 digits: ITU-T E.164 allows 15, and a trunk prefix or 00 comes before. */
const NUMBER = new RegExp(`\\+?${ITEM}(?:[\\s,.·-]{0,3}${ITEM}){6,16}`, "giu");
const WORDS_MIN = 3;
const QUICK = new RegExp(`(?:(?:${WORD})[\\s\\d,.·-]{1,4}){3}`, "iu");

/** Whether a search can find anything. */
export const maySpellDigits = (text: string): boolean => QUICK.test(text);

/** Numbers in a folded text with at least three digits as words. Digits that only count up or down are not a number. */
export function spelledNumbers(text: string, country: string | null): FoundContact[] {
  if (!maySpellDigits(text)) return [];
  return Array.from(text.matchAll(NUMBER)).flatMap(({ index, 0: written }) => {
    const items = written.toLowerCase().match(/\p{L}+|\d/gu) ?? [];
    const digits = items.map((item) => DIGITS.get(item) ?? item).join("");
    if (items.filter((item) => DIGITS.has(item)).length < WORDS_MIN || isCount(digits)) return [];
    const value = normalisedPhone(written.startsWith("+") ? `+${digits}` : digits, country);
    return [{ start: index, end: index + written.length, value }];
  });
}

const isCount = (digits: string): boolean => "01234567890".includes(digits) || "09876543210".includes(digits);

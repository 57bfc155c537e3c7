import fc from "fast-check";
import { rounds } from "../deep.ts";

/** What contacts, envelopes and lists are made of, so that repeating it comes near to what their readers look for. */
const UNITS = [
  "0",
  " 0",
  "1-",
  "0 0 0",
  "+49 ",
  "+",
  "00",
  "(",
  ")",
  "415-555-2671 ",
  "0170 1234567 ",
  "tel ",
  "tel:",
  "WA 0",
  "微信1",
  "@",
  "a@",
  "@a.",
  "a@a.co ",
  "a@a",
  "あ@",
  "@@",
  "(at)",
  "[at]",
  "a(at)",
  "a at ",
  " at ",
  " dot ",
  "(dot)",
  ".",
  "a.",
  "..",
  "gmail",
  "@gmail",
  "☆",
  "a☆",
  "a☆a.co",
  "を@",
  "a=@ ",
  "mailto:",
  "&#64;",
  "&amp;",
  "&",
  "%25",
  "%40",
  "%2540",
  "\\u0040",
  "j o h n ",
  "x ",
  "https://",
  "wa.me/",
  "?phone=",
  "a.com/",
  "email: ",
  "for business inquiries: ",
  "Tel (x) ",
  "\ufdfa",
  "\u200b",
  "\u0301",
  "0\ufe0f\u20e3",
  "①",
  "٠",
  "๑",
  "\u{1d7ce}",
  "👍🏽",
  "\ud83d",
  "-",
  "_",
  "|",
  "*",
  "'",
  '"',
  " ",
  "\n",
  "\t",
  "\\",
  "/",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "1e9",
  "null",
  "{}",
  "[]",
  '""',
  '{"a":',
  "ß",
  "ﬃ",
] as const;

/** Texts of some kilobytes that repeat one or two units, or mix them: what makes a reader's time grow. */
export const hostileText = (kilobytes: number): fc.Arbitrary<string> => {
  const length = kilobytes * 1_024;
  const repeated = fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 3 }).map((units) =>
    units
      .join("")
      .repeat(Math.ceil(length / units.join("").length))
      .slice(0, length),
  );
  const mixed = fc
    .array(fc.oneof(fc.constantFrom(...UNITS), fc.string({ unit: "grapheme", maxLength: 3 })), {
      minLength: 40,
      maxLength: 120,
    })
    .map((units) =>
      units
        .join("")
        .repeat(Math.ceil(length / units.join("").length))
        .slice(0, length),
    );
  return fc.oneof({ weight: 3, arbitrary: repeated }, { weight: 1, arbitrary: mixed });
};

/** Milliseconds of this thread's own work, which a busy machine does not change. */
export const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** The bound on every reader of outside text. */
const MS_PER_KILOBYTE = 50;

/** @throws Error when reading takes more than 50 ms a kilobyte, twice: once may be the compiler or the collector. */
export async function requireBounded(text: string, read: (text: string) => unknown): Promise<void> {
  const kilobytes = Math.max(1, Buffer.byteLength(text) / 1_024);
  let rate = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 2 && rate > MS_PER_KILOBYTE; attempt += 1) {
    const start = worked();
    await read(text);
    rate = (worked() - start) / kilobytes;
  }
  if (rate > MS_PER_KILOBYTE) throw new Error(`${rate.toFixed(0)} ms a kilobyte`);
}

/** The same texts at each run. */
export const FUZZ = {
  seed: 20_261_129,
  numRuns: rounds(40, 8),
  endOnFailure: true,
} as const;

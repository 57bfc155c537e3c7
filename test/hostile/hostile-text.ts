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

/** Milliseconds of this thread's own work, whatever else the machine does meanwhile. */
export const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** Plain work of `PLAIN_MS` on a quiet machine. */
const PLAIN_TEXT = "jo at paper dot com 415-555-2671 ".repeat(4_000);
const PLAIN_MS = 2;
const SLOWEST = 4;
const plainWork = (): number =>
  PLAIN_TEXT.matchAll(/[a-z]+|\d+/g).reduce((sum, [piece]) => sum + piece.normalize("NFKC").length, 0);

/**
 * How much slower than on a quiet machine this thread works just now, 1 to 4. What else runs on its core takes caches and
 * units from it, so that the same work costs more of its own time.
 */
export function slowness(): number {
  const times = Array.from({ length: 9 }, () => {
    const start = worked();
    plainWork();
    return worked() - start;
  });
  const median = times.sort((a, b) => a - b)[4] ?? 0;
  return Math.min(SLOWEST, Math.max(1, median / PLAIN_MS));
}

/** The bound on every reader of outside text. */
const MS_PER_KILOBYTE = 50;

/** @throws Error when reading takes more than 50 ms a kilobyte of a quiet machine. */
export async function requireBounded(text: string, read: (text: string) => unknown): Promise<void> {
  const kilobytes = Math.max(1, Buffer.byteLength(text) / 1_024);
  await requireWithin(MS_PER_KILOBYTE * kilobytes, () => read(text));
}

/** @throws Error when the work takes longer, by a quiet machine's time, twice: once may be the compiler or the collector. */
export async function requireWithin(milliseconds: number, work: () => unknown): Promise<void> {
  let ms = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 2 && ms > milliseconds; attempt += 1) {
    const start = worked();
    await work();
    ms = worked() - start;
    if (ms > milliseconds) ms /= slowness();
  }
  if (ms > milliseconds) throw new Error(`${ms.toFixed(0)} ms in place of ${milliseconds.toFixed(0)}`);
}

/** The same texts at each run. */
export const FUZZ = {
  seed: 20_261_129,
  numRuns: rounds(40, 8),
  endOnFailure: true,
} as const;

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { fold, INDEPENDENT, plainLetters } from "./fold.ts";
import { analyse, compact, termsOf } from "./terms.ts";
import { foldedWordsOf, wordsOf } from "./words.ts";

/** A character that may stand in a word. */
const LETTER = /[\p{L}\p{N}]/u;
const letters = Array.from({ length: 0x1fbff }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => LETTER.test(character) && /^[\p{L}\p{N}]/u.test(character.normalize("NFKC")))
  // ﷺ and ŀ are several words, parted where they are written out ("l·").
  .filter((character) => /^[\p{L}\p{N}\p{M}]+$/u.test(character.normalize("NFKC")))
  // In capitals an iota subscript becomes a letter of its own.
  .filter((character) => !character.normalize("NFD").includes("\u0345"));
const scriptOf = (script: string): string[] =>
  letters.filter((one) => new RegExp(`\\p{sc=${script}}`, "u").test(one));

/** Kana that differ in size or voicing make other words (びょういん, びよういん); letters of old manuscripts are nobody's spelling. */
const APART = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\ua640-\ua7ff\u{10ec0}-\u{10eff}]/u;

/** Words of a script: two to eight of its letters. */
const wordIn = (script: string) =>
  fc.string({ unit: fc.constantFrom(...scriptOf(script)), minLength: 2, maxLength: 8 });
const SCRIPTS = [
  "Latin",
  "Greek",
  "Cyrillic",
  "Armenian",
  "Hebrew",
  "Arabic",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Thai",
  "Lao",
  "Khmer",
  "Myanmar",
  "Georgian",
  "Ethiopic",
  "Hangul",
  "Hiragana",
  "Katakana",
  "Han",
];

/** Ways to write a word that change nothing for its readers. */
const REWRITINGS: Readonly<Record<string, (word: string) => string>> = {
  composed: (word) => word.normalize("NFC"),
  decomposed: (word) => word.normalize("NFD"),
  "in compatibility forms": (word) => word.normalize("NFKC"),
  "in capitals": (word) => word.toUpperCase(),
  "in small letters": (word) => word.toLowerCase(),
  "with a soft hyphen": (word) => `${[...word][0]}\u00ad${[...word].slice(1).join("")}`,
  "with a variation selector": (word) => `${word}\ufe0f`,
};

/** Whether a text has every term, or the whole, of the words of a question. */
const finds = (asked: string, text: string): boolean => {
  const held = new Set(analyse(text).flatMap(termsOf));
  return analyse(asked).every(
    ({ whole, parts }) =>
      (whole !== null && held.has(whole)) || (parts.length > 0 && parts.every((part) => held.has(part))),
  );
};

describe("A word of any script finds itself", () => {
  it.each(SCRIPTS)("in %s, however it is composed, capitalised or joined", (script) => {
    fc.assert(
      fc.property(wordIn(script), fc.constantFrom(...Object.values(REWRITINGS)), (word, rewrite) => {
        expect(finds(rewrite(word), `some ${word} text`)).toBe(true);
        expect(finds(word, `some ${rewrite(word)} text`)).toBe(true);
      }),
      { numRuns: rounds(200) },
    );
  });

  it("wherever CLDR's root collation takes two letters for one", () => {
    const isSame = new Intl.Collator("und", { sensitivity: "base" });
    const bases = [
      ..."abcdefghijklmnopqrstuvwxyz",
      ..."αβγδεζηθικλμνξοπρσυφχψω",
      ..."абвгдежзиклмнопрстуфхцчшщъыьэюя",
      ..."ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
      ..."אבגדהוזחטילמנסעפצקרשת",
      ..."あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん",
    ];
    const plain = new Map(bases.map((base) => [fold(base), base]));
    const apart = letters
      .filter((letter) => [...letter.normalize("NFKC")].length === 1 && !APART.test(letter))
      .flatMap((letter) => {
        const base = bases.find((one) => isSame.compare(one, letter) === 0);
        return base === undefined || plain.get(fold(letter)) === base
          ? []
          : [`${letter} is ${base}, folds to ${fold(letter)}`];
      });
    expect(apart).toEqual([]);
  });

  it.each([
    ["Arabic letters", "أ إ آ ٱ ا", "ي ى ی", "ك ک", "ه ة ہ ۀ ھ", "مكياج مكيـــاج مَكْياج", "مسؤول مسوول"],
    [
      "Indian nasals and dots",
      "हिन्दी हिंदी",
      "अङ्क अंक",
      "सम्पर्क संपर्क",
      "पञ्च पंच",
      "फ़िल्म फिल्म",
      "चाँद चांद",
      "इन्टरनेट इंटरनेट",
      "ਸ਼ਹਿਰ ਸਹਿਰ",
      "বাঙ্ক বাংক",
      "ગુજરાતી ગુજરાતી",
      "డాక్టర్ డాక్టర్",
      "ഫോൺ ഫോണ്‍",
    ],
    ["kana", "ラーメン らーめん ﾗｰﾒﾝ", "ガンダム がんだむ ｶﾞﾝﾀﾞﾑ"],
    ["Han", "簡單 简单", "圖書 图书 図書", "廣島 广岛 広島", "國家 国家"],
    [
      "apostrophes",
      "здоровʼя здоров'я здоров’я здоров`я",
      "oʻzbek o'zbek o‘zbek oʼzbek",
      "d'accord d’accord dʹaccord",
      "צ׳יפס צ'יפס",
    ],
    [
      "letters as ornaments",
      "makeup ᴍᴀᴋᴇᴜᴘ 🅼🅰🅺🅴🆄🅿 🅜🅐🅚🅔🅤🅟 🄼🄰🄺🄴🅄🄿 ⓜⓐⓚⓔⓤⓟ ⒨⒜⒦⒠⒰⒫ 𝓶𝓪𝓴𝓮𝓾𝓹 ｍａｋｅｕｐ m̶a̶k̶e̶u̶p̶ m⃣a⃣k⃣e⃣u⃣p⃣ ᵐᵃᵏᵉᵘᵖ",
    ],
    [
      "strokes and ligatures",
      "strasse Straße STRASSE",
      "lodz Łódź",
      "smorrebrod smørrebrød",
      "istanbul İstanbul ISTANBUL ıstanbul",
      "Azerbaycan Azərbaycan",
    ],
    ["digits", "365 ٣٦٥ ۳۶۵ ३६५ ３６５ ๓๖๕"],
  ])("in the spellings that %s allow", (_, ...groups) => {
    for (const group of groups) {
      const spellings = group.split(" ");
      for (const asked of spellings)
        for (const written of spellings) expect(finds(asked, written), `${asked} in ${written}`).toBe(true);
    }
  });

  it("and not another that differs in a vowel sign, a tone, a voicing or a digit", () => {
    for (const [one, other] of [
      ["कि", "की"],
      ["มา", "ม้า"],
      ["ハ", "バ"],
      ["அன்பு", "அம்பு"],
      ["発見", "髪見"],
      ["2024", "2025"],
      ["C++", "C#"],
    ] as const)
      expect(finds(one, other), `${one} in ${other}`).toBe(false);
  });
});

describe("Folding", () => {
  it("changes nothing the second time, and grows no text more than fourfold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(folded.length).toBeLessThanOrEqual(4 * text.length + 64);
      }),
      { numRuns: rounds(500) },
    );
    expect(fold("ﷺ".repeat(500)).length).toBeLessThan(2_100);
  });

  it("of a letter by itself is the same as within a text of other scripts", () => {
    const alone = letters.filter((letter) => letter > "\x7f" && INDEPENDENT.test(letter));
    expect(alone.length).toBeGreaterThan(700);
    // A Greek letter makes the reader take the text as a whole.
    for (const letter of alone) {
      expect(`${fold(letter)}ω`, letter).toBe(fold(`${letter}ω`));
      expect(`${plainLetters(letter)}ω`, letter).toBe(plainLetters(`${letter}ω`));
      expect(compact(`${letter}-${letter}`), letter).toBe(foldedWordsOf(`${letter}-${letter}`).join(""));
    }
  });

  it("keeps capitals and accents of plain letters for those who need them", () => {
    expect(plainLetters("𝓜𝓪𝓴𝓮𝓤𝓹 ʙʏ Ｊosé 🅺")).toBe("MakeUp by José k");
  });
});

it("Words know their place, and which of them an apostrophe joins", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      for (const { raw, start, end } of wordsOf(text)) expect(text.slice(start, end)).toBe(raw);
      for (const { surface } of analyse(text)) expect(text).toContain(surface);
    }),
  );
  expect(wordsOf("o'zbek d’or ' a").map(({ folded, joined }) => [folded, joined])).toEqual([
    ["o", false],
    ["zbek", true],
    ["d", false],
    ["or", true],
    ["a", false],
  ]);
});

it("takes every emoji as a word of its own, whatever its skin or presentation", () => {
  expect(analyse("daily 🐶🐕 walks").flatMap(termsOf)).toEqual(expect.arrayContaining(["🐶", "🐕"]));
  expect(analyse("👩🏽‍🍳").flatMap(termsOf)).toEqual(analyse("👩‍🍳").flatMap(termsOf));
  expect(analyse("☕\ufe0f").flatMap(termsOf)).toEqual(analyse("☕").flatMap(termsOf));
  expect(analyse("1️⃣ 2026").flatMap(termsOf)).toContain("2026");
});

it("cuts plain ASCII as it cuts every other text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."abzAB09'`#+ _-."), maxLength: 30 }), (text) => {
      // A tab ends a word as a space does, and leaves both in the one piece that is cut by the longer expression.
      const piece = text.replaceAll(" ", "\t");
      expect(analyse(`${piece}\té`).slice(0, -1)).toEqual(analyse(text));
    }),
  );
});

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { fold } from "./fold.ts";
import { analyse, analyserFor, joinedTerm, type TextWord, termsOf } from "./terms.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const terms = (text: string): string[] => analyse(text).flatMap(termsOf);

describe("The words of a text", () => {
  it("are remembered without the texts that they stood in", () => {
    const heap = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    for (let at = 0; at < 300; at += 1) {
      const word = `unbelievable${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))}able`;
      analyse(Buffer.from(`${".".repeat(100_000)} ${word}`).toString());
    }
    expect(heap() - before).toBeLessThan(10_000_000);
  });

  it("keep their spelling beside a stem that their forms share", () => {
    expect(analyse("Coaches' coaching, coach's")).toMatchObject([
      { surface: "Coaches", whole: "coach" },
      { surface: "coaching", whole: "coach" },
      { surface: "coach's", whole: "coach" },
    ]);
  });

  it("give compound names also by their parts", () => {
    expect(terms("TechGuru99")).toEqual(["techguru99", "techguru", "tech", "guru", "99"]);
    expect(terms("NASAFan")).toEqual(["nasafan", "nasa", "fan"]);
    expect(terms("tech_guru")).toEqual(["tech", "guru"]);
    expect(joinedTerm("tech_guru")).toBe("techguru");
    expect(joinedTerm("Tech Guru")).toBe("techguru");
  });

  it("keep what a stem would make another word, and leave ciphers whole", () => {
    expect(terms("ones uses used us pies pie")).toEqual(["one", "use", "used", "us", "pie", "pie"]);
    expect(terms("djs tvs gas")).toEqual(["dj", "tv", "gas"]);
    expect(terms("UC1c654c64c8c5c52ec6f15e")).toEqual(["uc1c654c64c8c5c52ec6f15e"]);
    expect(terms("DruHill20th")).toContain("20");
  });

  it("are pairs of characters where a script writes no spaces", () => {
    expect(terms("猫動画")).toEqual(["猫动", "动画", "猫", "动", "画"]);
    expect(terms("ゲーム")).toEqual(["げー", "ーむ"]);
    expect(terms("VTuber配信")).toEqual(["vtuber", "配信", "配", "信"]);
  });

  it("tell programming languages apart", () => {
    expect(terms("C, C++ and C#, not #cats")).toEqual(["c", "c++", "and", "c#", "not", "cat"]);
  });

  it("are the same however text is composed, capitalised or dressed up", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const plain = terms(text.normalize("NFC"));
        expect(terms(text.normalize("NFD"))).toEqual(plain);
      }),
    );
    expect(terms("\u2194\u0338 yoga")).toEqual(terms("\u21ae yoga"));
    expect(terms("𝐕𝐞𝐠𝐚𝐧 ＹＯＧＡ")).toEqual(terms("vegan yoga"));
    expect(fold("Łódź Smørrebrød İstanbul STRASSE straße")).toBe("lodz smorrebrod istanbul strasse strasse");
  });

  it("are none where only marks stand", () => {
    expect(terms("\u02d8 \u0640\u0640 \u06401")).toEqual(["1"]);
  });

  it("come from any text without fail, none of them empty or without bound", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
        for (const term of terms(text)) {
          expect(term).not.toBe("");
          expect(term.length).toBeLessThanOrEqual(64);
        }
      }),
    );
  });
});

describe("The words of a text that have a wanted term", () => {
  const having = (words: readonly TextWord[], term: string) =>
    words.filter((word) => termsOf(word).includes(term));
  /** Every ending that Porter's stemmer knows, and others. */
  const ENDINGS =
    "s es ies ss ed eed ing ly y ational tional enci anci izer abli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti biliti logy icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion ism ate iti ous ive ize e ll".split(
      " ",
    );
  const word = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: 1, maxLength: 8 }),
      fc.array(fc.constantFrom(...ENDINGS), { maxLength: 3 }),
    )
    .map(([stem, endings]) => stem + endings.join(""));
  const mixed = fc.string({ unit: fc.constantFrom(..."aeStY9'`+#_-.İıéßК猫ー😀’"), maxLength: 12 });
  const text = fc
    .array(fc.oneof(word, mixed, fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 12 })
    .map((words) => words.join(" "));

  it("are all found without cutting the other words", () => {
    fc.assert(
      fc.property(text, fc.nat(), (text, nth) => {
        const all = analyse(text);
        const terms = all.flatMap(termsOf);
        const term = terms[nth % Math.max(1, terms.length)] ?? "nothing";
        expect(having(analyserFor([term, "another"])(text), term)).toEqual(having(all, term));
      }),
      { numRuns: rounds(1_000, 100) },
    );
    expect(analyserFor(["cook"])("I film football, cooking and travel")).toEqual(analyse("cooking"));
  });
});

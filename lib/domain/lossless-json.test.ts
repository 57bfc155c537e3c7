import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactNumber, parseLosslessJson } from "./lossless-json.ts";

describe("parseLosslessJson", () => {
  it("keeps 64-bit ids as strings, in lists too, and leaves safe numbers numbers", () => {
    const text =
      '{"id":7436129085512346411,"ids":[7310000000000000123,1],"count":154903,"text":"7436129085512346411"}';
    expect(parseLosslessJson(text)).toEqual({
      id: "7436129085512346411",
      ids: ["7310000000000000123", 1],
      count: 154903,
      text: "7436129085512346411",
    });
  });

  it("leaves fractions and exponents numbers", () => {
    expect(parseLosslessJson("[0.5000000000000000000, 1e300, -9007199254740993]")).toEqual([
      0.5,
      1e300,
      "-9007199254740993",
    ]);
  });

  it("takes no rounded number for a whole one", () => {
    expect(parseLosslessJson("[4503599627370497.2, 1.7841405822304915e16]")).toEqual([
      "4503599627370497.2",
      17841405822304916,
    ]);
    expect(parseLosslessJson("[4503599627370.4972e3]")).toEqual(["4503599627370.4972e3"]);
  });

  it("reads a number the same, whatever stands beside it", () => {
    expect(parseLosslessJson("[50000000000e5]")).toEqual([5_000_000_000_000_000]);
    expect(parseLosslessJson("[50000000000e5, 7436129085512346411]")).toEqual([
      5_000_000_000_000_000,
      "7436129085512346411",
    ]);
  });

  it("keeps every digit of every whole number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (number) => {
        const [read] = parseLosslessJson(`[${number}]`) as unknown[];
        expect(String(read)).toBe(String(number));
      }),
    );
  });

  it("finds every number that needs its digits, however it is written", () => {
    const number = fc.stringMatching(/^-?(?:0|[1-9]\d{0,19})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,18})?$/);
    const text = fc.constantFrom(
      (n: string) => n,
      (n: string) => `[1,${n}]`,
      (n: string) => `{"a":\n${n} }`,
    );
    fc.assert(
      fc.property(number, text, (digits, around) => {
        const json = around(digits);
        expect(parseLosslessJson(json)).toEqual(JSON.parse(json, exactNumber));
      }),
    );
  });

  it("reads JSON whose whole numbers are safe as JSON.parse does", () => {
    const digits = fc.stringMatching(/^\d{16,20}$/);
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(fc.maxSafeInteger(), digits, fc.string(), fc.constant(null)),
    );
    fc.assert(
      fc.property(fc.array(value), (list) => {
        expect(parseLosslessJson(JSON.stringify(list))).toEqual(list);
      }),
    );
  });

  it("refuses what is no JSON", () => {
    expect(() => parseLosslessJson('{"id":74361290855123464')).toThrow(SyntaxError);
  });
});

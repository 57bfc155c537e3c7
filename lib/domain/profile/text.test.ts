import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundedText, displayLine, displayText, foldedText, proseOf, unescapedText } from "./text.ts";

describe("displayText", () => {
  it("keeps what its author wrote: fancy letters, emoji with joiners, right-to-left text", () => {
    const text = "𝓗𝓮𝓵𝓵𝓸 👩‍🍳 وصفات\nline";
    expect(displayText(text, 100)).toBe(text);
  });

  it("composes accents and drops what no reader should see", () => {
    expect(displayText("e\u0301\u202eabc\u2066\u200b\ufeff\ud800\u0007", 100)).toBe("éabc");
    expect(displayText("a\r\nb\tc\u2028d", 100)).toBe("a\nb c\nd");
  });

  it("never cuts a surrogate pair in half", () => {
    expect(displayText("ab👍", 3)).toBe("ab");
    expect(boundedText("👍👍", 2)).toBe("👍");
  });

  it("is safe, bounded and stable for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(50), (text, max) => {
        const shown = displayText(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

describe("other forms of text", () => {
  it("puts a name on one line", () => expect(displayLine(" a\n  b ", 10)).toBe("a b"));
  it("folds fancy and full-width letters for comparing", () => expect(foldedText("𝓕ＩＴ")).toBe("fit"));
  it("is prose without addresses, tags and mentions", () =>
    expect(proseOf("Bread by @jo #baking https://a.example/x daily")).toBe("Bread by daily"));
  it("reads the references that platforms escape, once", () =>
    expect(unescapedText("a &amp; b &lt;3 &amp;lt; &copy;")).toBe("a & b <3 &lt; &copy;"));
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../text/fold.ts";
import { categoriesOfText, categoryOfYoutubeTopic } from "./categories.ts";
import { categories } from "./entries.ts";

describe("categories that words name", () => {
  test.each([
    ["Personal trainer & calisthenics coach 💪", ["fitness"]],
    ["receitas veganas fáceis 🌱", ["food", "vegan"]],
    ["Reisebloggerin, wanderlust", ["travel"]],
    ["ゲーム実況チャンネル", ["gaming"]],
    ["뷰티 유튜버", ["beauty"]],
    ["美妆博主", ["beauty"]],
    ["мама двоих, рецепты", ["parenting", "food"]],
    ["𝓜𝓪𝓴𝓮𝓾𝓹 artist", ["beauty"]],
  ])("%s names %j", (text, codes) => {
    expect(new Set(categoriesOfText(text))).toEqual(new Set(codes));
  });

  test.each(["living my best life", "official account", "I make up stuff", "Anne, she/her", ""])(
    "%s shows nothing certain",
    (text) => {
      expect(categoriesOfText(text)).toEqual([]);
    },
  );

  test("the strongest comes first and there are at most four", () => {
    const codes = categoriesOfText(
      "singer songwriter, new album out; also chef, gamer, actor, author, runner",
    );
    expect(codes[0]).toBe("music");
    expect(codes).toHaveLength(4);
  });

  test("a word repeated is no more evidence than once", () => {
    expect(categoriesOfText("art art art art chef recipes")[0]).toBe("food");
  });

  test("any text gives listed codes only, and never throws", () => {
    const listed = new Set(categories().map(({ code }) => code));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(categoriesOfText(text).every((code) => listed.has(code))).toBe(true);
      }),
    );
  });
});

test("YouTube topics are known by name, tail and address", () => {
  expect(categoryOfYoutubeTopic("https://en.wikipedia.org/wiki/Hip_hop_music")).toBe("music");
  expect(categoryOfYoutubeTopic("https://en.wikipedia.org/wiki/Lifestyle_%28sociology%29")).toBe("lifestyle");
  expect(categoryOfYoutubeTopic("Association football")).toBe("football");
  expect(categoryOfYoutubeTopic("https://en.wikipedia.org/wiki/Society")).toBeNull();
  expect(categoryOfYoutubeTopic("%E0%A4%A")).toBeNull();
});

test("folding makes spellings equal and keeps what tells words apart", () => {
  expect(fold("İSTANBUL")).toBe("istanbul");
  expect(fold("Łódź")).toBe("lodz");
  expect(fold("Straße")).toBe("strasse");
  expect(fold("हिन्दी")).toBe(fold("हिंदी"));
  expect(fold("कि")).not.toBe(fold("क"));
  expect(fold("ガ")).not.toBe(fold("カ"));
});

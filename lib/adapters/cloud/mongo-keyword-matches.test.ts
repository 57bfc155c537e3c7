import { describe, expect, it } from "vitest";
import { type Highlight, matchesOf } from "./mongo-keyword-matches.ts";
import { askedWords, scoredWords } from "./mongo-keyword-words.ts";

const marked = (path: Highlight["path"], value: string): Highlight => ({
  path,
  texts: [
    { value: "some ", type: "text" },
    { value, type: "hit" },
  ],
});

describe("What a highlight answers", () => {
  it.each([
    ["another ending", ["coaches"], "coach"],
    ["a part of a compound", ["guru"], "TechGuru99"],
    ["a compound by its parts", ["techguru"], "TechGuru99"],
    ["words written as one", ["tech guru"], "Tech Guru"],
    ["accents left out", ["montreal"], "Montréal"],
    ["a run without spaces", ["ゲーム"], "ゲーム実況"],
    ["a near spelling", ["laptps"], "laptops"],
    ["a misspelt stem", ["marahtons"], "marathon"],
  ])("is the asker's term for %s", (_, terms, found) => {
    const [term] = terms;
    expect(matchesOf(scoredWords(terms), [marked("bio", found)], null)).toEqual([
      { field: "bio", term, found },
    ]);
  });

  it("is one match for a term and field, however many paths and places", () => {
    const highlights = [
      marked("display_name", "Vegan"),
      marked({ value: "display_name" }, "Vegan"),
      marked("hashtags", "vegan"),
      marked("categories", "vegan"),
    ];
    expect(matchesOf(scoredWords(["vegan"]), highlights, null)).toEqual([
      { field: "display_name", term: "vegan", found: "Vegan" },
      { field: "tags", term: "vegan", found: "vegan" },
    ]);
  });

  it("is nothing for what is far from every word, or in a field that words are not looked for in", () => {
    const asked = [...scoredWords(["vegan"]), ...askedWords("coach")];
    expect(matchesOf(asked, [marked("bio", "photography"), marked("url", "vegan")], null)).toEqual([]);
  });

  it("is the country's name where only the code is stored", () => {
    const asked = scoredWords(["kingdom", "france"]);
    expect(matchesOf(asked, [], "GB")).toEqual([{ field: "place", term: "kingdom", found: "Kingdom" }]);
  });
});

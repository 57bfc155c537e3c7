import { describe, expect, it } from "vitest";
import { distinctKeywords, hashtagsIn, keywordList, mentionsIn, mostFrequent } from "./tags.ts";

describe("hashtagsIn", () => {
  it.each([
    ["#Fit #día_1 #खाना #خبز", ["fit", "día_1", "खाना", "خبز"]],
    ["＃ＦＩＴ #𝓬𝓪𝓽𝓼", ["fit", "cats"]],
    ["#1 #a #2024 &#39; a#b https://x.example/#part", []],
    ["(#one)(#two),#three", ["one", "two", "three"]],
  ])("reads %s", (text, tags) => expect(hashtagsIn(text)).toEqual(tags));
});

describe("mentionsIn", () => {
  it.each([
    ["By @Jo.Lee. with @a_b, (@c1)", ["jo.lee", "a_b", "c1"]],
    ["jo@paper.example https://medium.com/@jo @@x", []],
  ])("reads %s", (text, handles) => expect(mentionsIn(text)).toEqual(handles));
});

describe("lists", () => {
  it("are ordered by how many sources hold a tag, then by first appearance", () => {
    expect(mostFrequent([["a", "b", "b"], ["c", "b"], ["c"]])).toEqual(["b", "c", "a"]);
    expect(mostFrequent([["a", "b", "c"]], 2)).toEqual(["a", "b"]);
  });

  it("hold each keyword once, as first written, and none without a letter or digit", () => {
    expect(distinctKeywords(["Food", "food", " & ", "3D  art"])).toEqual(["Food", "3D art"]);
    expect(distinctKeywords(Array.from({ length: 80 }, (_, index) => `k${index}`))).toHaveLength(50);
  });

  it.each([
    ['baking "food science" sourdough', ["baking", "food science", "sourdough"]],
    ['"open phrase to the end', ["open phrase to the end"]],
    ['a""b "" ', ["a", "b"]],
  ])("of YouTube keywords are read from %s", (text, keywords) => expect(keywordList(text)).toEqual(keywords));
});

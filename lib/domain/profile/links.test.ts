import { describe, expect, it } from "vitest";
import { addressesIn, expandedText, linksOf, normalisedLink, topicOfWikipedia } from "./links.ts";

describe("normalisedLink", () => {
  it.each([
    ["http://Harbour.example/", "https://harbour.example"],
    ["harbour.example/Shop?utm_source=x&fbclid=1&id=7", "https://harbour.example/Shop?id=7"],
    ["https://user:pass@harbour.example:443/a/#part", "https://harbour.example/a#part"],
    ["https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"],
  ])("writes %s in the one way", (address, link) => expect(normalisedLink(address)).toBe(link));

  it.each([
    "javascript:alert(1)",
    "mailto:jo",
    "localhost:3000",
    "http://127.0.0.1/",
    "",
    "not a link",
    "ftp://a.example",
  ])("takes %j for no public address", (address) => expect(normalisedLink(address)).toBeNull());
});

describe("links of a profile", () => {
  it("are those of its fields, then those of its bio, each once", () => {
    const bio = "Shop: https://a.example/x). linktr.ee/jo, node.js and jo@b.com. youtube.com/@jo!";
    expect(linksOf(["http://a.example/x", "b.example"], bio)).toEqual([
      "https://a.example/x",
      "https://b.example",
      "https://linktr.ee/jo",
      "https://youtube.com/@jo",
    ]);
  });

  it("are no words with dots", () => expect(addressesIn("e.g. React.js, v2.0, Mr.Jo")).toEqual([]));

  it("stand for the shortened ones whose target is known", () => {
    const targets = new Map([["https://t.co/a", "https://a.example"]]);
    expect(expandedText("x https://t.co/a https://t.co/b", targets)).toBe(
      "x https://a.example https://t.co/b",
    );
  });
});

describe("topicOfWikipedia", () => {
  it.each([
    ["https://en.wikipedia.org/wiki/Video_game_culture", "video game culture"],
    ["https://en.wikipedia.org/wiki/Lifestyle_(sociology)", "lifestyle"],
    ["https://en.wikipedia.org/wiki/Caf%C3%A9", "café"],
    ["https://en.wikipedia.org/wiki/%E0%A4", "%e0%a4"],
    ["Music", null],
  ])("reads %s", (address, topic) => expect(topicOfWikipedia(address)).toBe(topic));
});

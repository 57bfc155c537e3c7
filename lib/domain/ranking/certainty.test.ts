import fc from "fast-check";
import { expect, it } from "vitest";
import { embeddedBytes, embeddingText } from "../profile/embedding-text.ts";
import { certaintyOf } from "./certainty.ts";

const believed = { half: 3, full: 20 };
const profile = (bio: string) => ({
  display_name: "Ada",
  handle: "ada",
  bio,
  categories: [],
  keywords: [],
  hashtags: [],
});

it("believes the nearness of a text the more, the more it says, and in full from some words on", () => {
  expect(certaintyOf(profile(""), believed)).toBeLessThan(0.5);
  expect(certaintyOf(profile("word ".repeat(30)), believed)).toBe(1);
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), (few, more) => {
      const [a, b] = [few, few + more].map((words) => certaintyOf(profile("word ".repeat(words)), believed));
      expect(a).toBeLessThanOrEqual(b ?? 0);
      expect(b).toBeLessThanOrEqual(1);
    }),
  );
});

it("takes an address for nothing that is said", () => {
  const [none, address] = ["", "https://t.co/Vp5XEujVVcAbCdEfGhIjKlMn"].map((bio) =>
    certaintyOf(profile(bio), believed),
  );
  expect(address).toBe(none);
});

it("believes the same sentence alike in scripts that write it in fewer letters", () => {
  const [english, japanese] = [
    "I teach cooking and bake bread every day",
    "毎日料理を教えてパンを焼いています",
  ].map((bio) => certaintyOf(profile(bio), believed));
  expect(japanese).toBeCloseTo(english ?? 0, 1);
});

it("counts as many bytes as the embedded text has, as far as they matter", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 60 });
  const some = fc.array(text, { maxLength: 3 });
  const any = fc.record({
    ...{ display_name: text, handle: text, bio: text, categories: some, hinted_categories: some },
    ...{ keywords: some, hashtags: some },
  });
  fc.assert(
    fc.property(any, fc.nat(200), (one, enough) => {
      const bytes = Buffer.byteLength(embeddingText(one));
      if (bytes < enough) expect(embeddedBytes(one, enough)).toBe(bytes);
      else expect(embeddedBytes(one, enough)).toBeGreaterThanOrEqual(enough);
    }),
  );
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { type ProfileSketch, sketchCreator } from "../../../test/doubles/creator-sketch.ts";
import { compact } from "../text/terms.ts";
import { PROFILE_FIELDS } from "./profile-fields.ts";
import { profileTexts } from "./profile-text.ts";
import { isMended, wordMatcher, wordTest } from "./word-matches.ts";

type Told = Omit<ProfileSketch, "handle"> & { readonly handle?: string };
const creator = (told: Told) => sketchCreator({ handle: "-", display_name: "-", ...told });

const found = (told: Told, ...terms: string[]) =>
  wordMatcher(terms)(creator(told)).map(({ field, found: word }) => `${field}: ${word}`);

it("finds words by their stem, whatever case and accents, once a field", () => {
  expect(found({ bio: "I teach Cooking, cooking and CAFÉ life" }, "cook", "cafes")).toEqual([
    "bio: Cooking",
    "bio: CAFÉ",
  ]);
});

it("finds the parts of compound names, countries by name, and words inside unspaced scripts", () => {
  expect(found({ handle: "TechGuru99" }, "guru")).toEqual(["handle: TechGuru99"]);
  expect(found({ country: "DE" }, "germany")).toEqual(["place: Germany"]);
  expect(found({ bio: "東京でラーメンを食べる" }, "ラーメン")).toEqual(["bio: ラーメン"]);
});

it("finds a corrected spelling for the word that was asked", () => {
  const matches = wordMatcher(
    ["ilustrator"],
    new Map([["ilustrator", "Illustrator"]]),
  )(creator({ bio: "Illustrators of books" }));
  expect(matches).toEqual([{ field: "bio", term: "ilustrator", found: "Illustrators" }]);
});

it("tells a corrected spelling from another ending or a compound", () => {
  expect(isMended("ilustrators", "Illustrator")).toBe(true);
  expect(isMended("reviews", "Reviewing")).toBe(false);
  expect(isMended("guru", "TechGuru99")).toBe(false);
});

it("wants every word of what is required and lets a phrase be excluded as a whole only", () => {
  const fits = wordTest(["street photo"], ["hard rock"]);
  expect(fits(creator({ bio: "photos", display_name: "Street life" }))).toBe(true);
  expect(fits(creator({ bio: "street" }))).toBe(false);
  expect(fits(creator({ bio: "street photos, rock" }))).toBe(true);
  expect(fits(creator({ bio: "street photos, hard rock" }))).toBe(false);
});

it.each([
  ["Editor at BuzzFeedNews", false],
  ["#theBuzzFeedFan", false],
  ["Editor at BuzzFeed", false],
  ["buzzfeednews", true],
  ["Buzz cuts. Feed the birds", true],
])("excludes a word in a compound that shows where its words join: %s", (bio, isKept) => {
  expect(wordTest([], ["buzzfeed"])(creator({ bio }))).toBe(isKept);
});

it("excludes no longer word that only begins with the unwanted one", () => {
  expect(wordTest([], ["news"])(creator({ bio: "my newsletter" }))).toBe(true);
});

it("finds in any text only words that are there, and never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string({ unit: "grapheme" })), (bio, terms) => {
      const one = creator({ bio });
      const texts = PROFILE_FIELDS.flatMap((field) => profileTexts(one, field)).join(" ");
      for (const match of wordMatcher(terms)(one)) {
        expect(terms).toContain(match.term);
        expect(texts).not.toBe("");
      }
    }),
  );
});

it("finds other words beside the asked ones as matches of those, last", () => {
  const matches = wordMatcher(
    ["lawyers", "berlin"],
    new Map(),
    new Map([["attorney", "lawyers"]]),
  )(creator({ display_name: "Attorney at law", bio: "Berlin" }));
  expect(matches.map(({ field, term }) => [field, term])).toEqual([
    ["bio", "berlin"],
    ["display_name", "lawyers"],
  ]);
});

it("finds two asked words that a name writes as one, whatever its letters look like", () => {
  for (const name of [
    "LinusTech",
    "ＬinusTech",
    "𝓛inus𝓣ech",
    "l_i_n_u_s_t_e_c_h",
    "-linus.tech",
    "ĺinusTech",
  ]) {
    expect(found({ handle: name }, "linus", "tech"), name).toContain(`handle: ${name}`);
  }
  fc.assert(
    fc.property(fc.constantFrom(..."aZ09q"), fc.string({ unit: "grapheme" }), (head, rest) => {
      expect(compact(head + rest).startsWith(head.toLowerCase())).toBe(true);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../domain/text/edit-distance.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { KEYWORD_SCHEMA } from "./sqlite-keyword-postings.ts";
import { loadVocabulary } from "./sqlite-keyword-spelling.ts";

const emptyDatabase = () =>
  openSqliteDatabase(":memory:", { schema: KEYWORD_SCHEMA, secureDelete: false, cacheMegabytes: 1 });

function vocabularyOf(added: string[]) {
  const vocabulary = loadVocabulary(emptyDatabase());
  vocabulary.follow({ added, removed: [] });
  return vocabulary;
}

describe("The vocabulary", () => {
  it("has every term that is stored, however many there are", () => {
    const letters = "abcdefghij";
    const terms = Array.from(
      { length: 9_000 },
      (_, at) => `term${[...`${at}`].map((digit) => letters[+digit]).join("")}`,
    );
    const database = emptyDatabase();
    const insert = database.prepare("INSERT OR IGNORE INTO keyword_vocabulary (term) VALUES (?)");
    for (const term of [...terms, "фотография", "日本語"]) insert.run(term);
    const vocabulary = loadVocabulary(database);
    for (const term of terms.filter((_, at) => at % 97 === 0))
      expect(vocabulary.nearest(term)).toEqual([term]);
    expect(vocabulary.nearest("фотграфия")).toEqual(["фотография"]);
  });

  it("gives the nearest terms: one edit for short words, two for long ones, none for the shortest and for numbers", () => {
    const vocabulary = vocabularyOf(["vegan", "pagan", "photographi", "cat", "2024", "2025", "日本"]);
    expect(vocabulary.nearest("vegna")).toEqual(["vegan"]);
    expect(vocabulary.nearest("vgean")).toEqual(["vegan"]);
    expect(vocabulary.nearest("vxgxn")).toEqual([]);
    expect(vocabulary.nearest("fotographi")).toEqual(["photographi"]);
    expect(vocabulary.nearest("vgan")).toEqual([]);
    expect(vocabulary.nearest("cot")).toEqual([]);
    expect(vocabulary.nearest("2026")).toEqual([]);
  });

  it("keeps the first letter of short words, prefers it for long ones, and forgets terms that are gone", () => {
    const vocabulary = vocabularyOf(["baker", "bakes", "photograph", "fotografin"]);
    expect(vocabulary.nearest("bakex").sort()).toEqual(["baker", "bakes"]);
    expect(vocabulary.nearest("laker")).toEqual([]);
    expect(vocabulary.nearest("photografin")).toEqual(["fotografin"]);
    vocabulary.follow({ added: [], removed: ["baker", "bakes"] });
    expect(vocabulary.nearest("bakex")).toEqual([]);
  });

  it("finds whatever comparing every term would find", () => {
    const word = fc.string({ unit: fc.constantFrom(..."aeinrst"), minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (terms, asked) => {
        const edits = asked.length < 5 ? 0 : asked.length < 9 ? 1 : 2;
        const isNear = (term: string): boolean =>
          edits > 0 && (edits > 1 || term[0] === asked[0]) && editDistance(asked, term, edits) <= edits;
        expect(vocabularyOf(terms).nearest(asked).length > 0).toBe(terms.some(isNear));
      }),
    );
  });
});

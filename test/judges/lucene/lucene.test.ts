import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { drawQueries } from "../../../bench/queries.ts";
import { createMongoKeywordIndex } from "../../../lib/adapters/cloud/mongo-keyword-index.ts";
import { askedWords } from "../../../lib/adapters/cloud/mongo-keyword-words.ts";
import { createSqliteDocuments } from "../../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { openSqliteStore } from "../../../lib/adapters/embedded/sqlite-store.ts";
import { readQuery } from "../../../lib/domain/query/read-query.ts";
import { KEYWORD_FIELD_WEIGHTS } from "../../../lib/domain/ranking/weights.ts";
import letterForms from "../../../lib/domain/text/letter-forms.computed.ts";
import { PLATFORM_MODULES } from "../../../lib/platforms/registry.ts";
import type { KeywordQuery } from "../../../lib/ports/keyword-index.ts";
import { generateEnvelopes } from "../../../local/generate/generate-envelopes.ts";
import { describeKeywordIndexContract } from "../../contracts/keyword-index-contract.ts";
import { uniqueTenant, writeOf } from "../../contracts/sample-records.ts";
import { IS_DEEP, rounds, someOf } from "../../deep.ts";
import { creatorWrite } from "../../doubles/creator-sketch.ts";
import { atlasSearch } from "../../doubles/mongo/atlas-search.ts";
import { differencesBetween } from "./compare.ts";
import { lucenePath, luceneSearch, startLucene } from "./lucene-search.ts";

vi.setConfig({ testTimeout: 120_000 });
const path = IS_DEEP ? lucenePath() : null;
const NOW = new Date("2026-11-20T12:00:00Z");

async function openOver(lucene: string) {
  const folder = await mkdtemp(join(tmpdir(), "increator-lucene-"));
  const store = openSqliteStore({ folder });
  const { connection, documents } = luceneSearch(lucene, createSqliteDocuments(store));
  const sqlite = createSqliteKeywordIndex(store);
  return {
    port: { documents, keywords: createMongoKeywordIndex(connection) },
    sqlite,
    double: createMongoKeywordIndex(atlasSearch({ documents, keywords: sqlite })),
    async close() {
      await connection.close();
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Creators as the sample has them, and what people ask of them in ten languages. */
const CREATORS = 200;
const QUERIES = rounds(40, 12);

function describeAgreement(lucene: string): void {
  describe("What Lucene says of generated creators", () => {
    let opened: Awaited<ReturnType<typeof openOver>>;
    const tenant = uniqueTenant();
    beforeAll(async () => {
      opened = await openOver(lucene);
      const envelopes = [...generateEnvelopes({ count: CREATORS, seed: 9, now: NOW })];
      const creators = envelopes.map((envelope) => {
        const { engagement: _, ...profile } = PLATFORM_MODULES[envelope.platform].normalise(envelope);
        return creatorWrite(profile, tenant, NOW).creator;
      });
      await opened.port.documents.upsertMany("creators", creators.map(writeOf));
    });
    afterAll(() => opened?.close());

    const ask = (fuzzy: boolean): KeywordQuery[] =>
      drawQueries({ seed: 9, creators: CREATORS, count: QUERIES }).map(({ text }) => ({
        ...{ tenants: [tenant], terms: readQuery(text).terms, required: [], excluded: [], where: [] },
        ...{ weights: KEYWORD_FIELD_WEIGHTS, fuzzy, limit: CREATORS },
      }));

    it.each(["double", "sqlite"] as const)(
      "agrees with the %s: the same creators, in about the same order",
      async (name) => {
        const all = await differencesBetween(opened.port.keywords, opened[name], ask(false));
        expect(all.filter(({ onlyLucene, onlyOther }) => onlyLucene.length + onlyOther.length > 0)).toEqual(
          [],
        );
        // Lucene keeps a field's length in one byte and adds up what a word scores in each field; the embedded index
        // counts lengths exactly and saturates a word's weight over all fields once. So near scores change places.
        const order = all.reduce((sum, one) => sum + one.order, 0) / all.length;
        console.info(`Lucene and ${name}: ${all.length} questions, pairs in one order ${order.toFixed(3)}`);
        expect(order).toBeGreaterThan(0.9);
      },
      120_000,
    );

    it("finds of near spellings all that the embedded index does, and more", async () => {
      // Lucene takes near spellings of words that it knows too; their worth is cut for it (CORRECTED_TRUST).
      const all = await differencesBetween(opened.port.keywords, opened.sqlite, ask(true));
      expect(all.flatMap(({ onlyOther }) => onlyOther)).toEqual([]);
    });
  });
}

function describeLetters(lucene: string): void {
  it("Lucene finds every word of letters that are taken for others, in living scripts", async () => {
    const index = startLucene(lucene);
    const living = letterForms().flatMap(([letter, plain]) =>
      NOT_LIVING.test(letter) || !/\p{L}/u.test(plain)
        ? []
        : [IDEOGRAPH.test(letter) ? letter : letter.repeat(3)],
    );
    const words = someOf(living, 10);
    const spellings = words.map((word) => askedWords(word).flatMap(({ spellings: all }) => all));
    const stored = await index.tokens("words", words);
    const asked = await index.tokens("asked", spellings.flat());
    const missed = words.filter((_, at) => {
      const held = new Set(stored[at]);
      const own = asked.splice(0, spellings[at]?.length ?? 0);
      return !own.some((tokens) => tokens.length > 0 && tokens.every((one) => held.has(one)));
    });
    await index.close();
    expect(living.length).toBeGreaterThan(4_000);
    expect(missed).toEqual([]);
  });
}

/** Beyond the basic plane: phonetic writing, and 𰻞, which this Lucene takes for no letter. Signs are no word alone. */
const NOT_LIVING = /[\p{N}\p{M}\p{Lm}\p{P}\p{S}\u{10000}-\u{1efff}\u{30000}-\u{3ffff}]/u;
const IDEOGRAPH = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

if (path) {
  describeKeywordIndexContract("Atlas Search's stages over Lucene", () => openOver(path));
  describeAgreement(path);
  describeLetters(path);
} else {
  console.warn(
    "NOT RUN: the contract of KeywordIndex over Lucene: npm run test:deep, with .ci/install-lucene.sh",
  );
  it.skip("Atlas Search's stages over Lucene keep the contract of KeywordIndex (no Lucene)", () => {});
}

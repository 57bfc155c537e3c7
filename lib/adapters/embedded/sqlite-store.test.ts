import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleCreator, tombstoneOf, writeOf } from "../../../test/contracts/sample-records.ts";
import { LOCAL_TENANT, type TenantId, tenantIdSchema } from "../../domain/ids.ts";
import type { KeywordQuery } from "../../ports/keyword-index.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";
import { createSqliteKeywordIndex } from "./sqlite-keyword-index.ts";
import { openSqliteStore, type SqliteStore } from "./sqlite-store.ts";

const QUERY: KeywordQuery = {
  tenants: [LOCAL_TENANT],
  terms: [],
  required: [],
  excluded: [],
  where: [],
  weights: { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 },
  fuzzy: false,
  limit: 10,
};

describe("The SQLite store", () => {
  let folder: string;
  let store: SqliteStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "increator-store-"));
    store = openSqliteStore({ folder });
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const creator = sampleCreator(LOCAL_TENANT, "kept", { bio: "zymurgy at home", country: "DE" });
  const found = async (terms: string[]) =>
    (await createSqliteKeywordIndex(store).search({ ...QUERY, terms })).map(({ id }) => id);

  it("has everything again after it was closed and opened", async () => {
    await createSqliteDocuments(store).upsertMany("creators", [writeOf(creator)]);
    store.close();
    store = openSqliteStore({ folder });
    expect(await found(["zymurgy"])).toEqual([creator.id]);
    const facets = await createSqliteKeywordIndex(store).facets([LOCAL_TENANT], "country", []);
    expect(facets).toEqual([{ value: "DE", count: 1 }]);
  });

  it("finds a word that was asked before in creators written since, and not in those that lost it", async () => {
    const documents = createSqliteDocuments(store);
    expect(await found(["zymurgy"])).toEqual([]);
    await documents.upsertMany("creators", [writeOf(creator)]);
    expect(await found(["zymurgy"])).toEqual([creator.id]);
    await documents.update("creators", creator, { bio: "changed" });
    expect(await found(["zymurgy"])).toEqual([]);
    await documents.upsertMany("creators", [tombstoneOf(creator)]);
    expect(await found(["changed"])).toEqual([]);
  });

  it("tells apart more values of a field than a byte counts, also while they come", async () => {
    const keywords = createSqliteKeywordIndex(store);
    keywords.warm();
    const many = Array.from({ length: 300 }, (_, nth) =>
      sampleCreator(LOCAL_TENANT, `one${nth}`, { categories: [`category${nth}`] }),
    );
    await createSqliteDocuments(store).upsertMany("creators", many.map(writeOf));
    const facets = await keywords.facets([LOCAL_TENANT], "categories", []);
    expect(facets).toHaveLength(300);
    expect(facets.every(({ count }) => count === 1)).toBe(true);
    for (const nth of [0, 254, 255, 256, 299]) {
      const where = [{ field: "categories", op: "eq", value: `category${nth}` }] as const;
      const hits = await keywords.search({ ...QUERY, where });
      expect(hits.map(({ id }) => id)).toEqual([many[nth]?.id]);
    }
  });

  it("gives a creator as it stands now, however lately it was read, and to its tenants alone", async () => {
    const documents = createSqliteDocuments(store);
    const read = async (tenant: TenantId) =>
      (await documents.getMany("creators", [tenant], [creator.id])).get(creator.id);
    await documents.upsertMany("creators", [writeOf(creator)]);
    expect(await read(LOCAL_TENANT)).toMatchObject({ bio: "zymurgy at home" });
    expect(await read(tenantIdSchema.parse("another"))).toBeUndefined();
    await documents.update("creators", creator, { bio: "changed" });
    expect(await read(LOCAL_TENANT)).toMatchObject({ bio: "changed" });
    await documents.upsertMany("creators", [tombstoneOf(creator)]);
    expect(await read(LOCAL_TENANT)).not.toHaveProperty("bio");
    await documents.delete("creators", LOCAL_TENANT, [creator.id]);
    expect(await read(LOCAL_TENANT)).toBeUndefined();
  });

  it("keeps no byte of an erased creator in any of its files", async () => {
    const documents = createSqliteDocuments(store);
    const neighbours = Array.from({ length: 50 }, (_, at) =>
      sampleCreator(LOCAL_TENANT, `n${at}`, { bio: "home" }),
    );
    await documents.upsertMany("creators", [writeOf(creator), ...neighbours.map(writeOf)]);
    await documents.update("creators", creator, { links: ["https://brewer.example"] });
    for (const trace of ["zymurgy", "brewer"]) expect(bytesOf(folder).includes(trace)).toBe(true);
    await documents.upsertMany("creators", [tombstoneOf(creator)]);
    const bytes = bytesOf(folder);
    for (const trace of ["zymurgy", "zymurgi", "kept", "brewer"])
      expect(bytes.includes(trace), trace).toBe(false);
    expect(await found(["home"])).toHaveLength(10);
  });

  it("stores nothing of a call that fails, in no table and not in memory", async () => {
    const documents = createSqliteDocuments(store);
    expect(await found(["zymurgy"])).toEqual([]);
    const foreign = { ...writeOf(sampleCreator(LOCAL_TENANT, "n0")), version: "9" };
    await documents.upsertMany("creators", [foreign]);
    const stolen = { ...foreign, tenant_id: sampleCreator(LOCAL_TENANT, "x").tenant_id, version: "99" };
    const call = documents.upsertMany("creators", [
      writeOf(creator),
      { ...stolen, tenant_id: "other" as never },
    ]);
    await expect(call).rejects.toMatchObject({ kind: "conflict" });
    expect(await found(["zymurgy"])).toEqual([]);
    expect(await documents.count("creators", { tenants: [LOCAL_TENANT], where: [] })).toBe(1);
  });

  it("builds the keyword index anew when it was made by other rules", async () => {
    await createSqliteDocuments(store).upsertMany("creators", [writeOf(creator)]);
    store.prepare("UPDATE keyword_version SET version = 'old'").run();
    store.prepare("DELETE FROM keyword_postings").run();
    store.close();
    store = openSqliteStore({ folder });
    expect(await found(["zymurgy"])).toEqual([creator.id]);
  });

  it("reads the creators of an earlier release, which kept their records in one column", async () => {
    const mark = { model: "m", dims: 1, text_hash: "t", facet_hash: "f", at: "2026-11-02T00:00:00.000Z" };
    const marked = { ...creator, index_mark: mark };
    await createSqliteDocuments(store).upsertMany("creators", [writeOf(marked)]);
    store.prepare("UPDATE creators SET body = ?").run(JSON.stringify(marked));
    for (const field of ["index_mark.at", "index_mark.draft"]) {
      store.prepare(`DROP INDEX "creators_${field}"`).run();
      store.prepare(`CREATE INDEX "creators_${field}" ON creators (json_extract(body, '$.${field}'))`).run();
    }
    store.prepare("ALTER TABLE creators DROP COLUMN rest").run();
    store.close();
    store = openSqliteStore({ folder });
    const documents = createSqliteDocuments(store);
    const indexedBefore = (at: string) =>
      documents.count("creators", {
        tenants: [LOCAL_TENANT],
        where: [{ field: "index_mark.at", op: "lte", value: at }],
      });
    const whole = async () =>
      (await documents.getMany("creators", [LOCAL_TENANT], [creator.id])).get(creator.id);
    expect(await whole()).toEqual(marked);
    expect((await documents.getSearched([LOCAL_TENANT], [creator.id])).get(creator.id)).toMatchObject({
      bio: creator.bio,
    });
    expect(await indexedBefore(mark.at)).toBe(1);
    const later = { ...mark, at: "2026-11-03T00:00:00.000Z" };
    await documents.update("creators", creator, { index_mark: later });
    expect(await whole()).toEqual({ ...marked, index_mark: later });
    expect([await indexedBefore(mark.at), await indexedBefore(later.at)]).toEqual([0, 1]);
    expect((await documents.getSearched([LOCAL_TENANT], [creator.id])).get(creator.id)).not.toHaveProperty(
      "index_mark",
    );
  });

  it("leaves no word behind when texts change often", async () => {
    const documents = createSqliteDocuments(store);
    for (let round = 1; round <= 20; round += 1) {
      const text = { bio: `word${round} shared shared`, hashtags: round % 2 === 0 ? ["even"] : [] };
      await documents.upsertMany("creators", [
        { ...writeOf({ ...creator, ...text }), version: `3-${100 + round}` },
      ]);
    }
    const terms = store.prepare("SELECT term FROM keyword_vocabulary ORDER BY term").all();
    expect(terms.map(({ term }) => term)).toEqual([
      "20",
      "even",
      "germani",
      "kept",
      "share",
      "word",
      "word20",
    ]);
    expect(await found(["word19"])).toEqual([creator.id]);
    expect(await found(["word20"])).toEqual([creator.id]);
  });

  it("is unavailable once it is closed", async () => {
    const documents = createSqliteDocuments(store);
    store.close();
    const asked = documents.getMany("creators", [LOCAL_TENANT], [creator.id]);
    await expect(asked).rejects.toMatchObject({ kind: "unavailable" });
  });
});

const bytesOf = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

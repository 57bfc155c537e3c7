import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectMongo } from "../../lib/adapters/cloud/mongo-connection.ts";
import { createMongoDocuments } from "../../lib/adapters/cloud/mongo-documents.ts";
import { createMongoKeywordIndex } from "../../lib/adapters/cloud/mongo-keyword-index.ts";
import { migrateMongo } from "../../lib/adapters/cloud/mongo-migration.ts";
import { createSqliteDocuments } from "../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { openSqliteStore } from "../../lib/adapters/embedded/sqlite-store.ts";
import { typedName } from "../../lib/domain/ranking/name-starts.ts";
import type { KeywordQuery } from "../../lib/ports/keyword-index.ts";
import { atlasSearch } from "../doubles/mongo/atlas-search.ts";
import { facetPipeline, searchPipeline } from "../doubles/mongo/atlas-search-grammar.ts";
import type { Opened } from "./eventually.ts";
import { describeKeywordIndexContract, type KeywordParts } from "./keyword-index-contract.ts";
import { sampleCreator, uniqueName, uniqueTenant, writeOf } from "./sample-records.ts";

type Double = KeywordParts & { readonly connection: ReturnType<typeof atlasSearch> };

async function openDouble(): Promise<Opened<Double>> {
  const folder = await mkdtemp(join(tmpdir(), "increator-contract-"));
  const store = openSqliteStore({ folder });
  const documents = createSqliteDocuments(store);
  const connection = atlasSearch({ documents, keywords: createSqliteKeywordIndex(store) });
  return {
    port: { documents, keywords: createMongoKeywordIndex(connection), connection },
    async close() {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describeKeywordIndexContract("Atlas Search's stages over an embedded store", openDouble);

await describeOnAtlas(env.MONGODB_URI);

/** Where a cluster is given, the same suite runs against its own Atlas Search, in a database of the run's own. */
async function describeOnAtlas(uri: string | undefined): Promise<void> {
  const connection = uri ? connectMongo({ uri, database: uniqueName("contract"), timeoutMs: 20_000 }) : null;
  const close = async (): Promise<void> => {
    await connection?.run((client) => client.db(connection.database).dropDatabase());
    await connection?.close();
  };
  const migrated = connection ? await migrateMongo(connection) : [];
  const outcome = migrated.find(({ collection }) => collection === "creators")?.searchIndex;
  if (connection && outcome && outcome !== "not-supported") {
    const port = {
      documents: createMongoDocuments(connection),
      keywords: createMongoKeywordIndex(connection),
    };
    describeKeywordIndexContract("Atlas Search", async () => ({ port, close }));
    return;
  }
  await close();
  console.warn("NOT RUN: the contract of KeywordIndex on Atlas Search: set MONGODB_URI to an Atlas cluster");
  it.skip("Atlas Search keeps the contract of KeywordIndex (no cluster: MONGODB_URI)", () => {});
}

const QUERY: KeywordQuery = {
  tenants: [],
  terms: [],
  required: [],
  excluded: [],
  where: [],
  weights: { handle: 4, display_name: 3, bio: 1, tags: 2, place: 1 },
  fuzzy: false,
  limit: 50,
};

describe("What Atlas Search is asked", () => {
  let opened: Opened<Double>;
  beforeAll(async () => {
    opened = await openDouble();
  });
  afterAll(() => opened.close());

  async function askedFor(changes: Partial<KeywordQuery>) {
    const { keywords, connection } = opened.port;
    await keywords.search({ ...QUERY, tenants: [uniqueTenant()], ...changes });
    return searchPipeline.parse(connection.asked.at(-1));
  }

  it("names tenants and live creators in every filter, and asks nothing that nothing can meet", async () => {
    const tenant = uniqueTenant();
    const [{ $search }] = await askedFor({ tenants: [tenant], terms: ["vegan"] });
    expect($search.compound.filter).toEqual([
      { equals: { path: "erased", value: false } },
      { in: { path: "tenant_id", value: [tenant] } },
    ]);
    const { keywords, connection } = opened.port;
    const before = connection.asked.length;
    const nowhere = [{ field: "country", op: "in", values: [] }] as const;
    for (const changes of [{ tenants: [] }, { where: nowhere }, { terms: ["?!"] }, { required: [""] }]) {
      expect(await keywords.search({ ...QUERY, tenants: [tenant], ...changes })).toEqual([]);
    }
    expect(connection.asked).toHaveLength(before);
  });

  it("looks near words of letters only, by one edit from five letters of the stem and two from nine, and for few of many", async () => {
    const fuzzyOf = async (terms: string[]) => {
      const [{ $search }] = await askedFor({ terms, fuzzy: true });
      return ($search.compound.should ?? []).flatMap((clause) =>
        "text" in clause && clause.text.fuzzy ? [[clause.text.query, clause.text.fuzzy.maxEdits]] : [],
      );
    };
    expect(
      new Set((await fuzzyOf(["cats", "2024", "planning", "vegan", "marathons", "photography"])).map(String)),
    ).toEqual(new Set(["vegan,1", "marathons,1", "photography,2"]));
    const sentence = Array.from({ length: 40 }, (_, at) => `words${"abcdefghij"[at % 10]}${"klmn"[at % 4]}`);
    expect(new Set((await fuzzyOf(sentence)).map(([word]) => word)).size).toBe(6);
  });

  it("asks for the codes of countries whose names have a word, since names are not indexed", async () => {
    const [{ $search }] = await askedFor({ terms: ["germany"] });
    const countries = ($search.compound.should ?? []).filter((clause) => "in" in clause);
    expect(countries).toEqual([expect.objectContaining({ in: expect.objectContaining({ value: ["DE"] }) })]);
    const { documents, keywords } = opened.port;
    const tenant = uniqueTenant();
    await documents.upsertMany("creators", [writeOf(sampleCreator(tenant, "there", { country: "DE" }))]);
    expect(await keywords.search({ ...QUERY, tenants: [tenant], terms: ["germany"] })).toHaveLength(1);
  });

  it("completes names by beginnings alone, of live creators of the tenants that are named", async () => {
    const tenant = uniqueTenant();
    const { keywords, connection } = opened.port;
    await keywords.suggest({ tenants: [tenant], typed: typedName("Tech.Gu"), limit: 5 });
    const [{ $search }, { $limit }] = searchPipeline.parse(connection.asked.at(-1));
    expect($limit).toBe(5);
    expect($search.sort).toEqual({ followers: -1, _id: 1 });
    expect($search.compound).toEqual({
      filter: [{ equals: { path: "erased", value: false } }, { in: { path: "tenant_id", value: [tenant] } }],
      should: [
        { autocomplete: { query: "techgu", path: "handle", tokenOrder: "sequential" } },
        { autocomplete: { query: "tech gu", path: "display_name", tokenOrder: "sequential" } },
      ],
      minimumShouldMatch: 1,
    });
  });

  it("is refused for a field that the index does not have", async () => {
    const where = [{ field: "posts_count", op: "gte", value: 1 }] as const;
    await expect(askedFor({ where })).rejects.toMatchObject({ kind: "invalid", code: "filter-not-indexed" });
  });

  it("keeps to a grammar that refuses operators and options it does not know", () => {
    const stages = (search: object) => [
      { $search: { index: "i", sort: { score: { $meta: "searchScore" }, _id: 1 }, ...search } },
      { $limit: 1 },
      { $project: { score: { $meta: "searchScore" } } },
    ];
    const text = { query: "a", path: "bio" };
    const accepts = (search: object) => searchPipeline.safeParse(stages(search)).success;
    expect(accepts({ compound: { must: [{ text }] } })).toBe(true);
    expect(accepts({ compound: { must: [{ texts: text }] } })).toBe(false);
    expect(accepts({ compound: { must: [{ text: { ...text, operator: "and" } }] } })).toBe(false);
    expect(accepts({ compound: { must: [{ text: { ...text, fuzzy: { maxEdits: 3 } } }] } })).toBe(false);
    expect(accepts({ compound: { filter: [{ in: { path: "country", value: [] } }] } })).toBe(false);
    expect(accepts({ compound: { must: [{ text }] }, limit: 5 })).toBe(false);
    expect(facetPipeline.safeParse([{ $searchMeta: { index: "i", facets: {} } }]).success).toBe(false);
  });
});

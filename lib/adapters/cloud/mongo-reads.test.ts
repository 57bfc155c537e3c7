import type { Document } from "mongodb";
import { expect, it } from "vitest";
import { UNSEARCHED_FIELDS } from "../../domain/creator.ts";
import { LOCAL_TENANT } from "../../domain/ids.ts";
import { withinTime } from "../../ports/deadline.ts";
import type { MongoConnection, StoredCollection } from "./mongo-connection.ts";
import { createMongoDocuments } from "./mongo-documents.ts";
import { createMongoKeywordIndex } from "./mongo-keyword-index.ts";
import { SEARCH_INDEX_DEFINITION } from "./mongo-search-index.ts";

const STANDING = { status: "READY", queryable: true, latestDefinition: SEARCH_INDEX_DEFINITION };

/** Finds nothing, and keeps the options of each read. */
function recordingConnection(seen: Document[]): MongoConnection {
  const empty = { sort: () => empty, limit: () => empty, toArray: async () => [] };
  const read = (_asked: unknown, options: Document = {}) => {
    seen.push(options);
    return empty;
  };
  const count = async (_asked: unknown, options: Document = {}) => seen.push(options) * 0;
  // What finds nothing is believed only of an index that stands.
  const listSearchIndexes = () => ({ toArray: async () => [STANDING] });
  const collection = { find: read, aggregate: read, countDocuments: count, listSearchIndexes };
  return {
    database: "none",
    run: () => Promise.reject(new Error("only collections")),
    within: (_name, work) => work(collection as unknown as StoredCollection),
    close: async () => {},
  };
}

it("ends every read on the server when nobody waits for it any more", async () => {
  const seen: Document[] = [];
  const connection = recordingConnection(seen);
  const documents = createMongoDocuments(connection);
  const keywords = createMongoKeywordIndex(connection);
  const [tenants, where] = [[LOCAL_TENANT], []];
  const readAll = async (): Promise<void> => {
    await documents.getMany("creators", tenants, ["c_1"]);
    await documents.getSearched(tenants, ["c_1"]);
    await documents.find("creators", { tenants, where, limit: 5 });
    await documents.count("creators", { tenants, where });
    for await (const _page of documents.scan("creators", tenants, ""));
    await keywords.facets(tenants, "country", where);
    await keywords.browse({ tenants, where, by: "followers", limit: 5 });
  };
  await readAll();
  expect(seen.map(({ maxTimeMS }) => maxTimeMS)).toEqual(Array(7).fill(10_000));
  seen.length = 0;
  await withinTime(900, () => withinTime(2_000, readAll));
  expect(seen).toHaveLength(7);
  for (const { maxTimeMS } of seen) {
    expect(maxTimeMS).toBeGreaterThan(0);
    expect(maxTimeMS).toBeLessThanOrEqual(900);
  }
});

it("leaves out of a search's creators what no search reads, and nothing of whole ones", async () => {
  const seen: Document[] = [];
  const documents = createMongoDocuments(recordingConnection(seen));
  await documents.getSearched([LOCAL_TENANT], ["c_1"]);
  await documents.getMany("creators", [LOCAL_TENANT], ["c_1"]);
  const left = Object.fromEntries(UNSEARCHED_FIELDS.map((field) => [field, 0]));
  expect(seen.map(({ projection }) => projection)).toEqual([left, {}]);
});

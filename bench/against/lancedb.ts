import { createRequire } from "node:module";
import { folderMb } from "../measure.ts";
import type { PeerQuery } from "./engine.ts";
import { readDataset, serveEngine, timedIds } from "./serve-engine.ts";

/**
 * LanceDB as its documentation recommends for hybrid search: full-text index, HNSW over 8-bit vectors in one
 * partition, scalar indexes for the filters, reciprocal rank fusion. https://docs.lancedb.com/search/hybrid-search
 */
const lancedb = createRequire(`${process.argv[2]}/package.json`)("@lancedb/lancedb");
const { Index } = lancedb;
const CONNECTIVITY = 20;
const EF_CONSTRUCTION = 300;
const EF_SEARCH = 100;
/** Rows read again in full precision per requested row: https://docs.lancedb.com/search/optimize-queries */
const REFINE_FACTOR = 5;

let table: ReturnType<typeof JSON.parse>;
let reranker: unknown;

await serveEngine({
  async build(dataset) {
    const started = performance.now();
    const database = await lancedb.connect(dataset.folder);
    for await (const batch of readDataset(dataset)) {
      const rows = batch.map(({ vector, followers, categories, ...row }) => ({
        ...row,
        followers: followers ?? -1,
        categories: categories.length > 0 ? categories : ["none"],
        vector: Array.from(vector),
      }));
      if (table) await table.add(rows);
      else table = await database.createTable("creators", rows);
    }
    await table.optimize();
    await table.createIndex("text", { config: Index.fts() });
    await table.createIndex("followers", { config: Index.btree() });
    await table.createIndex("categories", { config: Index.labelList() });
    await table.createIndex("vector", {
      config: Index.hnswSq({
        distanceType: "cosine",
        numPartitions: 1,
        m: CONNECTIVITY,
        efConstruction: EF_CONSTRUCTION,
      }),
    });
    reranker = await lancedb.rerankers.RRFReranker.create();
    const seconds = (performance.now() - started) / 1_000;
    return { seconds, from: "vectors", diskMb: sum(await folderMb(dataset.folder)) };
  },
  hybrid: (query) =>
    timedIds(() =>
      filtered(nearestTo(query).fullTextSearch(query.text, { columns: ["text"] }), query)
        .rerank(reranker)
        .toArray(),
    ),
  nearest: (query) => timedIds(() => filtered(nearestTo(query), query).toArray()),
});

function nearestTo({ vector, limit }: PeerQuery) {
  const near = table.query().nearestTo(vector).distanceType("cosine").refineFactor(REFINE_FACTOR);
  // LanceDB rejects an `ef` below the number of rows that it reads again.
  return near.ef(Math.max(EF_SEARCH, limit * REFINE_FACTOR));
}

function filtered(search: ReturnType<typeof nearestTo>, { filters, limit }: PeerQuery) {
  const { followers, categories } = filters;
  const where = [
    ...(followers?.min === undefined ? [] : [`followers >= ${followers.min}`]),
    ...(followers?.max === undefined ? [] : [`followers <= ${followers.max}`]),
    ...(categories
      ? [`array_has_any(categories, [${categories.map((code) => `'${code}'`).join(", ")}])`]
      : []),
  ];
  const narrowed = where.length > 0 ? search.where(where.join(" AND ")) : search;
  return narrowed.select(["id"]).limit(limit);
}

function sum(sizes: Readonly<Record<string, number>>): number {
  return Object.values(sizes).reduce((total, mb) => total + mb, 0);
}

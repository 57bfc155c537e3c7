import { createWriteStream, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { embeddingText } from "../../lib/domain/profile/embedding-text.ts";
import { tenantScope } from "../../lib/domain/tenant-scope.ts";
import type { VectorRecord } from "../../lib/ports/vector-index.ts";
import { conditionsOf, metadataConditions, namespacesOf } from "../../lib/search/question/conditions.ts";
import { everyVector, exactNearest } from "../exact.ts";
import { openBenchSystem } from "../open-bench-system.ts";
import { type BenchQuery, drawQueries } from "../queries.ts";
import { answerPhase, type PhaseSettings } from "../run-phase.ts";
import type { PeerDocument, PeerQuery } from "./engine.ts";

export interface ComparedQuery extends PeerQuery {
  /** The selectivity, such as `10%`. */
  readonly kind: string;
  /** Null: this query does not measure recall. */
  readonly exact: { readonly matching: number; readonly right: readonly string[] } | null;
}

export interface DatasetFindings {
  readonly documents: string;
  readonly vectors: string;
  readonly dimensions: number;
  readonly queries: readonly ComparedQuery[];
}

/** Number of hits requested from every engine. */
const LIMIT = 100;
/** A comparison with every vector takes a second per query at a million vectors. */
const RECALL_QUERIES = 300;

/** Writes the data that every engine gets, from the folder that the system filled. */
async function datasetPhase(settings: PhaseSettings): Promise<DatasetFindings> {
  const system = await openBenchSystem(settings.dataDir);
  const { vectors, embedder, openDocuments } = system.composition.services;
  const known = await everyVector(vectors, namespacesOf([LOCAL_TENANT], {}));
  const files = { documents: `${settings.dataDir}.documents`, vectors: `${settings.dataDir}.vectors` };
  const documents = openDocuments(tenantScope(LOCAL_TENANT, { subscribesShared: false }));
  const texts = new Map<string, Omit<PeerDocument, "id">>();
  for await (const page of documents.scan("creators", "")) {
    for (const creator of page) {
      if (creator.erased) continue;
      const { id, followers, categories } = creator;
      texts.set(id, { text: embeddingText(creator), followers, categories });
    }
  }
  await pipeline(function* lines() {
    for (const { id } of known) yield `${JSON.stringify({ id, ...texts.get(id) })}\n`;
  }, createWriteStream(files.documents));
  const values = new Float32Array(known.length * embedder.dimensions);
  known.forEach((record, at) => {
    values.set(record.values, at * embedder.dimensions);
  });
  writeFileSync(files.vectors, new Uint8Array(values.buffer));
  const drawn = distinct(drawQueries({ ...settings, count: settings.queries }));
  const asked = await embedder.embed(drawn.map(({ text }) => text));
  const queries = drawn.map((query, at) => comparedQuery(query, asked[at] ?? new Float32Array(), at, known));
  await system.close();
  return { ...files, dimensions: embedder.dimensions, queries };
}

function comparedQuery(
  { text, filters, selectivity }: BenchQuery,
  vector: Float32Array,
  at: number,
  known: readonly VectorRecord[],
): ComparedQuery {
  const query = { text, filters, vector: Array.from(vector), limit: LIMIT, kind: `${selectivity * 100}%` };
  if (at >= RECALL_QUERIES) return { ...query, exact: null };
  const { matching, right } = exactNearest(known, vector, metadataConditions(conditionsOf(filters, 0)));
  return { ...query, exact: { matching, right: [...right] } };
}

/** Leaves out repeated questions, because a cache might answer them. */
const distinct = (queries: readonly BenchQuery[]): BenchQuery[] => [
  ...new Map(queries.map((query) => [JSON.stringify([query.text, query.filters]), query])).values(),
];

await answerPhase(datasetPhase);

import { setTimeout as sleep } from "node:timers/promises";
import { type Index, Pinecone } from "@pinecone-database/pinecone";
import { AppError } from "../../domain/errors.ts";
import { currentDeadline } from "../../ports/deadline.ts";
import type { VectorHit, VectorIndex, VectorQuery, VectorRecord } from "../../ports/vector-index.ts";
import { inParallel } from "./batches.ts";
import { isMissingNamespace } from "./pinecone-errors.ts";
import { pineconeFilter } from "./pinecone-filter.ts";
import {
  deleteBatches,
  fetchBatches,
  incomingRecord,
  requireDimensions,
  sentValues,
  upsertBatches,
} from "./pinecone-records.ts";
import { createPineconeTransport, type Fetch, type PineconeTransport } from "./pinecone-transport.ts";

export interface PineconeSettings {
  readonly apiKey: string;
  /** The index's own address, as `describe_index` gives it. */
  readonly indexHost: string;
  /** The embedder's dimensions. An index with others is refused at start. */
  readonly dimensions: number;
  /** How long a reader waits until its own writes are visible, in milliseconds. Default 30,000. */
  readonly freshnessMs?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** Source of jitter, 0 to 1. */
  readonly random?: () => number;
}

const TOP_K_MAX = 10_000;
/** Pinecone's pages of ids hold 100. */
const LIST_MAX = 100;
/** 100 requests a second per namespace and kind: docs.pinecone.io, "Database limits". */
const REQUESTS_AT_ONCE = 8;
const POLL = { baseMs: 50, maxMs: 1_000 };

interface Connection {
  readonly index: Index;
  readonly transport: PineconeTransport;
  readonly dimensions: number;
  readonly freshnessMs: number;
  /** The newest write of this process, by namespace. */
  readonly written: Map<string, bigint>;
}

/**
 * Vectors in a Pinecone index whose metric is cosine.
 * @throws AppError `invalid`, code `vector-dimensions-changed`, when the index has other dimensions; `unavailable`
 *   when it does not answer.
 */
export async function createPineconeVectorIndex(settings: PineconeSettings): Promise<VectorIndex> {
  const { apiKey, indexHost, dimensions, freshnessMs = 30_000, random = Math.random } = settings;
  const transport = createPineconeTransport({ fetch: settings.fetch ?? fetch, random });
  // Only the resilience policy retries server errors; two layers of retries would multiply.
  const pinecone = new Pinecone({ apiKey, fetchApi: transport.fetchApi as typeof fetch, maxRetries: 0 });
  const index = pinecone.index({ host: indexHost });
  const connection: Connection = { index, transport, dimensions, freshnessMs, written: new Map() };
  await requireSameDimensions(connection);
  return {
    dimensions,
    upsert: (namespace, records) => upsert(connection, namespace, records),
    async replaceMetadata(namespace, updates) {
      const wanted = new Map(updates.map(({ id, metadata }) => [id, metadata]));
      // A merge could not remove a field, so the whole record is written again. After a stale read, that would bring
      // back an older vector.
      const stored = await fetchRecords(connection, namespace, [...wanted.keys()], true);
      const changed = stored.map((record) => ({ ...record, metadata: wanted.get(record.id) ?? {} }));
      await upsert(connection, namespace, changed);
      return changed.map(({ id }) => id);
    },
    query: (query, { signal } = {}) => queryNamespaces(connection, query, signal),
    fetch: (namespace, ids, { afterOwnWrites = false } = {}) =>
      fetchRecords(connection, namespace, ids, afterOwnWrites),
    list: (namespace, options) => list(connection, namespace, options),
    async delete(namespace, ids) {
      for (const batch of deleteBatches(ids)) {
        await write(connection, namespace, () => index.deleteMany({ ids: batch, namespace })).catch(
          // Pinecone creates a namespace at its first write and answers 404 for a missing one.
          ignoreMissingNamespace(undefined),
        );
      }
    },
    async stats() {
      const { value } = await transport.call(() => index.describeIndexStats());
      const counts = Object.entries(value.namespaces ?? {}).map(
        ([name, { recordCount }]) => [name, { count: recordCount }] as const,
      );
      return { namespaces: Object.fromEntries(counts) };
    },
  };
}

async function requireSameDimensions({ index, transport, dimensions }: Connection): Promise<void> {
  const { value } = await transport.call(() => index.describeIndexStats());
  if (value.dimension === dimensions) return;
  const message = "The index has other dimensions than the embedder.";
  throw new AppError("invalid", "vector-dimensions-changed", message, {
    expected: dimensions,
    got: value.dimension ?? null,
  });
}

/** Does a write and remembers its number, so that a later read can wait for it. */
async function write({ transport, written }: Connection, namespace: string, work: () => Promise<void>) {
  const sequence = await transport.call(work);
  const before = written.get(namespace) ?? 0n;
  if (sequence.written !== null && sequence.written > before) written.set(namespace, sequence.written);
}

async function upsert(
  connection: Connection,
  namespace: string,
  records: readonly VectorRecord[],
): Promise<void> {
  for (const batch of upsertBatches(records, connection.dimensions)) {
    await write(connection, namespace, () => connection.index.upsert({ records: batch, namespace }));
  }
}

async function queryNamespaces(
  connection: Connection,
  query: VectorQuery,
  signal: AbortSignal | undefined,
): Promise<VectorHit[]> {
  requireDimensions(query.vector, connection.dimensions);
  if (!Number.isInteger(query.topK) || query.topK < 1 || query.topK > TOP_K_MAX)
    throw new AppError("invalid", "out-of-range", "topK is 1 to 10,000.", { field: "topK" });
  const filter = pineconeFilter(query.where);
  if (filter === "nothing") return [];
  const asked = {
    vector: sentValues(query.vector),
    topK: query.topK,
    includeValues: query.withValues === true,
    ...(filter !== "everything" && { filter }),
  };
  const hits = await inParallel([...new Set(query.namespaces)], REQUESTS_AT_ONCE, async (namespace) => {
    const call = connection.transport.call(() => connection.index.query({ ...asked, namespace }), signal);
    const { matches } = await call.then(({ value }) => value, ignoreMissingNamespace({ matches: [] }));
    return matches.map(({ id, score, values }) => ({
      ...{ id, namespace, score: score ?? 0 },
      ...(query.withValues && { values: Float32Array.from(values ?? []) }),
    }));
  });
  return hits
    .flat()
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, query.topK);
}

async function fetchRecords(
  connection: Connection,
  namespace: string,
  ids: readonly string[],
  afterOwnWrites: boolean,
): Promise<VectorRecord[]> {
  const atLeast = afterOwnWrites ? (connection.written.get(namespace) ?? null) : null;
  const pages = await inParallel(fetchBatches(ids), REQUESTS_AT_ONCE, (batch) =>
    fetchFresh(connection, namespace, batch, atLeast),
  );
  return pages.flat();
}

/** Reads again until the answer covers the write numbered `atLeast`. */
async function fetchFresh(
  { index, transport, freshnessMs }: Connection,
  namespace: string,
  ids: string[],
  atLeast: bigint | null,
): Promise<VectorRecord[]> {
  for (let waited = 0, pause = POLL.baseMs; ; pause = Math.min(2 * pause, POLL.maxMs)) {
    const answer = await transport
      .call(() => index.fetch({ ids, namespace }))
      .catch(ignoreMissingNamespace({ value: { records: {} }, indexed: null }));
    if (atLeast === null || (answer.indexed !== null && answer.indexed >= atLeast))
      return Object.values(answer.value.records).map(incomingRecord);
    if (waited >= freshnessMs)
      throw new AppError("unavailable", "vectors-not-fresh", "The index has not caught up with its writes.", {
        namespace,
      });
    await sleep(pause, undefined, { signal: currentDeadline() });
    waited += pause;
  }
}

async function list(
  { index, transport }: Connection,
  namespace: string,
  options: Parameters<VectorIndex["list"]>[1],
): Promise<{ ids: string[]; cursor: string | null }> {
  const { prefix, cursor } = options;
  const asked = {
    namespace,
    limit: Math.min(options.limit, LIST_MAX),
    ...(prefix && { prefix }),
    ...(cursor !== undefined && { paginationToken: cursor }),
  };
  const page = await transport
    .call(() => index.listPaginated(asked))
    .then(({ value }) => value, ignoreMissingNamespace({ vectors: [], pagination: undefined }));
  const ids = (page.vectors ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]));
  return { ids, cursor: page.pagination?.next || null };
}

/** A missing namespace counts as empty. */
function ignoreMissingNamespace<T>(empty: T): (error: unknown) => T {
  return (error) => {
    if (isMissingNamespace(error)) return empty;
    throw error;
  };
}

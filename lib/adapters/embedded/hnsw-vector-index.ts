import { Worker } from "node:worker_threads";
import { AppError } from "../../domain/errors.ts";
import { untilAborted } from "../../ports/deadline.ts";
import type { VectorHit, VectorIndex, VectorRecord } from "../../ports/vector-index.ts";
import type { EngineSettings, PackedHits, PackedRecords } from "./hnsw-engine.ts";
import type { Call } from "./hnsw-messages.ts";
import { threadCalls } from "./thread-calls.ts";

export interface HnswVectorIndex extends VectorIndex {
  /**
   * Resolves when every vector is in its graph, the graphs are saved and no file holds a byte of what was deleted or
   * replaced. Without it the same happens within seconds of a change; results are right at any time.
   */
  flush(): Promise<void>;
  /** The same for what was deleted or replaced, and at once: graphs are saved as far as they have grown. */
  scrub(): Promise<void>;
  /** Saves and ends the worker thread. Vectors that no graph has yet are put in at the next start. */
  close(): Promise<void>;
}

export interface HnswSettings {
  /** Made when it is not there. One process at a time. */
  readonly folder: string;
  readonly dimensions: number;
  /** Candidates that a search of a graph looks at, at least; 100 is the requester's figure. */
  readonly efSearch?: number;
}

const TOP_K_MAX = 10_000;
const LIST_MAX = 1_000;

/**
 * A vector index on disk, in a thread of its own, so that growing the graph holds up neither requests nor ingest.
 * @throws AppError `invalid`, code `vector-dimensions-changed`, when the folder holds vectors of other dimensions.
 */
export async function createHnswVectorIndex(settings: HnswSettings): Promise<HnswVectorIndex> {
  const { dimensions } = settings;
  const { call, stop } = await startWorker({ efSearch: 100, ...settings });
  return {
    dimensions,
    async upsert(namespace, records) {
      const packed = pack(records, dimensions);
      await call({ name: "upsert", input: [namespace, packed] }, [packed.values.buffer as ArrayBuffer]);
    },
    async replaceMetadata(namespace, updates) {
      return (await call({ name: "replaceMetadata", input: [namespace, updates] })) as string[];
    },
    async query(query, options) {
      checkDimensions(query.vector, dimensions);
      checkRange("topK", query.topK, TOP_K_MAX);
      // A copy, since a vector may be a view of a large block, and the whole block would cross.
      const input = { ...query, vector: query.vector.slice() };
      const answer = call({ name: "query", input: [input] });
      const found = await (options?.signal ? untilAborted(answer, options.signal) : answer);
      return hitsOf(found as PackedHits, dimensions);
    },
    async fetch(namespace, ids) {
      return unpack((await call({ name: "fetch", input: [namespace, ids] })) as PackedRecords, dimensions);
    },
    async list(namespace, options) {
      checkRange("limit", options.limit, LIST_MAX);
      const page = await call({ name: "list", input: [namespace, options] });
      return page as Awaited<ReturnType<VectorIndex["list"]>>;
    },
    async delete(namespace, ids) {
      await call({ name: "delete", input: [namespace, ids] });
    },
    stats: async () =>
      (await call({ name: "stats", input: [] })) as Awaited<ReturnType<VectorIndex["stats"]>>,
    async flush() {
      await call({ name: "flush" });
    },
    async scrub() {
      await call({ name: "scrub" });
    },
    close: stop,
  };
}

/** Resolves when the index is open. */
async function startWorker(settings: EngineSettings) {
  const worker = new Worker(new URL("./hnsw-worker.ts", import.meta.url), {
    workerData: settings,
    // The caller's flags are its own: with --input-type, for one, no thread starts.
    execArgv: [],
    // What rows leave behind while they are read is garbage at once; a small nursery keeps the heap small.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const { call, ended } = await threadCalls<Call>(worker, stoppedError);
  const stop = async () => {
    await call({ name: "close" });
    worker.ref();
    await ended;
  };
  return { call, stop };
}

const stoppedError = (cause?: unknown) =>
  new AppError("unavailable", "vector-index-stopped", "The vector index has stopped.", {}, cause);

function pack(records: readonly VectorRecord[], dimensions: number): PackedRecords {
  const values = new Float32Array(records.length * dimensions);
  records.forEach((record, index) => {
    checkDimensions(record.values, dimensions);
    values.set(record.values, index * dimensions);
  });
  return { ids: records.map(({ id }) => id), values, metadata: records.map(({ metadata }) => metadata) };
}

const unpack = ({ ids, values, metadata }: PackedRecords, dimensions: number): VectorRecord[] =>
  ids.map((id, index) => ({
    id,
    values: values.slice(index * dimensions, (index + 1) * dimensions),
    metadata: metadata[index] ?? {},
  }));

const hitsOf = ({ ids, namespaces, scores, values }: PackedHits, dimensions: number): VectorHit[] =>
  ids.map((id, at) => ({
    ...{ id, namespace: namespaces[at] ?? "", score: scores[at] ?? 0 },
    ...(values.length > 0 && { values: values.subarray(at * dimensions, (at + 1) * dimensions) }),
  }));

function checkDimensions(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions) return;
  throw new AppError("invalid", "vector-dimensions", `A vector must have ${dimensions} dimensions.`, {
    expected: dimensions,
    given: vector.length,
  });
}

function checkRange(field: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new AppError("invalid", "out-of-range", `${field} must be a whole number from 1 to ${most}.`, {
    field,
    most,
  });
}

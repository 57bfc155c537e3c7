import { Worker } from "node:worker_threads";
import { AppError } from "../../domain/errors.ts";
import { untilAborted } from "../../ports/deadline.ts";
import type { EmbedderKind } from "../../ports/embedder.ts";
import type { VectorHit, VectorIndex, VectorRecord } from "../../ports/vector-index.ts";
import type { EngineSettings, PackedHits, PackedRecords, Upsert } from "./hnsw-engine.ts";
import type { Call } from "./hnsw-messages.ts";
import { type ThreadCalls, threadCalls } from "./thread-calls.ts";

export interface HnswVectorIndex extends VectorIndex {
  /**
   * Resolves when every vector is in its graph, the graphs are saved, and no file holds a byte of deleted or replaced
   * data. Without this call the same usually happens within 5 s of a deletion and a minute of another change. Results
   * are right at any time.
   */
  flush(): Promise<void>;
  /** Does the same for deleted or replaced data, but at once: it saves graphs even if they still lack vectors. */
  scrub(): Promise<void>;
  /** Saves and ends the worker thread. The next start adds the vectors that the graph still lacks. */
  close(): Promise<void>;
}

export interface HnswSettings extends EmbedderKind {
  /** Created if it does not exist. Only one process may use it at a time. */
  readonly folder: string;
  /** The least number of candidates that a graph search checks. 100 is the requester's figure. */
  readonly efSearch?: number;
}

const TOP_K_MAX = 10_000;
const LIST_MAX = 1_000;

/**
 * A vector index on disk, on its own thread, so that growing the graph delays neither requests nor ingest.
 * @throws AppError `invalid`, code `vector-dimensions-changed`, when the folder holds vectors of other dimensions.
 */
export async function createHnswVectorIndex(settings: HnswSettings): Promise<HnswVectorIndex> {
  const { dimensions } = settings;
  const { call, stop } = await startWorker({ efSearch: 100, ...settings });
  const upsert = inOneCommit(call);
  return {
    dimensions,
    upsert: async (namespace, records) => upsert({ namespace, records: pack(records, dimensions) }),
    async replaceMetadata(namespace, updates) {
      return (await call({ name: "replaceMetadata", input: [namespace, updates] })) as string[];
    },
    async query(query, options) {
      checkDimensions(query.vector, dimensions);
      checkRange("topK", query.topK, TOP_K_MAX);
      // Copied, because a vector may be a view of a large block, and then the whole block would be sent.
      const input = { ...query, vector: query.vector.slice() };
      const answer = call({ name: "query", input: [input] });
      const found = await untilAborted(answer, options?.signal);
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
    // The thread must not inherit the caller's flags: with --input-type, for example, no thread starts.
    execArgv: [],
    // Reading rows leaves short-lived garbage. A small young generation keeps the heap small.
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

/** Sends the upserts of one turn together, such as those of a batch's platforms: a commit costs more than its rows. */
function inOneCommit(call: ThreadCalls<Call>["call"]): (upsert: Upsert) => Promise<void> {
  let waiting: Upsert[] = [];
  let stored: Promise<void> | undefined;
  const store = async (): Promise<void> => {
    await Promise.resolve();
    const upserts = waiting;
    [waiting, stored] = [[], undefined];
    await call(
      { name: "upsert", input: [upserts] },
      upserts.map(({ records }) => records.values.buffer as ArrayBuffer),
    );
  };
  return (upsert) => {
    waiting.push(upsert);
    stored ??= store();
    return stored;
  };
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

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import { AppError } from "../../domain/errors.ts";
import { untilAborted } from "../../ports/deadline.ts";
import type { Embedder } from "../../ports/embedder.ts";
import { floatsOf, openSentenceFile, SENTENCE_MODEL, times, unit } from "./sentence-model.ts";
import { type ThreadCalls, threadCalls } from "./thread-calls.ts";

export interface JoinedEmbedder extends Embedder {
  /** Milliseconds since a question or a draft was last asked for. */
  quietMs(): number;
  /** Whether the sentence model can be asked; it is started by the first that does. */
  isAble(): boolean;
  close(): Promise<void>;
}

export interface JoinedOptions {
  /** Made by `tools/sentence`; by default the one beside this file. */
  readonly modelPath?: string | URL;
  /** Told once, when the sentence model cannot be asked from now on. */
  readonly onTrouble: (error: unknown) => void;
}

/** The sentence model's share of the squared length: half of what the static rows weigh (docs/adr/0057). */
const SENTENCE_SHARE = 1 / 3;
/** Questions whose vectors are kept: some 2 MB. */
const QUESTIONS_KEPT = 2_000;
/** What the model was trained to find beside what. */
const PREFIX = { question: "query: ", profile: "passage: " } as const;

/**
 * Static rows and a sentence model side by side: the cosine of two vectors is the weighted sum of both cosines. The
 * sentence model works on a thread of its own. A draft has in its place what a linear map guesses from the static rows.
 * Once the model cannot be asked, a question has nothing there, which orders by the static rows alone; a profile throws.
 */
export function createJoinedEmbedder(base: Embedder, options: JoinedOptions): JoinedEmbedder {
  const path = options.modelPath ?? SENTENCE_MODEL;
  const file = openSentenceFile(path);
  const guess = floatsOf(file.section("guess"));
  file.close();
  const known = new LRUCache<string, Float32Array>({ max: QUESTIONS_KEPT });
  let thread: Promise<Thread> | null = null;
  let isAble = true;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** @throws AppError `unavailable` when the model cannot be asked. */
  async function read(text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    if (!isAble) throw stopped();
    try {
      thread ??= startThread(path);
      const reading = thread.then(({ call }) => call(text) as Promise<Float32Array>);
      return await (signal ? untilAborted(reading, signal) : reading);
    } catch (error) {
      signal?.throwIfAborted();
      if (isAble) options.onTrouble(error);
      isAble = false;
      throw error;
    }
  }
  async function question(text: string, signal: AbortSignal | undefined): Promise<Float32Array | null> {
    if (!isAble && !known.has(text)) return null;
    const vector = known.get(text) ?? (await read(PREFIX.question + text, signal).catch(onlyTrouble(signal)));
    if (vector) known.set(text, vector);
    return vector;
  }
  const dimensions = base.dimensions + file.dimensions;
  /** Null: nothing is known of the sentence. A guess is as long as it can be trusted. */
  function joined(words: Float32Array, sentence: Float32Array | null): Float32Array {
    const vector = new Float32Array(dimensions);
    vector.set(words.map((value) => value * Math.sqrt(1 - SENTENCE_SHARE)));
    if (sentence)
      vector.set(
        sentence.map((value) => value * Math.sqrt(SENTENCE_SHARE)),
        words.length,
      );
    return unit(vector);
  }
  return {
    model: `${base.model}+${file.name}`,
    dimensions,
    drafts: true,
    async embed(texts, { signal, as = "profile" } = {}) {
      if (as !== "profile") askedAt = performance.now();
      const vectors: Float32Array[] = [];
      for (const [at, words] of (await base.embed(texts, signal ? { signal } : {})).entries()) {
        const text = texts[at] as string;
        if (as === "draft") vectors.push(joined(words, times(guess, words)));
        else if (as === "question") vectors.push(joined(words, await question(text, signal)));
        else vectors.push(joined(words, await read(PREFIX.profile + text, signal)));
      }
      return vectors;
    },
    quietMs: () => performance.now() - askedAt,
    isAble: () => isAble,
    async close() {
      isAble = false;
      await (await thread?.catch(() => null))?.end();
    },
  };
}

/** A question goes on without what the model would say; what its caller gave up, does not. */
const onlyTrouble = (signal: AbortSignal | undefined) => () => {
  signal?.throwIfAborted();
  return null;
};

type Thread = Pick<ThreadCalls<string>, "call"> & { end(): Promise<unknown> };

async function startThread(path: string | URL): Promise<Thread> {
  const worker = new Worker(new URL("./sentence-worker.ts", import.meta.url), {
    workerData: path instanceof URL ? fileURLToPath(path) : path,
    // The caller's flags are its own: with --input-type, for one, no thread starts.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const { call } = await threadCalls<string>(worker, stopped);
  return { call, end: () => worker.terminate() };
}

const stopped = (cause?: unknown): AppError =>
  new AppError("unavailable", "sentence-model-stopped", "The sentence model's thread ended.", {}, cause);

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import { unit } from "../../domain/dot.ts";
import { AppError } from "../../domain/errors.ts";
import { untilAborted } from "../../ports/deadline.ts";
import type { Embedder } from "../../ports/embedder.ts";
import { floatsOf, openSentenceFile, SENTENCE_MODEL, times } from "./sentence-model.ts";
import { type ThreadCalls, threadCalls } from "./thread-calls.ts";

export interface JoinedEmbedder extends Embedder {
  /** Milliseconds since the last question or draft was embedded. */
  quietMs(): number;
  /** The number of drafts made so far. */
  draftsMade(): number;
  /** Whether the sentence model is usable. The first use starts it, so this is true before that. */
  isAble(): boolean;
  close(): Promise<void>;
}

export interface JoinedOptions {
  /** A model file made by `tools/sentence`. Default: the one beside this file. */
  readonly modelPath?: string | URL;
  /** Called once, when the sentence model becomes unusable for good. */
  readonly onTrouble: (error: unknown) => void;
  /** A model elsewhere, whose vectors are the third part. */
  readonly served?: Embedder;
}

/** Shares of the squared length, in proportion: docs/adr/0057, and 0063 with a served model. */
const OWN_SHARES = [2, 1] as const;
const SHARES_BESIDE_SERVED = [1, 1, 1] as const;
/** Questions whose vectors are kept: about 2 MB. */
const QUESTIONS_KEPT = 2_000;
/**
 * Drafts of single words that are kept: about 5 MB. The reasons of one page of a hundred compare up to 500 words, most
 * of which stood on other pages too, and a draft takes 60 microseconds.
 */
const WORDS_KEPT = 2_000;
/** The prefixes with which the model was trained to match questions and texts. */
const PREFIX = { question: "query: ", profile: "passage: " } as const;

/**
 * Joins static rows, a sentence model and, if there is one, a served model: the cosine of two vectors is the weighted
 * sum of their cosines. The sentence model runs on its own thread. For a draft, a linear map guesses this model's part
 * from the static rows, and the served part is empty. If the sentence model is unusable, a question's part is empty, so
 * the others decide the order, and a profile throws. If the served model does not answer, questions and profiles throw.
 */
export function createJoinedEmbedder(base: Embedder, options: JoinedOptions): JoinedEmbedder {
  const { served } = options;
  const path = options.modelPath ?? SENTENCE_MODEL;
  const file = openSentenceFile(path);
  const guess = floatsOf(file.section("guess"));
  file.close();
  const known = new LRUCache<string, Float32Array>({ max: QUESTIONS_KEPT });
  const draftsOfWords = new LRUCache<string, Float32Array>({ max: WORDS_KEPT });
  let thread: Promise<Thread> | null = null;
  let isAble = true;
  let draftsMade = 0;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** @throws AppError `unavailable` if the model is unusable. */
  async function read(text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    if (!isAble) throw stopped();
    try {
      thread ??= startThread(path);
      const reading = thread.then(({ call }) => call(text) as Promise<Float32Array>);
      return await untilAborted(reading, signal);
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
  const sizes = [base, file, ...(served ? [served] : [])].map((part) => part.dimensions);
  const { dimensions, join: joined } = joinOf(sizes, served ? SHARES_BESIDE_SERVED : OWN_SHARES);
  async function drafts(texts: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
    const unknown = texts.filter((text) => !draftsOfWords.has(text));
    const vectors = new Map<string, Float32Array>();
    for (const [at, words] of (await base.embed(unknown, signal ? { signal } : {})).entries())
      vectors.set(unknown[at] as string, joined(words, times(guess, words)));
    const drafted = texts.map((text) => (vectors.get(text) ?? draftsOfWords.get(text)) as Float32Array);
    for (const [text, vector] of vectors) if (!text.includes(" ")) draftsOfWords.set(text, vector);
    return drafted;
  }
  return {
    model: [base.model, file.name, ...(served ? [served.model] : [])].join("+"),
    dimensions,
    drafts: true,
    async embed(texts, { signal, as = "profile" } = {}) {
      if (as !== "profile") askedAt = performance.now();
      if (as === "draft") draftsMade += texts.length;
      if (as === "draft") return drafts(texts, signal);
      const call = signal ? { signal } : {};
      const vectors: Float32Array[] = [];
      for (const [at, words] of (await base.embed(texts, call)).entries()) {
        const text = texts[at] as string;
        // One text a request, so that a question waits for one profile at most.
        const serving = served?.embed([text], { ...call, as });
        // Awaited below. Until then nobody would handle a failure.
        serving?.catch(() => {});
        const sentence =
          as === "question" ? await question(text, signal) : await read(PREFIX.profile + text, signal);
        vectors.push(joined(words, sentence, (await serving)?.[0]));
      }
      return vectors;
    },
    quietMs: () => performance.now() - askedAt,
    draftsMade: () => draftsMade,
    isAble: () => isAble,
    async close() {
      isAble = false;
      await (await thread?.catch(() => null))?.end();
    },
  };
}

/** A part may be left out, or shorter than its place: the rest is nought. */
function joinOf(sizes: readonly number[], shares: readonly number[]) {
  const dimensions = sizes.reduce((sum, size) => sum + size);
  const factors = shares.map(Math.sqrt);
  const join = (...parts: readonly (Float32Array | null | undefined)[]): Float32Array => {
    const vector = new Float32Array(dimensions);
    let start = 0;
    for (const [place, size] of sizes.entries()) {
      const part = parts[place];
      if (part) putScaled(vector, start, part, factors[place] as number);
      start += size;
    }
    return unit(vector);
  };
  return { dimensions, join };
}

function putScaled(into: Float32Array, start: number, values: Float32Array, factor: number): void {
  for (let at = 0; at < values.length; at += 1) into[start + at] = (values[at] as number) * factor;
}

/** If the model fails, a question continues without its part. If the caller aborted, it throws. */
const onlyTrouble = (signal: AbortSignal | undefined) => () => {
  signal?.throwIfAborted();
  return null;
};

type Thread = Pick<ThreadCalls<string>, "call"> & { end(): Promise<unknown> };

async function startThread(path: string | URL): Promise<Thread> {
  const worker = new Worker(new URL("./sentence-worker.ts", import.meta.url), {
    workerData: path instanceof URL ? fileURLToPath(path) : path,
    // The thread must not inherit the caller's flags: with --input-type, for example, no thread starts.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const { call } = await threadCalls<string>(worker, stopped);
  return { call, end: () => worker.terminate() };
}

const stopped = (cause?: unknown): AppError =>
  new AppError("unavailable", "sentence-model-stopped", "The sentence model's thread ended.", {}, cause);

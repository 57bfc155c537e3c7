import { createHash } from "node:crypto";
import { AppError } from "../../domain/errors.ts";
import { currentDeadline, earlier } from "../../ports/deadline.ts";
import type { Embedder } from "../../ports/embedder.ts";
import { type OpenAiCall, openAiCalls } from "./openai-calls.ts";
import type { OpenAiAddress } from "./openai-client.ts";
import { embeddableText, requestsOf } from "./openai-embedding-requests.ts";

const MODEL = "text-embedding-3-small";
/** A third of the storage and read units of the model's own 1,536, with little loss: DESIGN.md, Scale. */
const DIMENSIONS = 512;
const TIMEOUT_MS = 20_000;
const RETRIES = 2;

export interface OpenAiEmbedderOptions extends OpenAiAddress {
  readonly model?: string;
  readonly dimensions?: number;
  /** What the model expects before a question and before a profile, such as `query: `. Default: nothing. */
  readonly prefixes?: Prefixes;
  /** Milliseconds for one request. */
  readonly timeoutMs?: number;
}

export type Prefixes = Readonly<Record<"question" | "profile", string>>;

const NO_PREFIXES: Prefixes = { question: "", profile: "" };

/** Embeddings by OpenAI or any service with its protocol. Texts go in as few requests as the limits allow. */
export function createOpenAiEmbedder({
  model = MODEL,
  dimensions = DIMENSIONS,
  prefixes = NO_PREFIXES,
  timeoutMs = TIMEOUT_MS,
  ...address
}: OpenAiEmbedderOptions): Embedder {
  const call = openAiCalls(address, { service: "embedder", maxRetries: RETRIES });
  return {
    model: `${model}-${dimensions}${prefixMark(prefixes)}`,
    dimensions,
    drafts: false,
    async embed(texts, { signal: given, as = "profile" } = {}) {
      const signal = earlier(given, currentDeadline());
      signal?.throwIfAborted();
      const vectors = texts.map(() => unitVector(dimensions));
      const prefix = prefixes[as === "question" ? "question" : "profile"];
      const inputs = texts.map((text, place) => ({ place, text: embeddableText(text, prefix) }));
      for (const request of requestsOf(inputs.filter(({ text }) => text !== ""))) {
        const asked = { model, dimensions, input: request.map(({ text }) => text) };
        const answers = await askFor(call, asked, timeoutMs, signal);
        for (const [at, { place }] of request.entries()) vectors[place] = unitOf(answers[at], dimensions);
      }
      return vectors;
    },
  };
}

/** Other prefixes make other vectors, so they are a part of the model's name. */
function prefixMark(prefixes: Prefixes): string {
  const given = [prefixes.question, prefixes.profile];
  if (given.every((prefix) => prefix === "")) return "";
  return `-p${createHash("sha256").update(JSON.stringify(given)).digest("hex").slice(0, 8)}`;
}

async function askFor(
  call: OpenAiCall,
  asked: { readonly model: string; readonly dimensions: number; readonly input: string[] },
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  // Without encoding_format the SDK asks for base64, a third of the bytes, and decodes it.
  const options = { timeout: timeoutMs, ...(signal && { signal }) };
  try {
    const { data } = await call((client) => client.embeddings.create(asked, options));
    const answers: number[][] = [];
    for (const { index, embedding } of data) answers[index] = embedding;
    return answers;
  } catch (error) {
    // If the caller stopped it, the caller's reason counts.
    signal?.throwIfAborted();
    throw error;
  }
}

/** The first axis, for a text with nothing to embed. */
function unitVector(dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = 1;
  return vector;
}

/** A server that shortens vectors may not normalise them to unit length again. */
function unitOf(numbers: readonly number[] | undefined, dimensions: number): Float32Array {
  const length = Math.hypot(...(numbers ?? []));
  if (numbers?.length !== dimensions || !(length > 0)) {
    const message = "The embedding service answered vectors of other dimensions than were asked for.";
    throw new AppError("unavailable", "embedder-wrong-shape", message, {
      asked: dimensions,
      got: numbers?.length ?? 0,
    });
  }
  return Float32Array.from(numbers, (number) => number / length);
}

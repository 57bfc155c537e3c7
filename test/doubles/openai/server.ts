import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { createStaticEmbedder } from "../../../lib/adapters/embedded/static-embedder.ts";

export const OPENAI_KEY = "key-of-the-double";

/** What the language model says next: JSON, a refusal, an answer cut short, or nothing at all. */
export type Reply = { readonly json: unknown } | "refuses" | "cut short" | "never";
/** Makes an answer from the prompt, for a model that obeys the text that it reads. */
export type Script = (asked: ChatRequest) => Reply;

export interface OpenAiDouble {
  readonly baseURL: string;
  readonly embeddingRequests: readonly EmbeddingRequest[];
  readonly chatRequests: readonly ChatRequest[];
  reply: Script;
  /** The failure of the next requests; null ends it. */
  trouble: { readonly status: number; readonly code: string; readonly times?: number } | null;
  delayMs: number;
  close(): Promise<void>;
}

const embeddingSchema = z.strictObject({
  model: z.string(),
  input: z.array(z.string().min(1)).min(1).max(2_048),
  dimensions: z.number().int().min(1).max(1_536),
  encoding_format: z.enum(["float", "base64"]),
});
export type EmbeddingRequest = z.infer<typeof embeddingSchema>;

const strictObject = z.looseObject({ type: z.literal("object"), additionalProperties: z.literal(false) });
const chatSchema = z.strictObject({
  model: z.string(),
  messages: z.array(z.strictObject({ role: z.enum(["system", "user"]), content: z.string() })),
  response_format: z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({
      name: z.string().regex(/^[\w-]{1,64}$/),
      strict: z.literal(true),
      schema: strictObject,
    }),
  }),
  max_completion_tokens: z.number().int().positive(),
  store: z.literal(false),
});
export type ChatRequest = z.infer<typeof chatSchema>;

/** Roughly four characters a token, as English has. */
export const tokensOf = (value: string): number => Math.ceil(value.length / 4);
const INPUT_TOKENS_MAX = 8_192;
const REQUEST_TOKENS_MAX = 300_000;

/** Speaks `/embeddings` and `/chat/completions` with the published limits; vectors come from the static embedder. */
export async function startOpenAiDouble(): Promise<OpenAiDouble> {
  const embedder = createStaticEmbedder();
  const embeddingRequests: EmbeddingRequest[] = [];
  const chatRequests: ChatRequest[] = [];
  const double: Pick<OpenAiDouble, "reply" | "trouble" | "delayMs"> = {
    reply: () => "refuses",
    trouble: null,
    delayMs: 0,
  };

  const answerEmbeddings = async (body: unknown, response: ServerResponse): Promise<void> => {
    const asked = embeddingSchema.safeParse(body);
    if (!asked.success) return fail(response, 400, "invalid_value");
    embeddingRequests.push(asked.data);
    const tokens = asked.data.input.map(tokensOf);
    const total = tokens.reduce((sum, count) => sum + count, 0);
    if (total > REQUEST_TOKENS_MAX || tokens.some((count) => count > INPUT_TOKENS_MAX)) {
      return fail(response, 400, "context_length_exceeded");
    }
    const vectors = await embedder.embed(asked.data.input);
    const data = vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: encoded(resized(vector, asked.data.dimensions), asked.data.encoding_format),
    }));
    // The API does not promise the order of the list.
    respond(response, 200, {
      object: "list",
      data: data.reverse(),
      model: asked.data.model,
      usage: { prompt_tokens: total, total_tokens: total },
    });
  };

  const answerChat = (body: unknown, response: ServerResponse): void => {
    const asked = chatSchema.safeParse(body);
    if (!asked.success) {
      fail(response, 400, "invalid_value");
      return;
    }
    chatRequests.push(asked.data);
    const reply = double.reply(asked.data);
    if (reply !== "never") respond(response, 200, completionOf(asked.data, reply));
  };

  const server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await text(request));
    if (request.headers.authorization !== `Bearer ${OPENAI_KEY}`)
      return fail(response, 401, "invalid_api_key");
    if (double.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, double.delayMs));
    const { trouble } = double;
    if (trouble) {
      if (trouble.times !== undefined) {
        double.trouble = trouble.times > 1 ? { ...trouble, times: trouble.times - 1 } : null;
      }
      return fail(response, trouble.status, trouble.code);
    }
    if (request.url === "/v1/embeddings") return answerEmbeddings(body, response);
    if (request.url === "/v1/chat/completions") return answerChat(body, response);
    return fail(response, 404, "not_found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(double, {
    baseURL: `http://127.0.0.1:${port}/v1`,
    embeddingRequests,
    chatRequests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function completionOf(asked: ChatRequest, reply: Exclude<Reply, "never">): unknown {
  const content = typeof reply === "object" ? JSON.stringify(reply.json) : '{"cut';
  const input = asked.messages.reduce((sum, message) => sum + tokensOf(message.content), 0);
  return {
    id: "chatcmpl-double",
    object: "chat.completion",
    created: 0,
    model: asked.model,
    choices: [
      {
        index: 0,
        finish_reason: reply === "cut short" ? "length" : "stop",
        message:
          reply === "refuses"
            ? { role: "assistant", content: null, refusal: "I cannot help with that." }
            : { role: "assistant", content, refusal: null },
      },
    ],
    usage: {
      prompt_tokens: input,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens: tokensOf(content),
      total_tokens: input + tokensOf(content),
    },
  };
}

/** Repeats or cuts the vector; not made unit length again, as some servers do not. */
const resized = (vector: Float32Array, dimensions: number): Float32Array =>
  Float32Array.from({ length: dimensions }, (_, at) => vector[at % vector.length] ?? 0);

const encoded = (vector: Float32Array, format: "float" | "base64"): number[] | string =>
  format === "float" ? [...vector] : Buffer.from(vector.buffer).toString("base64");

const fail = (response: ServerResponse, status: number, code: string): void =>
  // Fast retries for tests; the service says seconds.
  respond(
    response,
    status,
    { error: { message: `double: ${code}`, type: code, param: null, code } },
    { "retry-after-ms": "1" },
  );

function respond(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { "content-type": "application/json", "x-request-id": "req_double", ...headers })
    .end(JSON.stringify(body));
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createOpenAiEmbedder } from "../../lib/adapters/cloud/openai-embedder.ts";
import { createOpenAiLanguageModel } from "../../lib/adapters/cloud/openai-language-model.ts";
import { createLlmQueryReader } from "../../lib/search/llm/read-query.ts";
import { createLlmReranker } from "../../lib/search/llm/rerank.ts";
import { OPENAI_KEY, type OpenAiDouble, startOpenAiDouble } from "../doubles/openai/server.ts";
import { searchWorld } from "../doubles/search-world.ts";
import { describeEmbedderContract } from "./embedder-contract.ts";
import { describeLanguageModelContract } from "./language-model-contract.ts";

const addressOf = ({ baseURL }: OpenAiDouble) => ({ apiKey: OPENAI_KEY, baseURL });

describeEmbedderContract("OpenAI", async () => {
  const double = await startOpenAiDouble();
  return { port: createOpenAiEmbedder(addressOf(double)), close: double.close };
});

describeLanguageModelContract("OpenAI", async () => {
  const double = await startOpenAiDouble();
  return {
    port: createOpenAiLanguageModel(addressOf(double)),
    close: double.close,
    answerNext(reply) {
      double.reply = () => reply;
    },
  };
});

describe("OpenAI's services", () => {
  let double: OpenAiDouble;
  beforeAll(async () => {
    double = await startOpenAiDouble();
  });
  afterEach(() => {
    double.trouble = null;
    double.delayMs = 0;
  });
  afterAll(() => double.close());
  const embedder = () => createOpenAiEmbedder(addressOf(double));
  const request = {
    name: "greeting",
    schema: z.object({ greeting: z.string() }),
    instructions: "Greet.",
    input: "hello",
    maxOutputTokens: 50,
    timeoutMs: 2_000,
  };

  it("embed a thousand texts in one request and more than it holds in two", async () => {
    const before = double.embeddingRequests.length;
    await embedder().embed(Array.from({ length: 1_000 }, (_, at) => `profile ${at}`));
    expect(double.embeddingRequests.length - before).toBe(1);
    await embedder().embed(Array.from({ length: 2_049 }, (_, at) => `p${at}`));
    expect(double.embeddingRequests.length - before).toBe(3);
  });

  it("are not asked for texts without anything in them", async () => {
    const before = double.embeddingRequests.length;
    await embedder().embed(["", " \n"]);
    expect(double.embeddingRequests.length).toBe(before);
  });

  it("get the words that their model expects before a question and before a profile", async () => {
    const prefixes = { question: "query: ", profile: "passage: " };
    const prefixed = createOpenAiEmbedder({ ...addressOf(double), prefixes });
    const before = double.embeddingRequests.length;
    for (const as of ["question", "profile", "draft"] as const)
      await prefixed.embed(["a  text", " "], { as });
    expect(double.embeddingRequests.slice(before).map(({ input }) => input)).toEqual([
      ["query: a text"],
      ["passage: a text"],
      ["passage: a text"],
    ]);
    expect(embedder().model).toBe("text-embedding-3-small-512");
    expect(prefixed.model).toMatch(/^text-embedding-3-small-512-p[0-9a-f]{8}$/);
    const other = createOpenAiEmbedder({ ...addressOf(double), prefixes: { ...prefixes, profile: "" } });
    expect(other.model).not.toBe(prefixed.model);
  });

  it("are asked again when they are busy, and give the answer of the second time", async () => {
    double.trouble = { status: 429, code: "rate_limit_exceeded", times: 1 };
    expect(await embedder().embed(["text"])).toHaveLength(1);
  });

  it.each([
    [429, "rate_limit_exceeded", "rate-limited", "embedder-rate-limited"],
    [429, "insufficient_quota", "unavailable", "embedder-quota-exhausted"],
    [401, "invalid_api_key", "unavailable", "embedder-credentials-refused"],
    [404, "model_not_found", "unavailable", "embedder-unknown"],
    [400, "context_length_exceeded", "unavailable", "embedder-request-refused"],
    [500, "server_error", "unavailable", "embedder-unavailable"],
  ])("that answer %i %s are %s to callers", async (status, code, kind, appCode) => {
    double.trouble = { status, code };
    const asked = embedder().embed(["private text"]);
    await expect(asked).rejects.toMatchObject({ kind, code: appCode, context: { status } });
    await expect(asked).rejects.not.toHaveProperty("cause");
  });

  it("are not asked again when only a payment would help", async () => {
    double.trouble = { status: 429, code: "insufficient_quota", times: 2 };
    await expect(embedder().embed(["text"])).rejects.toMatchObject({ code: "embedder-quota-exhausted" });
    expect(double.trouble).toMatchObject({ times: 1 });
  });

  it("that answer vectors of other dimensions are refused", async () => {
    const wide = createOpenAiEmbedder({ ...addressOf(double), dimensions: 2_000 });
    await expect(wide.embed(["text"])).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("that nobody answers at are unavailable", async () => {
    const nobody = createOpenAiLanguageModel({ apiKey: "k", baseURL: "http://127.0.0.1:1/v1" });
    await expect(nobody.answer(request)).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("cost what their tokens cost", async () => {
    double.reply = () => ({ json: { greeting: "hi" } });
    const model = createOpenAiLanguageModel(addressOf(double));
    const { costUsd } = await model.answer(request);
    // 2 + 2 tokens in, 5 out, at the prices of gpt-5.4-nano.
    expect(costUsd).toBeCloseTo((4 * 0.2 + 5 * 1.25) / 1e6, 9);
  });

  it("that do not finish are unavailable", async () => {
    double.reply = () => "cut short";
    const model = createOpenAiLanguageModel(addressOf(double));
    await expect(model.answer(request)).rejects.toMatchObject({ code: "language-model-cut-short" });
  });

  it("read and rerank a search within the published limits of structured output", async () => {
    const world = searchWorld();
    const model = createOpenAiLanguageModel(addressOf(double));
    const ports = { ...world.ports, languageModel: model };
    const change = { readQuery: createLlmQueryReader(ports), rerank: createLlmReranker(ports) };
    const nothing = Object.fromEntries(
      ["platforms", "countries", "languages", "account_types", "followers"].map((filter) => [filter, null]),
    );
    const reading = {
      ...nothing,
      ...{ engagement_rate: null, verified: null, has_contact: null, last_active_days: null },
      countries: { words: "land of tulips", value: ["NL"] },
      excluded: [],
      text: "gardening",
      described: "I garden",
    };
    double.reply = ({ response_format: format }) => ({
      json: format.json_schema.name === "ranking" ? { ranking: [2, 1] } : reading,
    });
    try {
      await world.add({ handle: "one", bio: "gardening", country: "NL" });
      await world.add({ handle: "two", bio: "gardening", country: "NL" });
      await world.add({ handle: "elsewhere", bio: "gardening", country: "DE" });
      const query = "gardening in the land of tulips";
      const { data, meta } = await world.search({ query, rerank: "llm" }, change);
      expect(meta).toMatchObject({
        degraded: [],
        interpreted: { by: "llm", filters: { countries: ["NL"] } },
      });
      expect(data.map(({ handle }) => handle).sort()).toEqual(["@one", "@two"]);
      const schemas = double.chatRequests.slice(-2).map((asked) => asked.response_format.json_schema.schema);
      for (const schema of schemas) expect(enumValuesIn(schema)).toBeLessThanOrEqual(1_000);
    } finally {
      world.close();
    }
  });
});

/** At most 1,000 in a schema: https://platform.openai.com/docs/guides/structured-outputs */
function enumValuesIn(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  const own = "enum" in node && Array.isArray(node.enum) ? node.enum.length : 0;
  return Object.values(node).reduce<number>((sum, child) => sum + enumValuesIn(child), own);
}

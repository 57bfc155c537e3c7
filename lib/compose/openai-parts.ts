import { createOpenAiEmbedder } from "../adapters/cloud/openai-embedder.ts";
import { createOpenAiLanguageModel } from "../adapters/cloud/openai-language-model.ts";
import { createResiliencePolicy, type ResilienceSettings } from "../adapters/resilience/policy.ts";
import { withResilience } from "../adapters/resilience/with-resilience.ts";
import { type Environment, openAiSettingsFrom } from "../config.ts";
import { madeOnce } from "../domain/made-once.ts";
import type { SearchParts } from "../lambda/host.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { LanguageModel } from "../ports/language-model.ts";
import type { Ports } from "../ports/ports.ts";
import type { QueryReader, Reranker } from "../search/ports.ts";

/**
 * The SDK retries, since it follows what the service says about retries. A request and its two retries take a minute.
 */
const POLICIES = {
  embedder: {
    dependency: "embedder",
    attempts: 1,
    attemptMs: 65_000,
    bulkhead: { concurrent: 8, waiting: 100 },
  },
  languageModel: {
    dependency: "language-model",
    attempts: 1,
    attemptMs: 30_000,
    bulkhead: { concurrent: 8, waiting: 8 },
  },
} as const satisfies Record<string, ResilienceSettings>;

export interface OpenAiParts {
  readonly embedder: Embedder;
  readonly languageModel: LanguageModel;
  /** What a model does for searches: order results if asked to, and read queries if the operator chose it. */
  readonly search: Pick<SearchParts, "rerank" | "readQuery">;
  /** The host that is called, as a text for people. */
  readonly address: string;
}

/** Embeds, orders and reads with OpenAI or any service with its protocol. */
export function openAiParts(
  environment: Environment,
  shared: Pick<Ports, "cache" | "clock" | "keyring">,
): OpenAiParts {
  const { address, embedding, language, usdPerDay, readsQueries } = openAiSettingsFrom(environment);
  const languageModel = withResilience(
    createOpenAiLanguageModel({ ...address, ...language }),
    createResiliencePolicy(POLICIES.languageModel),
  );
  const ports = { ...shared, languageModel };
  return {
    embedder: withResilience(
      createOpenAiEmbedder({ ...address, ...embedding }),
      createResiliencePolicy(POLICIES.embedder),
    ),
    languageModel,
    search: {
      rerank: lazyReranker(ports, usdPerDay),
      ...(readsQueries && { readQuery: lazyReader(ports, usdPerDay) }),
    },
    address: new URL(address.baseURL ?? "https://api.openai.com").host,
  };
}

type LlmPorts = Parameters<typeof openAiParts>[1] & { readonly languageModel: LanguageModel };

/** Loaded by the first search that asks for the model. */
function lazyReranker(ports: LlmPorts, usdPerDay: number): Reranker {
  const made = madeOnce(async () => {
    const { createLlmReranker, LLM_RERANK_SETTINGS } = await import("../search/llm/rerank.ts");
    return createLlmReranker(ports, { ...LLM_RERANK_SETTINGS, usdPerDay });
  });
  return async (input) => (await made())(input);
}

function lazyReader(ports: LlmPorts, usdPerDay: number): QueryReader {
  const made = madeOnce(async () => {
    const { createLlmQueryReader, LLM_READING_SETTINGS } = await import("../search/llm/read-query.ts");
    return createLlmQueryReader(ports, { ...LLM_READING_SETTINGS, usdPerDay });
  });
  return async (text) => (await made())(text);
}

import type OpenAI from "openai";
import type { OpenAiAddress } from "./openai-client.ts";

export interface OpenAiCallOptions {
  /** The service's name in errors. */
  readonly service: "embedder" | "language-model";
  readonly maxRetries: number;
}

/** Runs a call on the client and turns what the SDK throws into an `AppError`. */
export type OpenAiCall = <T>(work: (client: OpenAI) => Promise<T>) => Promise<T>;

/** The SDK is among the slowest to load, so it is loaded with the first call. */
export function openAiCalls(address: OpenAiAddress, { service, maxRetries }: OpenAiCallOptions): OpenAiCall {
  let client: OpenAI | null = null;
  return async (work) => {
    const { createOpenAiClient } = await import("./openai-client.ts");
    client ??= createOpenAiClient(address, maxRetries);
    try {
      return await work(client);
    } catch (error) {
      const { openAiError } = await import("./openai-errors.ts");
      throw openAiError(error, service);
    }
  };
}

import OpenAI from "openai";
import { z } from "zod";
import { jsonOrNull } from "../../domain/json.ts";

export interface OpenAiAddress {
  readonly apiKey: string;
  /** Any address with the same protocol. Default: OpenAI's own. */
  readonly baseURL?: string;
}

/** A client that retries errors for which a retry can help, at most `maxRetries` times, and obeys `retry-after`. */
export function createOpenAiClient({ apiKey, baseURL }: OpenAiAddress, maxRetries: number): OpenAI {
  return new OpenAI({
    apiKey,
    // Always set: without it the SDK would read the environment by itself.
    baseURL: baseURL ?? "https://api.openai.com/v1",
    organization: null,
    project: null,
    maxRetries,
    fetch: fetchWithoutHopelessRetries,
    logLevel: "off",
  });
}

const quotaSchema = z.object({ error: z.object({ code: z.literal("insufficient_quota") }) });

/** The SDK retries every 429, even one that only a payment ends. This header tells it not to. */
const fetchWithoutHopelessRetries: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429) return response;
  const body = await response.text();
  const headers = new Headers(response.headers);
  if (quotaSchema.safeParse(jsonOrNull(body)).success) headers.set("x-should-retry", "false");
  // The body that we read is plain text of another length.
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(body, { status: response.status, headers });
};

import type OpenAI from "openai";
import { AppError } from "../../domain/errors.ts";
import { jsonOrNull } from "../../domain/json.ts";
import type { LanguageModel, LanguageModelRequest } from "../../ports/language-model.ts";
import { type OpenAiCall, openAiCalls } from "./openai-calls.ts";
import type { OpenAiAddress } from "./openai-client.ts";
import { strictSchema } from "./openai-strict-schema.ts";

/**
 * Its maker describes it as made for ranking and extraction. It reasons only when told to, so it is fast and cheap.
 */
const MODEL = "gpt-5.4-nano";

export interface OpenAiLanguageModelOptions extends OpenAiAddress {
  readonly model?: string;
}

/**
 * Answers within a schema through `/chat/completions`, which more servers support than `/responses`. Nothing is
 * retried, because the caller has too little time for a second try.
 */
export function createOpenAiLanguageModel({
  model = MODEL,
  ...address
}: OpenAiLanguageModelOptions): LanguageModel {
  const call = openAiCalls(address, { service: "language-model", maxRetries: 0 });
  return {
    model,
    async answer(request) {
      const completion = await complete(call, model, request);
      const text = textOf(completion.choices[0]);
      const parsed = request.schema.safeParse(jsonOrNull(text));
      if (!parsed.success) throw unusable("outside-schema", "answered outside the schema");
      const { usage } = completion;
      const tokens = {
        input: usage?.prompt_tokens ?? 0,
        cachedInput: usage?.prompt_tokens_details?.cached_tokens ?? 0,
        output: usage?.completion_tokens ?? 0,
      };
      return { value: parsed.data, costUsd: costUsd(model, tokens) };
    },
  };
}

function complete<T>(
  call: OpenAiCall,
  model: string,
  { name, schema, instructions, input, maxOutputTokens, timeoutMs }: LanguageModelRequest<T>,
): Promise<OpenAI.ChatCompletion> {
  const format = { name, strict: true, schema: strictSchema(schema) };
  // It also covers loading the SDK and reading the body. The SDK's own timeout ends with the headers.
  const signal = AbortSignal.timeout(timeoutMs);
  return call((client) =>
    client.chat.completions.create(
      {
        model,
        messages: [
          { role: "system", content: instructions },
          { role: "user", content: input },
        ],
        response_format: { type: "json_schema", json_schema: format },
        max_completion_tokens: maxOutputTokens,
        store: false,
      },
      { signal },
    ),
  );
}

function textOf(choice: OpenAI.ChatCompletion.Choice | undefined): string {
  if (!choice) throw unusable("empty", "gave no answer");
  const { message, finish_reason: end } = choice;
  if (typeof message.refusal === "string" || end === "content_filter") throw unusable("refused", "refused");
  if (end === "length") throw unusable("cut-short", "did not finish within the tokens it was given");
  return message.content ?? "";
}

const unusable = (code: string, what: string): AppError =>
  new AppError("unavailable", `language-model-${code}`, `The language model ${what}.`);

/** A figure for each kind of token. */
interface ByToken {
  readonly input: number;
  /** A part of `input` as well, where tokens are counted. */
  readonly cachedInput: number;
  readonly output: number;
}

/** Dollars per million tokens: https://platform.openai.com/docs/pricing as of 2026-11-22. */
const PRICES: Readonly<Record<string, ByToken>> = {
  "gpt-5.4-nano": { input: 0.2, cachedInput: 0.02, output: 1.25 },
  "gpt-5.4-mini": { input: 0.75, cachedInput: 0.075, output: 4.5 },
};

/**
 * A model that is not listed costs as much as the most expensive listed one, so that a budget ends too early rather
 * than too late.
 */
const DEAREST: ByToken = { input: 0.75, cachedInput: 0.075, output: 4.5 };

/** `usage`: the token counts that OpenAI reports for an answer. */
function costUsd(model: string, usage: ByToken): number {
  const price = PRICES[model] ?? DEAREST;
  const fresh = usage.input - usage.cachedInput;
  return (fresh * price.input + usage.cachedInput * price.cachedInput + usage.output * price.output) / 1e6;
}

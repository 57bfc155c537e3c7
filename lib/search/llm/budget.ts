import { AppError, isAppError, isRetryable } from "../../domain/errors.ts";
import type { LanguageModel, LanguageModelRequest } from "../../ports/language-model.ts";
import type { Ports } from "../../ports/ports.ts";

/** A day's counter is not read after midnight. Two days cover every time zone. */
const COUNTER_TTL_SECONDS = 172_800;
/**
 * What an answer that never came counts, because it may be billed all the same: 50 candidates on gpt-5.4-nano, 6,500
 * tokens in and 700 out, at the prices of 2026-11-22.
 */
const LOST_ANSWER_USD = 0.0022;

export interface LlmPorts extends Pick<Ports, "cache" | "clock"> {
  readonly languageModel: LanguageModel;
}

/**
 * Asks the model unless the day's budget is spent, and counts what the answer cost. The day is in UTC, and all
 * processes share the budget. If the counter cannot be read, the model is not asked, so no money is spent uncounted.
 * @throws AppError `rate-limited`, code `language-budget-spent`; `unavailable` from model or counter.
 */
export async function askWithinBudget<T>(
  { languageModel, cache, clock }: LlmPorts,
  usdPerDay: number,
  request: LanguageModelRequest<T>,
): Promise<T> {
  const key = `language:spent:${clock.now().toISOString().slice(0, 10)}`;
  const count = (usd: number): Promise<number> =>
    cache.increment(key, Math.ceil(usd * 1e6), { ttlSeconds: COUNTER_TTL_SECONDS });
  if ((await count(0)) >= usdPerDay * 1e6) {
    throw new AppError("rate-limited", "language-budget-spent", "The day's money for the model is spent.");
  }
  let spent = LOST_ANSWER_USD;
  try {
    const { value, costUsd } = await languageModel.answer(request);
    spent = costUsd;
    return value;
  } finally {
    // An answer is used even if its cost could not be counted.
    await count(spent).catch(() => {});
  }
}

/** Whether a part did not answer. Any other error is a bug of ours. */
export const isOutage = (error: unknown): boolean => isAppError(error) && isRetryable(error);

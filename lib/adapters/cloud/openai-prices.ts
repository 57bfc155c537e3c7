/** Dollars per million tokens. */
interface TokenPrices {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

/** https://platform.openai.com/docs/pricing as of 2026-11-22. */
const PRICES: Readonly<Record<string, TokenPrices>> = {
  "gpt-5.4-nano": { input: 0.2, cachedInput: 0.02, output: 1.25 },
  "gpt-5.4-mini": { input: 0.75, cachedInput: 0.075, output: 4.5 },
};

/** A model that is not listed counts as the dearest that is: a budget had better end early than late. */
const DEAREST: TokenPrices = { input: 0.75, cachedInput: 0.075, output: 4.5 };

/** What OpenAI reports of an answer. */
export interface TokenUsage {
  readonly input: number;
  /** Part of `input`. */
  readonly cachedInput: number;
  readonly output: number;
}

export function costUsd(model: string, usage: TokenUsage): number {
  const price = PRICES[model] ?? DEAREST;
  const fresh = usage.input - usage.cachedInput;
  return (fresh * price.input + usage.cachedInput * price.cachedInput + usage.output * price.output) / 1e6;
}

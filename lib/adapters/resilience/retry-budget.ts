/**
 * Bounds retries to a share of calls, so that a dependency in trouble is not given several times its load. Every call
 * earns `share` of a retry; at most `burst` are saved up, and a fresh process starts with those.
 * Source: Google SRE book, "Handling Overload" (per-client retry budget of 10 %).
 */
export interface RetryBudget {
  earn(): void;
  allowsRetry(): boolean;
  spend(): void;
}

export function createRetryBudget(options: { readonly share: number; readonly burst: number }): RetryBudget {
  let retries = options.burst;
  return {
    earn() {
      retries = Math.min(options.burst, retries + options.share);
    },
    allowsRetry: () => retries >= 1,
    spend() {
      retries = Math.max(0, retries - 1);
    },
  };
}

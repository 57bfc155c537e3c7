/**
 * Milliseconds before retry number `retry` (from 1): uniform between 0 and `base * 2^(retry - 1)`, at most `max`.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter" ("full jitter").
 */
export function fullJitterMs(
  retry: number,
  options: { readonly baseMs: number; readonly maxMs: number; readonly random: () => number },
): number {
  return options.random() * Math.min(options.maxMs, options.baseMs * 2 ** (retry - 1));
}

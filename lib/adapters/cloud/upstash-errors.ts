import { AppError } from "../../domain/errors.ts";

const MESSAGES = {
  "cache-timed-out": "The cache did not answer in time.",
  "cache-key-of-another-kind": "The cache key holds another kind of value.",
  "cache-too-large": "The cache takes no entry or request of this size.",
  "cache-rate-limited": "The cache has taken all the requests it takes for now.",
  "cache-credentials-refused": "The cache refuses the token that it was given.",
  "cache-full": "The cache is full and evicts nothing.",
  "cache-answer-unreadable": "The cache answered in a shape that is not known.",
  "cache-unavailable": "The cache does not answer.",
} as const;

/** Names no cause, because errors of the connection and of the service may quote keys and values. */
export const cacheError = (kind: AppError["kind"], code: keyof typeof MESSAGES): AppError =>
  new AppError(kind, code, MESSAGES[code]);

/** The error for a text of the service: `troubleshooting` of the Upstash documentation. */
export function cacheErrorOf(message: string): AppError {
  if (message.startsWith("WRONGTYPE")) return cacheError("conflict", "cache-key-of-another-kind");
  // Not `invalid`: a cache need not hold anything, so callers continue without it.
  if (/max \w+ size exceeded/i.test(message)) return cacheError("unavailable", "cache-too-large");
  if (/max (daily )?requests? limit/i.test(message)) return cacheError("rate-limited", "cache-rate-limited");
  if (/unauthorized|WRONGPASS|NOPERM/i.test(message)) {
    return cacheError("unavailable", "cache-credentials-refused");
  }
  if (/capacity quota/i.test(message)) return cacheError("unavailable", "cache-full");
  return cacheError("unavailable", "cache-unavailable");
}

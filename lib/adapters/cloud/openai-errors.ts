import { APIConnectionTimeoutError, APIError } from "openai";
import { AppError } from "../../domain/errors.ts";

/**
 * The error without the vendor's text, which may quote what was sent. `rate-limited` if waiting helps, otherwise
 * `unavailable`.
 */
export function openAiError(error: unknown, service: "embedder" | "language-model"): AppError {
  if (error instanceof AppError) return error;
  const name = service === "embedder" ? "embedding service" : "language model";
  const fail = (kind: AppError["kind"], code: string, what: string): AppError =>
    new AppError(kind, `${service}-${code}`, `The ${name} ${what}.`, contextOf(error));
  if (error instanceof APIConnectionTimeoutError || isTimeout(error)) {
    return fail("unavailable", "timed-out", "did not answer in time");
  }
  if (!(error instanceof APIError)) return fail("unavailable", "unavailable", "does not answer");
  switch (error.status) {
    case 429:
      return error.code === "insufficient_quota"
        ? fail("unavailable", "quota-exhausted", "has no quota left: add credit or raise the limit")
        : fail("rate-limited", "rate-limited", "takes no more requests for now");
    case 401:
    case 403:
      return fail("unavailable", "credentials-refused", "refuses the API key");
    case 404:
      return fail("unavailable", "unknown", "does not know the model that is set");
    case 400:
    case 413:
    case 422:
      return fail("unavailable", "request-refused", "refuses the request");
    default:
      return fail("unavailable", "unavailable", "does not answer");
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === "TimeoutError" || error.name === "APIUserAbortError");

function contextOf(error: unknown): Record<string, string | number> {
  if (!(error instanceof APIError)) return {};
  return {
    ...(error.status !== undefined && { status: error.status }),
    ...(typeof error.requestID === "string" && { request_id: error.requestID }),
  };
}

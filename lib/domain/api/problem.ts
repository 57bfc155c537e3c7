import { AppError, type ErrorKind, isAppError } from "../errors.ts";
import type { FieldError, Problem } from "./problem-schema.ts";

/** Prefix of every code. It is a name, not an address that must answer (RFC 9457, 3.1.1). */
export const PROBLEM_TYPE_BASE = "https://increator.example/problems/";

/** draft-ietf-httpapi-ratelimit-headers-10, 6.1. */
const REGISTERED_TYPES: Readonly<Record<string, string>> = {
  "quota-exceeded": "https://iana.org/assignments/http-problem-types#quota-exceeded",
};

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "rate-limited": 429,
  unavailable: 503,
};

/** Codes that have their own HTTP status. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  "method-not-allowed": 405,
  "request-timeout": 408,
  "expired-cursor": 410,
  "body-too-large": 413,
  "unsupported-media-type": 415,
  "idempotency-key-reused": 422,
  "headers-too-large": 431,
};

const TITLES: Readonly<Record<number, string>> = {
  400: "Invalid request",
  401: "Authentication needed",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  408: "Request timeout",
  409: "Conflict",
  410: "Gone",
  413: "Body too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
  431: "Header fields too large",
  500: "Internal error",
  503: "Temporarily unavailable",
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const instanceOf = (requestId: string): string =>
  UUID.test(requestId) ? `urn:uuid:${requestId}` : `urn:increator:request:${encodeURIComponent(requestId)}`;

/**
 * The answer to a failed request. For an error that is not an `AppError` it tells nothing of what went wrong inside.
 */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = knownError(error);
  const status = known ? statusOf(known) : 500;
  const told = known ?? UNKNOWN;
  const errors = fieldErrorsOf(told);
  const { violatedPolicies } = told.context;
  return {
    type: REGISTERED_TYPES[told.code] ?? PROBLEM_TYPE_BASE + told.code,
    title: TITLES[status] ?? "Error",
    status,
    detail: told.message,
    instance: instanceOf(requestId),
    code: told.code,
    request_id: requestId,
    ...(errors.length > 0 && { errors }),
    ...(Array.isArray(violatedPolicies) && { "violated-policies": violatedPolicies }),
  };
}

/** A timeout, for example of a request that waited for its turn, is a temporary failure. */
function knownError(error: unknown): AppError | null {
  if (isAppError(error)) return error;
  return error instanceof Error && error.name === "TimeoutError" ? LATE : null;
}

const LATE = new AppError("unavailable", "timed-out", "There was no answer in time. Try again in a moment.");

const UNKNOWN = new AppError(
  "unavailable",
  "internal-error",
  "Something failed on our side. Please report the request id.",
);

/** The error of a request whose fields are wrong. */
export const invalidRequest = (errors: readonly FieldError[]): AppError =>
  new AppError("invalid", "invalid-request", errors.map(({ detail }) => detail).join(" "), {
    pointers: errors.map(({ pointer }) => pointer),
    details: errors.map(({ detail }) => detail),
  });

const statusOf = (error: AppError): number => STATUS_OF_CODE[error.code] ?? STATUS_OF_KIND[error.kind];

/** The fields of `invalidRequest`, or the one field that a use case names as `field` in its error's context. */
function fieldErrorsOf({ context, message }: AppError): FieldError[] {
  const { field, pointers, details } = context;
  if (typeof field === "string") return [{ detail: message, pointer: pointerTo(field.split(".")) }];
  if (!Array.isArray(pointers) || !Array.isArray(details)) return [];
  return pointers.map((pointer, index) => ({ pointer, detail: details[index] ?? message }));
}

/** A JSON pointer as a URI fragment: RFC 6901, 3 and 6. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  `#${path.map((part) => `/${encodeURIComponent(String(part).toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;

import type { APIGatewayProxyResult } from "aws-lambda";
import type { Problem } from "../domain/api/problem-schema.ts";
import { isAppError } from "../domain/errors.ts";
import { jsonOf } from "../domain/kept-json.ts";

/** Answers contain personal data, so nothing between here and the caller may store them. */
const COMMON_HEADERS = { "cache-control": "no-store" };

export const jsonAnswer = (statusCode: number, body: object): APIGatewayProxyResult => ({
  statusCode,
  headers: { ...COMMON_HEADERS, "content-type": "application/json; charset=utf-8" },
  body: jsonOf(body),
});

/** A problem with the headers that its status requires. */
export const problemAnswer = (problem: Problem, error: unknown = null): APIGatewayProxyResult => ({
  statusCode: problem.status,
  headers: {
    ...COMMON_HEADERS,
    "content-type": "application/problem+json",
    ...demandedHeaders(problem, error),
  },
  body: JSON.stringify(problem),
});

/** The ids by which the log finds an answer. */
export interface AnswerIds {
  readonly requestId: string;
  readonly correlationId: string;
}

export const withIds = (answer: APIGatewayProxyResult, ids: AnswerIds): APIGatewayProxyResult => ({
  ...answer,
  headers: { ...answer.headers, "x-request-id": ids.requestId, "x-correlation-id": ids.correlationId },
});

/** A correlation id that a caller may choose. Any other text could forge or bloat a log line. */
const CORRELATION_ID = /^[\w.:-]{8,128}$/;

export const correlationIdOf = (sent: string | undefined, requestId: string): string =>
  sent !== undefined && CORRELATION_ID.test(sent) ? sent : requestId;

const RETRY_AFTER_SECONDS = 1;

/** RFC 9110: 11.6.1 for 401, 10.2.1 for 405, 10.2.3 for 429 and 503. */
function demandedHeaders(problem: Problem, error: unknown): Record<string, string> {
  const context = isAppError(error) ? error.context : {};
  switch (problem.status) {
    case 401:
      return { "www-authenticate": 'Bearer realm="increator"' };
    case 405:
      return { allow: [context.allow ?? []].flat().join(", ") };
    case 429:
    case 503:
      return { "retry-after": String(context.retryAfterSeconds ?? RETRY_AFTER_SECONDS) };
    default:
      return {};
  }
}

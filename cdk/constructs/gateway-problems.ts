import { type ResponseType as Kind, ResponseType, type RestApi } from "aws-cdk-lib/aws-apigateway";
import { PROBLEM_TYPE_BASE } from "../../lib/domain/api/problem.ts";
import { CORS_EXPOSED_HEADERS } from "../../lib/lambda/http-headers.ts";

interface GatewayProblem {
  readonly kind: Kind;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** What the gateway answers itself, before any function runs. The codes are those of the functions. */
const PROBLEMS: readonly GatewayProblem[] = [
  {
    kind: ResponseType.UNAUTHORIZED,
    status: 401,
    code: "no-key",
    title: "Authentication needed",
    detail: "Send an API key as x-api-key or as a bearer token.",
  },
  {
    kind: ResponseType.ACCESS_DENIED,
    status: 403,
    code: "not-allowed",
    title: "Not allowed",
    detail: "This key may not call this.",
  },
  {
    kind: ResponseType.INVALID_API_KEY,
    status: 403,
    code: "no-usage-plan",
    title: "Not allowed",
    detail: "The tenant of this key has no usage plan.",
  },
  {
    kind: ResponseType.WAF_FILTERED,
    status: 403,
    code: "refused",
    title: "Not allowed",
    detail: "The request was refused before it was read.",
  },
  {
    kind: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    status: 404,
    code: "no-such-route",
    title: "Not found",
    detail: "There is no such route.",
  },
  {
    kind: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    code: "body-too-large",
    title: "Body too large",
    detail: "The body is larger than the gateway takes.",
  },
  {
    kind: ResponseType.THROTTLED,
    status: 429,
    code: "too-many-requests",
    title: "Too many requests",
    detail: "Wait before the next request.",
  },
  {
    kind: ResponseType.QUOTA_EXCEEDED,
    status: 429,
    code: "quota-exceeded",
    title: "Too many requests",
    detail: "The tenant's requests of this month are used up.",
  },
  {
    kind: ResponseType.INTEGRATION_TIMEOUT,
    status: 503,
    code: "timeout",
    title: "Temporarily unavailable",
    detail: "No answer came in time.",
  },
  {
    kind: ResponseType.DEFAULT_5XX,
    status: 500,
    code: "internal-error",
    title: "Internal error",
    detail: "Something failed on our side. Please report the request id.",
  },
  {
    kind: ResponseType.DEFAULT_4XX,
    status: 400,
    code: "invalid-request",
    title: "Invalid request",
    detail: "The request could not be read.",
  },
];

/**
 * Makes the gateway's own refusals problem details (RFC 9457), like those of the functions. Web pages that may read
 * answers may also read these refusals. A page that is refused learns no more from them than anyone without a browser.
 */
export function answerProblems(api: RestApi, corsOrigins: readonly string[]): void {
  for (const { kind, status, ...problem } of PROBLEMS) {
    api.addGatewayResponse(`Problem${kind.responseType}`, {
      type: kind,
      statusCode: String(status),
      responseHeaders: {
        "content-type": "'application/problem+json'",
        "cache-control": "'no-store'",
        "x-request-id": "context.requestId",
        ...(corsOrigins.length > 0 && crossOriginHeaders),
        ...(status === 401 && { "www-authenticate": "'Bearer realm=\"increator\"'" }),
        ...(status === 429 && { "retry-after": "'1'" }),
      },
      templates: { "application/json": templateOf(status, problem) },
    });
  }
}

/**
 * The gateway can allow one fixed origin, or the origin that asks. Echoing is safe, since refusals hold no one's data.
 */
const crossOriginHeaders = {
  "access-control-allow-origin": "method.request.header.Origin",
  "access-control-expose-headers": `'${CORS_EXPOSED_HEADERS.join(", ")}'`,
  vary: "'Origin'",
};

const templateOf = (status: number, { code, title, detail }: Omit<GatewayProblem, "kind" | "status">) =>
  JSON.stringify({
    type: PROBLEM_TYPE_BASE + code,
    title,
    status,
    detail,
    instance: "urn:uuid:$context.requestId",
    code,
    request_id: "$context.requestId",
  });

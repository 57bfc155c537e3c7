import httpCors from "@middy/http-cors";
import httpSecurityHeaders from "@middy/http-security-headers";
import type { APIGatewayProxyResult } from "aws-lambda";

/** Header fields that a page of another origin may send, and those of an answer that it may read. */
export const CORS_REQUEST_HEADERS = [
  "authorization",
  "content-type",
  "idempotency-key",
  "x-api-key",
  "x-correlation-id",
] as const;
export const CORS_EXPOSED_HEADERS = [
  "idempotency-replayed",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "x-correlation-id",
  "x-request-id",
] as const;

/**
 * Lets pages of these origins read answers, problems too; `*`: pages of any origin. A browser never sends keys by
 * itself.
 */
export const crossOrigin = (origins: readonly string[]) =>
  httpCors({
    // With the option but without origins, the middleware would name no origin and still expose header fields.
    ...(origins.length > 0 && { origins: [...origins], exposeHeaders: CORS_EXPOSED_HEADERS.join(", ") }),
  });

const PREFLIGHT_SECONDS = 600;

/** Answers a browser that asks what pages may do at a path. The middleware adds the allowed origin. */
export function preflightAnswer(methods: readonly string[]): APIGatewayProxyResult {
  const known = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  const allow = [...known, "OPTIONS"].join(", ");
  const headers = {
    allow,
    "access-control-allow-methods": allow,
    "access-control-allow-headers": CORS_REQUEST_HEADERS.join(", "),
    "access-control-max-age": PREFLIGHT_SECONDS,
  };
  return { statusCode: 204, headers, body: "" };
}

/**
 * For an API that answers JSON only: no sniffing, no framing, no referrer, and HTTPS from then on. The middleware's
 * other fields are for pages and their scripts.
 */
export const securityHeaders = () =>
  httpSecurityHeaders({
    ...{ contentTypeOptions: true, frameOptions: true, referrerPolicy: true },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true, preload: false },
    ...{ contentSecurityPolicy: false, crossOriginEmbedderPolicy: false, crossOriginOpenerPolicy: false },
    ...{ crossOriginResourcePolicy: false, dnsPrefetchControl: false, downloadOptions: false },
    ...{ originAgentCluster: false, permissionsPolicy: false, permittedCrossDomainPolicies: false },
    ...{ reportTo: false, reportingEndpoints: false },
  });

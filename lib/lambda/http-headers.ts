import httpCors from "@middy/http-cors";
import httpSecurityHeaders from "@middy/http-security-headers";
import type { APIGatewayProxyResult } from "aws-lambda";

/** Header fields that a page of another origin may send, and those that it may read of an answer. */
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

/** Lets pages of these origins read answers, problems too; `*`: of any. Keys are never sent by a browser on its own. */
export const crossOrigin = (origins: readonly string[]) =>
  httpCors({
    // Without any, the middleware would name no origin by the same option and still expose header fields.
    ...(origins.length > 0 && { origins: [...origins], exposeHeaders: CORS_EXPOSED_HEADERS.join(", ") }),
  });

const PREFLIGHT_SECONDS = 600;

/** To a browser that asks what pages may do at a path; the middleware adds to whose. */
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
 * Of an API that answers JSON alone: nothing is sniffed, framed or referred to, and HTTPS is used from then on. What
 * else the middleware knows is about pages and their scripts.
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

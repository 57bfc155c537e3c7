import { isUtf8 } from "node:buffer";
import type { APIGatewayProxyEvent } from "aws-lambda";
import type { QueryValues } from "../lib/domain/api/flat-parameters.ts";
import { AppError } from "../lib/domain/errors.ts";

/** A request as received, before anything in it is trusted. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query as sent, percent-encoded. The absolute form (RFC 9112, 3.2.2) is accepted too. */
  readonly target: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly requestId: string;
}

export interface Target {
  /** In one spelling: each segment is decoded and encoded again, so that routes match however it was encoded. */
  readonly path: string;
  readonly query: QueryValues;
}

/** @throws AppError `invalid` when percent-encoding or UTF-8 is broken. */
export function readTarget(target: string): Target {
  const origin = target.startsWith("/") ? target : originForm(target);
  const [path = "/", ...rest] = origin.split("?");
  return {
    path: path
      .split("/")
      .map((segment) => encodeURIComponent(decoded(segment, "bad-path")))
      .join("/"),
    query: readQuery(rest.join("?")),
  };
}

function originForm(target: string): string {
  const url = URL.parse(target);
  if (!url) throw new AppError("invalid", "bad-path", "The request's target is not an address.");
  return url.pathname + url.search;
}

function readQuery(text: string): QueryValues {
  const pairs = text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", ...value] = pair.replaceAll("+", " ").split("=");
      return { name: decoded(name, "bad-query"), value: decoded(value.join("="), "bad-query") };
    });
  const byName = Map.groupBy(pairs, ({ name }) => name);
  return Object.fromEntries([...byName].map(([name, of]) => [name, of.map(({ value }) => value)]));
}

function decoded(text: string, code: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new AppError(
      "invalid",
      code,
      "The address has broken percent-encoding: encode it as UTF-8.",
      {},
      cause,
    );
  }
}

/** Decodes the parameters of a path that a router matched. */
export const decodedParameters = (parameters: APIGatewayProxyEvent["pathParameters"]) =>
  Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? "")]),
  );

const NO_ROUTE = { resource: "", pathParameters: {} };

/**
 * The event that API Gateway (REST, Lambda proxy) would pass to a function for this request, with its route once that
 * is known.
 */
export function proxyEvent(
  request: GatewayRequest,
  target: Target,
  route: {
    readonly resource: string;
    readonly pathParameters: Readonly<Record<string, string>>;
  } = NO_ROUTE,
): APIGatewayProxyEvent {
  const headers = Object.entries(request.headers);
  const isText = isUtf8(request.body);
  return {
    resource: route.resource,
    path: target.path,
    httpMethod: request.method,
    headers: Object.fromEntries(headers.map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: Object.fromEntries(headers.map(([name, values]) => [name, [...values]])),
    pathParameters: { ...route.pathParameters },
    queryStringParameters: Object.fromEntries(
      Object.entries(target.query).map(([name, values]) => [name, values.at(-1)]),
    ),
    multiValueQueryStringParameters: Object.fromEntries(
      Object.entries(target.query).map(([name, values]) => [name, [...values]]),
    ),
    stageVariables: null,
    requestContext: requestContext(request, target, route.resource),
    body: request.body.length === 0 ? null : request.body.toString(isText ? "utf8" : "base64"),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

function requestContext(
  request: GatewayRequest,
  target: Target,
  resource: string,
): APIGatewayProxyEvent["requestContext"] {
  return {
    accountId: "local",
    apiId: "local",
    authorizer: null,
    protocol: "HTTP/1.1",
    httpMethod: request.method,
    identity: {
      ...NO_IDENTITY,
      sourceIp: request.sourceIp,
      userAgent: request.headers["user-agent"]?.[0] ?? null,
    },
    path: target.path,
    stage: "local",
    requestId: request.requestId,
    requestTimeEpoch: Date.now(),
    resourceId: resource,
    resourcePath: resource,
  };
}

const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

import type {
  APIGatewayAuthorizerResult,
  APIGatewayProxyEvent,
  APIGatewayProxyResult,
  APIGatewayRequestAuthorizerEvent,
  Context,
} from "aws-lambda";
import type { Operation } from "../lib/domain/api/operation.ts";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { problemOf } from "../lib/domain/api/problem.ts";
import { AppError, isAppError } from "../lib/domain/errors.ts";
import { correlationIdOf, problemAnswer, withIds } from "../lib/lambda/http-answer.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import { createFairTurns } from "./fair-turns.ts";
import { type GatewayRequest, proxyEvent, readTarget } from "./gateway-request.ts";
import { lambdaContext } from "./lambda-context.ts";

export type HttpHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;
export type Authorise = (
  event: APIGatewayRequestAuthorizerEvent,
  context: Context,
) => Promise<APIGatewayAuthorizerResult>;
/** What an authoriser found out, as it stands in an event. */
export type AuthoriserContext = Readonly<Record<string, unknown>>;

export interface Gateway {
  /** Routes, authorises and answers; a wrong request is an answer, never a throw. */
  handle(request: GatewayRequest, trusted?: AuthoriserContext): Promise<APIGatewayProxyResult>;
  /** The methods that the resource at a target has; none where there is none. */
  methodsAt(target: string): readonly string[];
}

/** API Gateway's part on one machine: it finds the route, asks the authoriser, and calls the function. */
export function createGateway(options: {
  readonly handlers: Readonly<Record<string, HttpHandler>>;
  readonly authorise: Authorise;
  readonly log: Log;
}): Gateway {
  const { handlers, authorise, log } = options;
  const turns = createFairTurns();

  async function answer(request: GatewayRequest, trusted: AuthoriserContext | undefined) {
    const target = readTarget(request.target);
    const { operation, pathParameters } = routeOf(request.method, target.segments);
    const event = proxyEvent(request, target, { resource: operation.path, pathParameters });
    const handler = handlers[operation.function];
    if (!handler) throw new Error(`No function ${operation.function}.`);
    event.requestContext.authorizer = operation.role
      ? { ...(trusted ?? (await callerContext(event))) }
      : null;
    const tenant = String(event.requestContext.authorizer?.tenantId ?? request.sourceIp);
    return turns.run(tenant, () => handler(event, lambdaContext(operation.function, request.requestId)));
  }

  async function callerContext(event: APIGatewayProxyEvent): Promise<AuthoriserContext> {
    const requestContext = { ...event.requestContext, authorizer: undefined };
    const asked = { ...event, requestContext, type: "REQUEST" as const, methodArn: methodArnOf(event) };
    const context = lambdaContext("authorise", event.requestContext.requestId);
    try {
      const { context: found } = await authorise(asked, context);
      return found ?? {};
    } catch (cause) {
      if (cause instanceof Error && cause.message === "Unauthorized") throw keyNeeded();
      throw cause;
    }
  }

  return {
    async handle(request, trusted) {
      try {
        return await answer(request, trusted);
      } catch (error) {
        return refusal(request, error, log);
      }
    },
    methodsAt,
  };
}

/** What never reached a function is answered and logged here. */
function refusal({ requestId, headers }: GatewayRequest, error: unknown, log: Log): APIGatewayProxyResult {
  const problem = problemOf(error, requestId);
  const correlationId = correlationIdOf(headers["x-correlation-id"]?.at(-1), requestId);
  const fields = {
    request_id: requestId,
    correlation_id: correlationId,
    status: problem.status,
    code: problem.code,
  };
  if (problem.status >= 500) log.error("gateway", { ...fields, ...errorFields(error) });
  else log.info("gateway", fields);
  return withIds(problemAnswer(problem, error), { requestId, correlationId });
}

const methodArnOf = ({ httpMethod, path }: APIGatewayProxyEvent): string =>
  `arn:aws:execute-api:local:local:local/local/${httpMethod}${path}`;

const keyNeeded = (): AppError =>
  new AppError("unauthenticated", "bad-key", "Send a valid API key as x-api-key or as a bearer token.");

interface Route {
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Every operation at a path, whatever its method. */
const routesAt = (segments: readonly string[]): Route[] =>
  OPERATIONS.flatMap((operation) => {
    const pathParameters = matched(operation.path.slice(1).split("/"), segments);
    return pathParameters ? [{ operation, pathParameters }] : [];
  });

function methodsAt(target: string): string[] {
  try {
    const methods = routesAt(readTarget(target).segments).map(({ operation }) => operation.method);
    return methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

/** HEAD is answered as GET without a body: RFC 9110, 9.3.2. */
function routeOf(method: string, segments: readonly string[]): Route {
  const routes = routesAt(segments);
  if (routes.length === 0) {
    throw new AppError(
      "not-found",
      "no-such-route",
      "There is nothing at this address; GET /openapi.json tells what there is.",
    );
  }
  const wanted = method === "HEAD" ? "GET" : method;
  const found = routes.find(({ operation }) => operation.method === wanted);
  if (found) return found;
  const allow = routes.map(({ operation }) => operation.method);
  throw new AppError("invalid", "method-not-allowed", `Use ${allow.join(" or ")} here.`, { allow });
}

function matched(template: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (template.length !== segments.length) return null;
  const pairs = template.map((part, index) => ({ part, segment: segments[index] ?? "" }));
  const isParameter = (part: string) => part.startsWith("{");
  if (!pairs.every(({ part, segment }) => (isParameter(part) ? segment !== "" : part === segment)))
    return null;
  return Object.fromEntries(
    pairs.filter(({ part }) => isParameter(part)).map(({ part, segment }) => [part.slice(1, -1), segment]),
  );
}

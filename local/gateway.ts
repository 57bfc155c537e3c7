import middy from "@middy/core";
import type {
  APIGatewayAuthorizerResult,
  APIGatewayProxyEvent,
  APIGatewayProxyResult,
  APIGatewayRequestAuthorizerEvent,
  Context,
} from "aws-lambda";
import type { HttpFunction } from "../lib/domain/api/operation.ts";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { problemOf } from "../lib/domain/api/problem.ts";
import { AppError } from "../lib/domain/errors.ts";
import { correlationIdOf, problemAnswer, withIds } from "../lib/lambda/http-answer.ts";
import { crossOrigin } from "../lib/lambda/http-headers.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import { createRouter, type HttpHandler, refuseRoute } from "../lib/lambda/router.ts";

import { decodedParameters, type GatewayRequest, proxyEvent, readTarget } from "./gateway-request.ts";
import { lambdaContext } from "./lambda-context.ts";
import { createTenantLimit } from "./tenant-limit.ts";

export type Authorise = (
  event: APIGatewayRequestAuthorizerEvent,
  context: Context,
) => Promise<APIGatewayAuthorizerResult>;
/** What an authoriser found out, as events contain it. */
type AuthoriserContext = Readonly<Record<string, unknown>>;

export interface Gateway {
  /** Routes, authorises and answers. A bad request gets an answer and never throws. */
  handle(request: GatewayRequest, trusted?: AuthoriserContext): Promise<APIGatewayProxyResult>;
  /** The answer to a request that could not be read to its end. */
  refuse(head: RequestHead, error: unknown): Promise<APIGatewayProxyResult>;
}

type RequestHead = Omit<GatewayRequest, "body">;

interface Asked {
  readonly head: RequestHead;
  readonly answer: () => Promise<APIGatewayProxyResult>;
  /** In the form that the cross-origin middleware looks for. */
  readonly headers: { readonly origin: string | undefined };
}

/** Does API Gateway's part on one machine: finds the route, asks the authoriser, and calls the function. */
export function createGateway(options: {
  readonly functions: Readonly<Record<HttpFunction, HttpHandler>>;
  readonly authorise: Authorise;
  readonly log: Log;
  /** Origins of pages that may read the gateway's own answers; `*` is any. */
  readonly origins?: readonly string[];
}): Gateway {
  const { functions, authorise, log, origins = ["*"] } = options;
  const inTurn = createTenantLimit();
  const router = createRouter(OPERATIONS, async (operation, event, context) => {
    event.resource = operation.path;
    event.pathParameters = decodedParameters(event.pathParameters);
    const known = event.requestContext.authorizer;
    const authorizer = operation.role ? { ...(known ?? (await callerContext(authorise, event))) } : null;
    event.requestContext.authorizer = authorizer;
    const tenant = String(authorizer?.tenantId ?? event.requestContext.identity.sourceIp);
    return inTurn(tenant, () => functions[operation.function](event, context));
  });
  const handler = middy<Asked, APIGatewayProxyResult>(({ answer }: Asked) => answer())
    .use(crossOrigin(origins))
    .onError((failed) => {
      failed.response = refusal(failed.event.head, failed.error, log);
    });
  const answering = (head: RequestHead, answer: Asked["answer"]) => {
    const headers = { origin: head.headers.origin?.at(-1) };
    return handler({ head, answer, headers }, lambdaContext("local", head.requestId));
  };
  return {
    handle: (request, trusted) =>
      answering(request, async () => {
        const event = proxyEvent(request, readTarget(request.target));
        event.requestContext.authorizer = trusted ? { ...trusted } : null;
        // The router ignores a slash at the end, but here it makes another address.
        return event.path.endsWith("/") && event.path !== "/"
          ? refuseRoute()
          : router(event, lambdaContext("local", request.requestId));
      }),
    refuse: (head, error) => answering(head, () => Promise.reject(error)),
  };
}

async function callerContext(authorise: Authorise, event: APIGatewayProxyEvent): Promise<AuthoriserContext> {
  const requestContext = { ...event.requestContext, authorizer: undefined };
  const asked = { ...event, requestContext, type: "REQUEST" as const, methodArn: methodArnOf(event) };
  try {
    const { context } = await authorise(asked, lambdaContext("authorise", event.requestContext.requestId));
    return context ?? {};
  } catch (cause) {
    if (cause instanceof Error && cause.message === "Unauthorized") throw keyNeeded();
    throw cause;
  }
}

/** Answers and logs a request that did not reach a function. */
function refusal({ requestId, headers }: RequestHead, error: unknown, log: Log): APIGatewayProxyResult {
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

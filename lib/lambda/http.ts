import middy from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { problemOf } from "../domain/api/problem.ts";
import { callerFrom } from "./authoriser-context.ts";
import { headerOf } from "./headers.ts";
import type { Host } from "./host.ts";
import { underHostDeadline } from "./host-deadline.ts";
import { correlationIdOf, jsonAnswer, problemAnswer, withIds } from "./http-answer.ts";
import { crossOrigin, securityHeaders } from "./http-headers.ts";
import { errorFields } from "./log.ts";
import type { Admission } from "./rate-limits.ts";
import { RawAnswer } from "./raw-answer.ts";
import type { Route } from "./route.ts";
import { createRouter, type HttpHandler } from "./router.ts";

type Middleware = middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult>;
type Admissions = WeakMap<APIGatewayProxyEvent, Admission>;

/**
 * A deployable that answers several routes. It holds what they share: deadline, header fields, problems, one log line
 * per request. It is made at the first call, so importing a function needs no environment.
 */
export const httpFunction =
  (routes: readonly Route[]) =>
  (host: Host): HttpHandler => {
    let handler: HttpHandler | null = null;
    return (event, context) => {
      handler ??= handlerOf(routes, host);
      return handler(event, context);
    };
  };

function handlerOf(routes: readonly Route[], host: Host): HttpHandler {
  const admissions: Admissions = new WeakMap();
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>(answering(routes, host, admissions))
    .use(securityHeaders())
    .use(crossOrigin(host.origins()))
    .use(routedByGateway)
    .use(observed(host, admissions));
}

/** The gateway has already found the route. Its template names the route, not the caller's spelling of the path. */
const routedByGateway: Middleware = {
  before: ({ event }) => {
    event.path = event.resource;
  },
};

function answering(routes: readonly Route[], host: Host, admissions: Admissions): HttpHandler {
  const runs = new Map(routes.map(({ operation, run }) => [operation.id, run]));
  const operations = routes.map(({ operation }) => operation);
  return createRouter(operations, async (operation, event, context) => {
    const marks: Record<string, string> = {};
    const received = {
      ...{ host, event },
      counted: (admission: Admission) => void admissions.set(event, admission),
      marked: (headers: Readonly<Record<string, string>>) => void Object.assign(marks, headers),
    };
    const body = await underHostDeadline(context, async () => runs.get(operation.id)?.(received));
    const answer = body instanceof RawAnswer ? body.result : jsonAnswer(operation.status, body ?? {});
    return { ...answer, headers: { ...answer.headers, ...marks } };
  });
}

/** Turns errors into problems, adds ids and limits to the answer, and writes one log line per request. */
function observed({ log }: Host, admissions: Admissions): Middleware {
  const started = new WeakMap<Context, number>();
  type Request = middy.Request<APIGatewayProxyEvent, APIGatewayProxyResult>;

  const finish = async (request: Request): Promise<void> => {
    const { event, context, response, error } = request;
    if (!response) return;
    const admission = admissions.get(event);
    const { requestId } = event.requestContext;
    const correlationId = correlationIdOf(headerOf(event.headers, "x-correlation-id"), requestId);
    const headers = { ...response.headers, ...(await admission?.headers()) };
    request.response = withIds({ ...response, headers }, { requestId, correlationId });
    const fields = {
      request_id: requestId,
      correlation_id: correlationId,
      route: event.resource,
      method: event.httpMethod,
      status: response.statusCode,
      latency_ms: Math.round((performance.now() - (started.get(context) ?? performance.now())) * 100) / 100,
      ...(admission && !(await admission.isCounted()) && { uncounted: true }),
      ...callerFields(event),
    };
    if (response.statusCode >= 500) log.error("request", { ...fields, ...errorFields(error) });
    else log.info("request", fields);
  };

  return {
    before: ({ context }) => void started.set(context, performance.now()),
    after: finish,
    onError: async (request) => {
      request.response = problemAnswer(
        problemOf(request.error, request.event.requestContext.requestId),
        request.error,
      );
      await finish(request);
    },
  };
}

function callerFields(event: APIGatewayProxyEvent) {
  const caller = callerFrom(event.requestContext.authorizer);
  return caller ? { tenant: caller.tenantId, key: caller.keyId } : {};
}

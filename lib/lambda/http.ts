import middy from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Services } from "../compose/services.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { Operation } from "../domain/api/operation.ts";
import { problemOf } from "../domain/api/problem.ts";
import { mayActAs } from "../domain/api/roles.ts";
import { AppError } from "../domain/errors.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { callerFrom } from "./authoriser-context.ts";
import { headerOf } from "./headers.ts";
import type { Host, SearchParts } from "./host.ts";
import { correlationIdOf, jsonAnswer, problemAnswer, withIds } from "./http-answer.ts";
import { readInput } from "./http-input.ts";
import { errorFields } from "./log.ts";

/** Every port, with the database opened for the caller's tenant. */
export type CallPorts = Services & SearchParts & { readonly documents: TenantDocuments };

/** A request that was authorised and understood. */
export interface Call<I> {
  readonly ports: CallPorts;
  readonly input: I;
  readonly caller: Caller;
}

/** A handler of routes that need a key. `run` gives the answer's body. */
export const httpEndpoint = <I>(
  operations: readonly Operation<I>[],
  run: (call: Call<I>) => Promise<object>,
) =>
  endpoint(operations, async (host, input, event) => {
    const caller = callerFrom(event.requestContext.authorizer);
    if (!caller)
      throw new AppError("unauthenticated", "no-key", "Send an API key as x-api-key or as a bearer token.");
    const { role } = operationOf(operations, event);
    if (role && !mayActAs(caller.roles, role)) {
      throw new AppError("forbidden", "role-needed", `This needs the role ${role}.`, { role });
    }
    const understood = input();
    const { services, search } = await host.compose();
    const documents = services.openDocuments(tenantScope(caller.tenantId, caller));
    return run({ ports: { ...services, ...search, documents }, input: understood, caller });
  });

/** A handler of routes that anybody may call. */
export const openEndpoint = <I>(
  operations: readonly Operation<I>[],
  run: (host: Host, input: I) => Promise<object>,
) => endpoint(operations, async (host, input) => run(host, input()));

/** Reading the input is left to `run`: whoever may not call is told that before what is wrong with the call. */
type Run<I> = (host: Host, input: () => I, event: APIGatewayProxyEvent) => Promise<object>;

const endpoint =
  <I>(operations: readonly Operation<I>[], run: Run<I>) =>
  (host: Host) =>
    middy<APIGatewayProxyEvent, APIGatewayProxyResult>(async (event: APIGatewayProxyEvent) => {
      const operation = operationOf(operations, event);
      const body = await run(host, () => readInput(operation, event), event);
      return jsonAnswer(operation.status, body);
    }).use(observed(host));

function operationOf<I>(operations: readonly Operation<I>[], event: APIGatewayProxyEvent): Operation<I> {
  const method = event.httpMethod === "HEAD" ? "GET" : event.httpMethod;
  const operation = operations.find((one) => one.method === method);
  if (!operation) {
    const allow = operations.map((one) => one.method);
    throw new AppError("invalid", "method-not-allowed", `Use ${allow.join(" or ")} here.`, { allow });
  }
  return operation;
}

/** Turns errors into problems, adds the ids to the answer, and writes one line for each request. */
function observed({ log }: Host): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const started = new WeakMap<Context, number>();
  type Request = middy.Request<APIGatewayProxyEvent, APIGatewayProxyResult>;

  const finish = (request: Request) => {
    const { event, context, response, error } = request;
    if (!response) return;
    const { requestId } = event.requestContext;
    const correlationId = correlationIdOf(headerOf(event.headers, "x-correlation-id"), requestId);
    request.response = withIds(response, { requestId, correlationId });
    const fields = {
      request_id: requestId,
      correlation_id: correlationId,
      route: event.resource,
      method: event.httpMethod,
      status: response.statusCode,
      latency_ms: Math.round((performance.now() - (started.get(context) ?? performance.now())) * 100) / 100,
      ...callerFields(event),
    };
    if (response.statusCode >= 500) log.error("request", { ...fields, ...errorFields(error) });
    else log.info("request", fields);
  };

  return {
    before: ({ context }) => void started.set(context, performance.now()),
    after: finish,
    onError: (request) => {
      request.response = problemAnswer(
        problemOf(request.error, request.event.requestContext.requestId),
        request.error,
      );
      finish(request);
    },
  };
}

function callerFields(event: APIGatewayProxyEvent) {
  const caller = callerFrom(event.requestContext.authorizer);
  return caller ? { tenant: caller.tenantId, key: caller.keyId } : {};
}

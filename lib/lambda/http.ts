import middy from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Origin } from "../audit/audit.ts";
import type { Services } from "../compose/services.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { Operation } from "../domain/api/operation.ts";
import { problemOf } from "../domain/api/problem.ts";
import { mayActAs } from "../domain/api/roles.ts";
import { AppError } from "../domain/errors.ts";
import type { Quota } from "../domain/rate-limit.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { callerFrom } from "./authoriser-context.ts";
import { headerOf } from "./headers.ts";
import type { Host, SearchParts } from "./host.ts";
import { underHostDeadline } from "./host-deadline.ts";
import { correlationIdOf, jsonAnswer, problemAnswer, withIds } from "./http-answer.ts";
import { readInput } from "./http-input.ts";
import { errorFields } from "./log.ts";
import { type Admission, admitAddress, admitCaller } from "./rate-limits.ts";
import { recordingRefusals } from "./refused-calls.ts";
import { repeatable } from "./repeatable.ts";

/** Every port, with the database opened for the caller's tenant, and where the call comes from, for the audit. */
export type CallPorts = Services &
  SearchParts & { readonly documents: TenantDocuments; readonly origin: Origin };

/** A request that was authorised and understood. */
export interface Call<I> {
  readonly ports: CallPorts;
  readonly input: I;
  readonly caller: Caller;
  /** Settles when the caller's quotas let the request go on; throws `rate-limited` when they do not. */
  readonly admitted: () => Promise<void>;
}

export interface EndpointOptions {
  /**
   * Lets `run` begin while the request is still being counted, so that counting shares the round trip of its first
   * read; `run` must await `admitted` before it does anything dear. Otherwise it begins when the request is admitted.
   */
  readonly overlapsCounting?: boolean;
}

/** A handler of routes that need a key. `run` gives the answer's body. */
export const httpEndpoint = <I>(
  operations: readonly Operation<I>[],
  run: (call: Call<I>) => Promise<object>,
  { overlapsCounting = false }: EndpointOptions = {},
) =>
  endpoint(operations, async ({ host, operation, input, event, counted, marked }) => {
    const caller = callerFrom(event.requestContext.authorizer);
    if (!caller)
      throw new AppError("unauthenticated", "no-key", "Send an API key as x-api-key or as a bearer token.");
    const origin = originOf(event);
    const subject = event.pathParameters?.id ?? null;
    return recordingRefusals({ host, operation, caller, origin, subject }, async () => {
      requireRole(caller, operation);
      const understood = attempt(input);
      const { services, search } = await host.compose();
      const admission = admitCaller(services, caller, operation, "input" in understood ? understood : null);
      counted(admission);
      const { admitted } = admission;
      if (!overlapsCounting || !("input" in understood)) await admitted();
      if (!("input" in understood)) throw understood.error;
      const documents = services.openDocuments(tenantScope(caller.tenantId, caller));
      const ports = { ...services, ...search, documents, origin };
      const call = { ports, input: understood.input, caller, admitted };
      const { body, isReplay } = await repeatable(event, operation, call, () => run(call));
      if (isReplay) marked({ "idempotency-replayed": "true" });
      await admitted();
      return body;
    });
  });

function requireRole<I>({ roles }: Caller, { role }: Operation<I>): void {
  if (role === null || mayActAs(roles, role)) return;
  throw new AppError("forbidden", "role-needed", `This needs the role ${role}.`, { role });
}

const originOf = ({ requestContext }: APIGatewayProxyEvent): Origin => ({
  requestId: requestContext.requestId,
  address: requestContext.identity.sourceIp || null,
});

/** A handler of routes that anybody may call, so often from one address as `quota` says; null: static answers. */
export const openEndpoint = <I>(
  operations: readonly Operation<I>[],
  run: (host: Host, input: I) => Promise<object>,
  quota: Quota | null,
) =>
  endpoint(operations, async ({ host, input, event, counted }) => {
    if (quota) {
      const admission = admitAddress((await host.compose()).services, quota, event);
      counted(admission);
      await admission.admitted();
    }
    return run(host, input());
  });

/** Reading the input is left to `run`: whoever may not call is told that before what is wrong with the call. */
interface Received<I> {
  readonly host: Host;
  readonly operation: Operation<I>;
  readonly input: () => I;
  readonly event: APIGatewayProxyEvent;
  /** Tells by which admission the answer's header fields are to be made. */
  readonly counted: (admission: Admission) => void;
  /** Adds header fields to an answer that goes well. */
  readonly marked: (headers: Readonly<Record<string, string>>) => void;
}

const endpoint =
  <I>(operations: readonly Operation<I>[], run: (received: Received<I>) => Promise<object>) =>
  (host: Host) => {
    const admissions = new WeakMap<APIGatewayProxyEvent, Admission>();
    const handle = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
      const operation = operationOf(operations, event);
      const input = () => readInput(operation, event);
      const counted = (admission: Admission) => void admissions.set(event, admission);
      const marks: Record<string, string> = {};
      const marked = (headers: Readonly<Record<string, string>>) => void Object.assign(marks, headers);
      const body = await run({ host, operation, input, event, counted, marked });
      const answer = jsonAnswer(operation.status, body);
      return { ...answer, headers: { ...answer.headers, ...marks } };
    };
    return middy<APIGatewayProxyEvent, APIGatewayProxyResult>(
      (event: APIGatewayProxyEvent, context: Context) => underHostDeadline(context, () => handle(event)),
    ).use(observed(host, admissions));
  };

function attempt<I>(read: () => I): { readonly input: I } | { readonly error: unknown } {
  try {
    return { input: read() };
  } catch (error) {
    return { error };
  }
}

function operationOf<I>(operations: readonly Operation<I>[], event: APIGatewayProxyEvent): Operation<I> {
  const method = event.httpMethod === "HEAD" ? "GET" : event.httpMethod;
  const operation = operations.find((one) => one.method === method);
  if (!operation) {
    const allow = operations.map((one) => one.method);
    throw new AppError("invalid", "method-not-allowed", `Use ${allow.join(" or ")} here.`, { allow });
  }
  return operation;
}

/** Turns errors into problems, adds ids and limits to the answer, and writes one line for each request. */
function observed(
  { log }: Host,
  admissions: WeakMap<APIGatewayProxyEvent, Admission>,
): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
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

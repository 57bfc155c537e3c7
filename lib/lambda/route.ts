import type { APIGatewayProxyEvent } from "aws-lambda";
import type { Origin } from "../audit/audit.ts";
import type { Services } from "../compose/services.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { Operation } from "../domain/api/operation.ts";
import { mayActAs, requirePlatform } from "../domain/api/roles.ts";
import { AppError } from "../domain/errors.ts";
import type { Quota } from "../domain/rate-limit.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { callerFrom } from "./authoriser-context.ts";
import type { Host, SearchParts } from "./host.ts";
import { readInput } from "./http-input.ts";
import { withOpenedCursor, withSignedCursor } from "./listing-cursors.ts";
import { type Admission, admitAddress, admitCaller } from "./rate-limits.ts";
import { recordingRefusals } from "./refused-calls.ts";
import { repeatable } from "./repeatable.ts";

/** An operation and the function that runs it: one line of a deployable. */
export interface Route {
  readonly operation: Operation;
  /** The answer's body, or a `RawAnswer`. */
  readonly run: (received: Received) => Promise<object>;
}

export interface Received {
  readonly host: Host;
  readonly event: APIGatewayProxyEvent;
  /** Reports the admission that gives the answer its header fields. */
  readonly counted: (admission: Admission) => void;
  /** Adds header fields to a successful answer. */
  readonly marked: (headers: Readonly<Record<string, string>>) => void;
}

/** Every port, the database opened for the caller's tenant, and the call's origin for the audit. */
export type CallPorts = Services &
  SearchParts & { readonly documents: TenantDocuments; readonly origin: Origin };

/** A request that was authorised and read. */
export interface Call<I> {
  readonly ports: CallPorts;
  readonly input: I;
  readonly caller: Caller;
  /** Settles when the caller's quotas let the request go on; throws `rate-limited` if they do not. */
  readonly admitted: () => Promise<void>;
}

export interface RouteOptions {
  /**
   * Lets `run` begin while the request is still being counted, so that counting shares the round trip of its first
   * read. `run` must await `admitted` before anything expensive. Default: it begins when the request is admitted.
   */
  readonly overlapsCounting?: boolean;
}

/** A route that needs a key. The caller's role is checked before the input is read, and the quota before `run`. */
export const route = <I>(
  operation: Operation<I>,
  run: (call: Call<I>) => Promise<object>,
  { overlapsCounting = false }: RouteOptions = {},
): Route => ({
  operation,
  async run({ host, event, counted, marked }) {
    const caller = callerFrom(event.requestContext.authorizer);
    if (!caller)
      throw new AppError("unauthenticated", "no-key", "Send an API key as x-api-key or as a bearer token.");
    const origin = originOf(event);
    const subject = event.pathParameters?.id ?? null;
    return recordingRefusals({ host, operation, caller, origin, subject }, async () => {
      requireRole(caller, operation);
      const understood = attempt(() => readInput(operation, event));
      const { services, search } = await host.compose();
      const admission = admitCaller(services, caller, operation, "input" in understood ? understood : null);
      counted(admission);
      const { admitted } = admission;
      if (!overlapsCounting || !("input" in understood)) await admitted();
      if (!("input" in understood)) throw understood.error;
      const documents = services.openDocuments(tenantScope(caller.tenantId, caller));
      const ports = { ...services, ...search, documents, origin };
      const cursors = { keyring: services.keyring, tenantId: caller.tenantId, operation };
      const call = { ports, input: withOpenedCursor(cursors, understood.input), caller, admitted };
      const { body, isReplay } = await repeatable(event, operation, call, () => run(call));
      if (isReplay) marked({ "idempotency-replayed": "true" });
      await admitted();
      return withSignedCursor(cursors, body);
    });
  },
});

/** A route that anybody may call. `quota` limits the calls of one address. */
export const openRoute = <I>(
  operation: Operation<I>,
  run: (ports: Services & SearchParts, input: I) => Promise<object>,
  quota: Quota,
): Route => ({
  operation,
  async run({ host, event, counted }) {
    // First: who mistypes an account must not be locked out for it.
    const input = readInput(operation, event);
    const { services, search } = await host.compose();
    const admission = admitAddress(services, quota, event);
    counted(admission);
    await admission.admitted();
    return run({ ...services, ...search }, input);
  },
});

/** A route whose answer is the same for everybody and needs nothing composed. */
export const staticRoute = (operation: Operation, body: () => object): Route => ({
  operation,
  async run({ event }) {
    readInput(operation, event);
    return body();
  },
});

function requireRole<I>(caller: Caller, { role, isPlatforms }: Operation<I>): void {
  if (role !== null && !mayActAs(caller.roles, role))
    throw new AppError("forbidden", "role-needed", `This needs the role ${role}.`, { role });
  if (isPlatforms && role !== null) requirePlatform(caller, role);
}

const originOf = ({ requestContext }: APIGatewayProxyEvent): Origin => ({
  requestId: requestContext.requestId,
  address: requestContext.identity.sourceIp || null,
});

function attempt<I>(read: () => I): { readonly input: I } | { readonly error: unknown } {
  try {
    return { input: read() };
  } catch (error) {
    return { error };
  }
}

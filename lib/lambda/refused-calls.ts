import type { Origin } from "../audit/audit.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { Operation } from "../domain/api/operation.ts";
import { isAppError } from "../domain/errors.ts";
import type { Host } from "./host.ts";
import { errorFields } from "./log.ts";

interface AuthorisedCall<I> {
  readonly host: Host;
  readonly operation: Operation<I>;
  readonly caller: Caller;
  readonly origin: Origin;
  /** The id in the path. */
  readonly subject: string | null;
}

/**
 * Runs an authorised call. A refusal is audited before the answer goes out, because a frozen process writes nothing;
 * an allowed call costs nothing extra. If it cannot be audited, the call is still refused.
 */
export async function recordingRefusals<I, T>(call: AuthorisedCall<I>, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isAppError(error) && error.kind === "forbidden") await record(call, error.code);
    throw error;
  }
}

async function record<I>(
  { host, operation, caller, origin, subject }: AuthorisedCall<I>,
  code: string,
): Promise<void> {
  const route = `${operation.method} ${operation.path}`;
  try {
    const { services } = await host.compose();
    // Loaded late, because most processes never refuse anybody.
    const { recordRefusal } = await import("../audit/record-refusal.ts");
    await recordRefusal({ ...services, origin }, { caller, action: operation.act, route, code, subject });
  } catch (error) {
    host.log.error("refusal not on record", {
      ...{ request_id: origin.requestId, tenant: caller.tenantId, key: caller.keyId, route, code },
      ...errorFields(error),
    });
  }
}

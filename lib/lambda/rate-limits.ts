import type { APIGatewayProxyEvent } from "aws-lambda";
import type { RateVerdict, RequestCost } from "../access/rate-limiter.ts";
import type { Services } from "../compose/services.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { Operation } from "../domain/api/operation.ts";
import { type Quota, rateLimitFields } from "../domain/rate-limit.ts";

/** A request that is being counted. */
export interface Admission {
  /**
   * Settles when the request may go on.
   * @throws AppError `rate-limited`, code `quota-exceeded`.
   */
  readonly admitted: () => Promise<void>;
  /** The RateLimit fields of the answer; empty if nothing was counted. */
  readonly headers: () => Promise<Record<string, string>>;
  /** Whether the counters answered. */
  readonly isCounted: () => Promise<boolean>;
}

/** Starts counting a caller's request in this tick. A request that could not be read costs the least. */
export function admitCaller<I>(
  { rateLimiter }: Pick<Services, "rateLimiter">,
  caller: Caller,
  operation: Operation<I>,
  understood: { readonly input: I } | null,
): Admission {
  const cost: RequestCost = {
    operation: operation.id,
    units: understood ? operation.cost(understood.input) : 1,
    pages: understood ? operation.pages(understood.input) : 0,
  };
  return admissionOf(rateLimiter.countCaller(caller, cost));
}

/** Starts counting a request without a key, by the address that the gateway saw. */
export const admitAddress = (
  { rateLimiter }: Pick<Services, "rateLimiter">,
  quota: Quota,
  event: APIGatewayProxyEvent,
): Admission => admissionOf(rateLimiter.countAddress(quota, event.requestContext.identity.sourceIp ?? ""));

const admissionOf = (verdict: Promise<RateVerdict>): Admission => ({
  admitted: async () => {
    const { refusal } = await verdict;
    if (refusal) throw refusal;
  },
  headers: async () => rateLimitFields((await verdict).states),
  isCounted: async () => (await verdict).isCounted,
});

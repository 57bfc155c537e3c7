import type { APIGatewayProxyEvent } from "aws-lambda";
import { answerOnce, idempotencyKeyOf, type RepeatableAnswer } from "../access/idempotency.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { Operation } from "../domain/api/operation.ts";
import { AppError } from "../domain/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { headerOf } from "./headers.ts";

/**
 * Runs a request. If it comes again under the same Idempotency-Key, it gives the first answer.
 * @throws AppError `invalid`: `bad-idempotency-key`, `idempotency-key-not-taken`, and what `answerOnce` throws.
 */
export async function repeatable<I>(
  event: APIGatewayProxyEvent,
  operation: Operation<I>,
  call: {
    readonly ports: Pick<Ports, "cache" | "keyring">;
    readonly caller: Caller;
    readonly input: I;
  },
  run: () => Promise<object>,
): Promise<RepeatableAnswer> {
  const header = headerOf(event.headers, "idempotency-key");
  // Reading twice is harmless, and the draft is about writes: draft-ietf-httpapi-idempotency-key-header-07, 2.
  if (header === undefined || operation.method === "GET" || operation.isPage) {
    return { body: await run(), isReplay: false };
  }
  const key = idempotencyKeyOf(header);
  if (!operation.replays) {
    const message =
      "This operation takes no Idempotency-Key: leave it out. What a repetition makes twice can be deleted.";
    throw new AppError("invalid", "idempotency-key-not-taken", message);
  }
  const { caller, input, ports } = call;
  return answerOnce(ports, { caller, operation: operation.id, key, input }, run);
}

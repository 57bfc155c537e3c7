import { createHash } from "node:crypto";
import { z } from "zod";
import { readSealed, writeSealed } from "../cache/page-cache.ts";
import type { Caller } from "../domain/api/caller.ts";
import { DAY_SECONDS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { isCacheOut } from "../ports/cache.ts";
import type { Ports } from "../ports/ports.ts";

type IdempotencyPorts = Pick<Ports, "cache" | "keyring">;

/** A write that its caller may send again under the same key. */
export interface RepeatableRequest {
  readonly caller: Pick<Caller, "tenantId" | "keyId">;
  /** The operation's id. The same key on another route is another request. */
  readonly operation: string;
  /** The value of Idempotency-Key. */
  readonly key: string;
  readonly input: unknown;
}

/** How long an answer is kept. The OpenAPI document publishes this. */
const ANSWER_TTL_SECONDS = DAY_SECONDS;
/**
 * Longer than the gateway waits for a function (29 s). A request that died does not block its repetition for longer.
 */
const CLAIM_TTL_SECONDS = 60;

const keptSchema = z.object({ fingerprint: z.string(), body: z.looseObject({}) });

export interface RepeatableAnswer {
  readonly body: object;
  /** Whether this answers an earlier request. */
  readonly isReplay: boolean;
}

/**
 * Runs a request once per key; a repetition gets exactly the first answer. Answers are kept sealed, bound to tenant,
 * key, route and Idempotency-Key; of the request only a digest is kept. Failures are not kept, so that they can be
 * repeated. If the cache does not answer, the request runs, because each of our writes may be repeated.
 * @throws AppError `invalid`, code `idempotency-key-reused` (422), for another request under the same key; `conflict`,
 * code `request-in-progress`, while the first is running.
 */
export async function answerOnce(
  ports: IdempotencyPorts,
  request: RepeatableRequest,
  run: () => Promise<object>,
): Promise<RepeatableAnswer> {
  const place = placeOf(request);
  const fingerprint = digest(request.input);
  const claim = `${place}:claim`;
  const known = await Promise.all([
    readSealed(ports, place),
    ports.cache.increment(claim, 1, { ttlSeconds: CLAIM_TTL_SECONDS }),
  ]).catch(nullWhenDown);
  if (known === null) return { body: await run(), isReplay: false };
  const [kept, claims] = known;
  if (kept === null && claims > 1) throw inProgress();
  try {
    if (kept !== null) return replay(kept, fingerprint);
    const body = await run();
    await writeSealed(ports, place, JSON.stringify({ fingerprint, body }), ANSWER_TTL_SECONDS).catch(
      nullWhenDown,
    );
    return { body, isReplay: false };
  } finally {
    await ports.cache.delete([claim]).catch(nullWhenDown);
  }
}

function replay(kept: string, fingerprint: string): RepeatableAnswer {
  const first = keptSchema.parse(JSON.parse(kept));
  if (first.fingerprint === fingerprint) return { body: first.body, isReplay: true };
  const message =
    "Another request came with this Idempotency-Key: use a new key for each request, the same for its repetitions.";
  throw new AppError("invalid", "idempotency-key-reused", message);
}

const inProgress = (): AppError =>
  new AppError(
    "conflict",
    "request-in-progress",
    "The first request with this Idempotency-Key is still running: repeat it a little later.",
  );

const placeOf = ({ caller, operation, key }: RepeatableRequest): string =>
  `idempotency:${caller.tenantId}:${digest([caller.keyId, operation, key])}`;

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");

function nullWhenDown(error: unknown): null {
  if (isCacheOut(error)) return null;
  throw error;
}

/** 255 printable characters, in quotes (a string of RFC 8941) or bare. A UUID or any sensible key fits. */
const KEY_FORM = /^(?:"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255}))$/;

/** @throws AppError `invalid`, code `bad-idempotency-key`. */
export function idempotencyKeyOf(header: string): string {
  const [, quoted, bare] = KEY_FORM.exec(header.trim()) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  throw new AppError(
    "invalid",
    "bad-idempotency-key",
    'Idempotency-Key must be 1 to 255 printable ASCII characters without quotes or backslashes, such as a UUID in "".',
  );
}

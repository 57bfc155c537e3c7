import { parseLosslessJson } from "../domain/lossless-json.ts";
import type { Platform } from "../domain/platform.ts";
import { isObject, type JsonObject } from "./payload-fields.ts";
import type { HttpAnswer, HttpRequest, PlatformCall } from "./platform-client.ts";
import { callAborted, platformUnavailable } from "./platform-errors.ts";
import type { QuotaCost } from "./quota.ts";

/** An answer below 500. */
export interface PlatformAnswer {
  readonly status: number;
  readonly headers: HttpAnswer["headers"];
  /** Empty if an error came without JSON. */
  readonly body: JsonObject;
}

/**
 * An answer that takes longer counts as lost. The slowest of the four platforms is known to answer within seconds.
 */
const TIMEOUT_MS = 30_000;

/**
 * One call: first its cost, then the request, then its whole body.
 * @throws AppError `rate-limited` of the gate; `unavailable`, code `platform-unavailable`, for 5xx, no answer within
 * 30 seconds, a body that breaks off, and a success that is no JSON object; code `call-aborted` when the signal says
 * so.
 */
export async function askPlatform(
  call: Pick<PlatformCall, "http" | "quota" | "signal">,
  platform: Platform,
  request: Omit<HttpRequest, "signal">,
  costs: readonly QuotaCost[],
): Promise<PlatformAnswer> {
  if (call.signal.aborted) throw callAborted(call.signal);
  if (costs.length > 0) await call.quota.take(costs);
  const { status, headers, text } = await exchange(call, platform, request);
  const body = jsonObjectOf(text);
  if (status >= 500 || (status < 400 && body === null)) throw platformUnavailable(platform, status);
  return { status, headers, body: body ?? {} };
}

async function exchange(
  { http, signal }: Pick<PlatformCall, "http" | "signal">,
  platform: Platform,
  request: Omit<HttpRequest, "signal">,
) {
  let status: number | null = null;
  try {
    const answer = await http({
      ...request,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    status = answer.status;
    return { status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    if (signal.aborted) throw callAborted(signal);
    throw platformUnavailable(platform, status, error);
  }
}

function jsonObjectOf(text: string): JsonObject | null {
  try {
    const parsed = parseLosslessJson(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** `Retry-After` in milliseconds, if it is present and counts seconds. */
export function retryAfterMsOf(headers: HttpAnswer["headers"]): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

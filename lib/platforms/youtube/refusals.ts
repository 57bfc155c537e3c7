import { z } from "zod";
import type { AppError } from "../../domain/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import { type PlatformAnswer, retryAfterMsOf } from "../ask-platform.ts";
import type { PlatformCall } from "../platform-client.ts";
import { credentialRefused, limitReached, platformUnavailable, requestRejected } from "../platform-errors.ts";
import { msUntilFull } from "../quota-window.ts";

const errorSchema = z.object({
  error: z.object({
    status: z.string().optional().catch(undefined),
    errors: z
      .array(z.object({ reason: z.string() }))
      .optional()
      .catch(undefined),
    details: z
      .array(z.object({ reason: z.string().optional() }))
      .optional()
      .catch(undefined),
  }),
});

/** https://developers.google.com/youtube/v3/docs/errors and https://developers.google.com/youtube/v3/docs/core_errors */
const DAY_REASONS = ["quotaExceeded", "dailyLimitExceeded"];
const SHORT_REASONS = ["rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"];
const KEY_REASONS = ["keyInvalid", "keyExpired", "authError", "API_KEY_INVALID", "required"];
const PERMISSION_REASONS = [
  "accessNotConfigured",
  "forbidden",
  "insufficientPermissions",
  "ipRefererBlocked",
  "API_KEY_SERVICE_BLOCKED",
  "SERVICE_DISABLED",
];

const PACIFIC_DAY = { kind: "day", zone: "America/Los_Angeles" } as const;

/** All reasons in an answer of 400 or more, including the more precise ones of newer front ends. */
export function youtubeReasons({ body }: PlatformAnswer): readonly string[] {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return [];
  const { errors = [], details = [] } = parsed.data.error;
  return [...errors, ...details].flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
}

/** The error for an answer of 400 or more. Reports limits and a refused key to the gate. */
export async function youtubeRefusal(
  call: Pick<PlatformCall, "quota" | "credential">,
  answer: PlatformAnswer,
  clock: Clock,
): Promise<AppError> {
  const { status, headers } = answer;
  const reasons = youtubeReasons(answer);
  const says = (known: readonly string[]) => reasons.some((reason) => known.includes(reason));
  if (says(DAY_REASONS)) {
    const retryAfterMs = msUntilFull(PACIFIC_DAY, clock.now());
    return limitReached(call, "youtube", { bucket: "units", scope: "day", retryAfterMs });
  }
  if (says(SHORT_REASONS) || status === 429) {
    const retryAfterMs = retryAfterMsOf(headers);
    return limitReached(call, "youtube", { bucket: "units", scope: "short-window", retryAfterMs });
  }
  if (says(KEY_REASONS) || status === 401) return credentialRefused(call, "youtube", "invalid-or-expired");
  if (says(PERMISSION_REASONS)) return credentialRefused(call, "youtube", "permission-missing");
  // A 403 with other reasons ("SERVICE_UNAVAILABLE" was seen) is about this call. The key may still be good.
  if (status === 403) return platformUnavailable("youtube", status);
  return requestRejected("youtube", status, reasons[0]);
}

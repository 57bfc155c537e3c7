import { z } from "zod";
import type { AppError } from "../../domain/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import { type PlatformAnswer, retryAfterMsOf } from "../ask-platform.ts";
import type { AbsenceReason, PlatformCall } from "../platform-client.ts";
import { credentialRefused, limitReached, platformUnavailable, requestRejected } from "../platform-errors.ts";
import { msUntilFull } from "../quota-window.ts";

/** A success has an error too, with code `ok`; in one sample of the documentation it is empty. */
const errorSchema = z.object({
  error: z.object({ code: z.string().catch("ok"), message: z.string().catch("") }),
});

export const tiktokErrorOf = ({ body }: PlatformAnswer) => {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data.error : { code: "", message: "" };
};

const UTC_DAY = { kind: "day", zone: "UTC" } as const;

/** The error of an answer whose code is not `ok`: https://developers.tiktok.com/doc/tiktok-api-v2-error-handling */
export async function tiktokRefusal(
  call: Pick<PlatformCall, "quota" | "credential">,
  answer: PlatformAnswer,
  clock: Clock,
): Promise<AppError> {
  const { status, headers } = answer;
  const { code } = tiktokErrorOf(answer);
  if (code === "daily_quota_limit_exceeded") {
    const retryAfterMs = msUntilFull(UTC_DAY, clock.now());
    return limitReached(call, "tiktok", { bucket: "requests", scope: "day", retryAfterMs });
  }
  if (code === "rate_limit_exceeded" || status === 429) {
    const retryAfterMs = retryAfterMsOf(headers);
    return limitReached(call, "tiktok", { bucket: "requests", scope: "short-window", retryAfterMs });
  }
  if (code === "scope_not_authorized" || code === "scope_permission_missed") {
    return credentialRefused(call, "tiktok", "permission-missing");
  }
  if (status === 401) return credentialRefused(call, "tiktok", "invalid-or-expired");
  if (code === "internal_error" || status < 400) return platformUnavailable("tiktok", status);
  return requestRejected("tiktok", status, code);
}

/**
 * Whether a refusal of user info is about the user. The documentation names no code for a missing user, and
 * `invalid_params` also means a malformed request. So the text must speak of a user. Otherwise the refusal is about
 * the request, because a changed API must not make everybody disappear.
 */
export function absenceOf(answer: PlatformAnswer): AbsenceReason | null {
  const { code, message } = tiktokErrorOf(answer);
  if (
    answer.status !== 404 &&
    !["invalid_params", "user_not_found", "forbidden", "not_found"].includes(code)
  ) {
    return null;
  }
  if (/\bprivate\b/i.test(message)) return "private";
  if (/\b(suspended|banned)\b/i.test(message)) return "suspended";
  const speaksOfUser =
    /\b(user|username|account)\b/i.test(message) && /\b(not|cannot|can't|no)\b/i.test(message);
  return speaksOfUser || code === "user_not_found" ? "not-found" : null;
}

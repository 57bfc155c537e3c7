import { AppError } from "../domain/errors.ts";
import type { Platform } from "../domain/platform.ts";
import type { AccountName, PlatformCall, PlatformLimits } from "./platform-client.ts";
import type { LimitScope } from "./quota.ts";

/** A limit that the platform says is reached. */
export interface ReachedLimit {
  readonly bucket: string;
  readonly scope: LimitScope;
  /** Null: the platform does not say when to retry. */
  readonly retryAfterMs: number | null;
  /** A cap or the money is used up. Waiting for the end of the short window does not help. */
  readonly isCap?: boolean;
}

/** Reports to the gate a limit that the platform says is reached. Returns the error to throw. */
export async function limitReached(
  call: Pick<PlatformCall, "quota">,
  platform: Platform,
  { bucket, scope, retryAfterMs, isCap = false }: ReachedLimit,
): Promise<AppError> {
  await call.quota.observe({ kind: "exceeded", bucket, scope, retryAfterMs });
  return new AppError(
    "rate-limited",
    isCap ? "usage-capped" : "throttled",
    isCap
      ? `${platform} gives no more until its cap or the account's credits are renewed.`
      : `${platform} takes no more calls for now.`,
    { platform, bucket, scope, retryAfterMs },
  );
}

/**
 * Reports to the gate that the platform no longer accepts the credential. Returns the error to throw. `reason` is one
 * of our words.
 */
export async function credentialRefused(
  call: Pick<PlatformCall, "quota" | "credential">,
  platform: Platform,
  reason: "invalid-or-expired" | "permission-missing" | "blocked",
): Promise<AppError> {
  await call.quota.observe({ kind: "refused", reason });
  const { name } = call.credential;
  return new AppError(
    "forbidden",
    "credential-refused",
    `${platform} refuses the credential ${name} (${reason}): renew it, or grant it what the call needs.`,
    { platform, credential: name, reason },
  );
}

export const platformUnavailable = (platform: Platform, status: number | null, cause?: unknown): AppError =>
  new AppError(
    "unavailable",
    "platform-unavailable",
    `${platform} did not give a usable answer.`,
    { platform, status },
    cause,
  );

export const callAborted = (signal: AbortSignal): AppError =>
  new AppError("unavailable", "call-aborted", "The fetch was broken off.", {}, signal.reason);

/** `code` is the platform's own code or reason. It is kept only if it looks like one. */
export const requestRejected = (platform: Platform, status: number, code: unknown): AppError =>
  new AppError(
    "invalid",
    "platform-rejected",
    `${platform} refuses the request itself; the client and the API no longer agree.`,
    {
      platform,
      status,
      code:
        typeof code === "number" || (typeof code === "string" && /^[\w.-]{1,60}$/.test(code)) ? code : null,
    },
  );

/** The error for an account without a handle on a platform that is asked by handle. */
export const handleNeeded = (platform: Platform): AppError =>
  new AppError("invalid", "handle-needed", `${platform} is asked by handle; the account names none.`, {
    platform,
  });

/** @throws AppError `invalid` when there are more accounts than one call takes. */
export function takesAtMost(
  { platform, accountsPerCall }: PlatformLimits,
  accounts: readonly AccountName[],
): void {
  if (accounts.length <= accountsPerCall) return;
  const message = `${platform} takes ${accountsPerCall} accounts a call, not ${accounts.length}.`;
  throw new AppError("invalid", "too-many-accounts", message, { platform, accountsPerCall });
}

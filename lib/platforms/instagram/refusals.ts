import { z } from "zod";
import { MINUTE_MS } from "../../domain/durations.ts";
import type { AppError } from "../../domain/errors.ts";
import { jsonOrNull } from "../../domain/json.ts";
import type { PlatformAnswer } from "../ask-platform.ts";
import type { PlatformCall } from "../platform-client.ts";
import { credentialRefused, limitReached, platformUnavailable, requestRejected } from "../platform-errors.ts";

const errorSchema = z.object({
  error: z.object({
    code: z.number().catch(0),
    error_subcode: z.number().nullable().catch(null),
    is_transient: z.boolean().catch(false),
  }),
});

/** Graph API codes: https://developers.facebook.com/docs/graph-api/guides/error-handling */
const APP_LIMITS = [4, 613];
/** A limit of a user, a page or a business use case. Another credential may continue. */
const CREDENTIAL_LIMITS = [17, 32, 80_002];
const TOKEN_CODES = [102, 190];
const BLOCKED_CODE = 368;
const isPermissionCode = (code: number): boolean => code === 3 || code === 10 || (code >= 200 && code < 300);
const TRANSIENT_CODES = [1, 2];
/** Nobody has the name, or a personal account has it. The answer is the same for both. */
const NO_SUCH_USER = { code: 110, subcode: 2_207_013 } as const;

type Refusal = "absent" | AppError;

/** What an answer of 400 or more means. The status says little: limits often come as 400. */
export async function instagramRefusal(
  call: Pick<PlatformCall, "quota" | "credential">,
  answer: PlatformAnswer,
): Promise<Refusal> {
  const parsed = errorSchema.safeParse(answer.body);
  if (!parsed.success) return unexplained(call, answer);
  const { code, error_subcode, is_transient } = parsed.data.error;
  if (code === NO_SUCH_USER.code && (error_subcode ?? NO_SUCH_USER.subcode) === NO_SUCH_USER.subcode) {
    return "absent";
  }
  if (APP_LIMITS.includes(code)) return tooManyCalls(call, answer, "short-window");
  if (CREDENTIAL_LIMITS.includes(code)) return tooManyCalls(call, answer, "credential");
  if (TOKEN_CODES.includes(code)) return credentialRefused(call, "instagram", "invalid-or-expired");
  if (isPermissionCode(code)) return credentialRefused(call, "instagram", "permission-missing");
  if (code === BLOCKED_CODE) return credentialRefused(call, "instagram", "blocked");
  if (is_transient || TRANSIENT_CODES.includes(code)) return platformUnavailable("instagram", answer.status);
  return unexplained(call, answer, code);
}

async function unexplained(
  call: Pick<PlatformCall, "quota" | "credential">,
  answer: PlatformAnswer,
  code: number | null = null,
): Promise<AppError> {
  if (answer.status === 429) return tooManyCalls(call, answer, "short-window");
  if (answer.status === 401) return credentialRefused(call, "instagram", "invalid-or-expired");
  return requestRejected("instagram", answer.status, code);
}

const tooManyCalls = (
  call: Pick<PlatformCall, "quota">,
  answer: PlatformAnswer,
  scope: "short-window" | "credential",
): Promise<AppError> =>
  limitReached(call, "instagram", { bucket: "calls", scope, retryAfterMs: regainAccessMs(answer) });

const businessUsage = z.record(
  z.string(),
  z.array(z.looseObject({ estimated_time_to_regain_access: z.number() })),
);

/** `X-Business-Use-Case-Usage` gives minutes, if it comes at all. */
function regainAccessMs({ headers }: PlatformAnswer): number | null {
  const parsed = businessUsage.safeParse(jsonOrNull(headers.get("x-business-use-case-usage") ?? ""));
  if (!parsed.success) return null;
  const minutes = Object.values(parsed.data)
    .flat()
    .map(({ estimated_time_to_regain_access }) => estimated_time_to_regain_access);
  const most = Math.max(0, ...minutes);
  return most === 0 ? null : most * MINUTE_MS;
}

const appUsage = z.looseObject({
  call_count: z.number().catch(0),
  total_time: z.number().catch(0),
  total_cputime: z.number().catch(0),
});

/** The highest of the three shares in `X-App-Usage`, in percent of the limit; null if it does not come. */
export function appUsagePercent({ headers }: PlatformAnswer): number | null {
  const parsed = appUsage.safeParse(jsonOrNull(headers.get("x-app-usage") ?? ""));
  if (!parsed.success) return null;
  const { call_count, total_time, total_cputime } = parsed.data;
  return Math.max(call_count, total_time, total_cputime);
}

import { z } from "zod";
import type { AppError } from "../../domain/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import { type PlatformAnswer, retryAfterMsOf } from "../ask-platform.ts";
import type { AbsenceReason, PlatformCall } from "../platform-client.ts";
import { credentialRefused, limitReached, platformUnavailable, requestRejected } from "../platform-errors.ts";
import { msUntilFull } from "../quota-window.ts";

const problemSchema = z.object({
  type: z.string().catch(""),
  title: z.string().catch(""),
  period: z.string().catch(""),
});

/** The last part of a problem's type. Its host changed from api.twitter.com to api.x.com. */
const lastPart = (type: string): string => type.split("/").at(-1) ?? "";

/** The error of an answer of 400 or more: https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
export async function xRefusal(
  call: Pick<PlatformCall, "quota" | "credential">,
  answer: PlatformAnswer,
  bucket: string,
  clock: Clock,
): Promise<AppError> {
  const { status } = answer;
  const { type, title, period } = problemSchema.catch({ type: "", title: "", period: "" }).parse(answer.body);
  const problem = lastPart(type);
  // 402 with the title CreditsDepleted: no credits are left.
  if (problem === "usage-capped" || status === 402 || title === "CreditsDepleted") {
    return usageCapped(call, period, bucket, status === 402 ? null : clock.now());
  }
  if (status === 429) {
    const retryAfterMs = resetMsOf(answer, clock.now()) ?? retryAfterMsOf(answer.headers);
    return limitReached(call, "x", { bucket, scope: "short-window", retryAfterMs });
  }
  if (status === 401) return credentialRefused(call, "x", "invalid-or-expired");
  if (status === 403) return credentialRefused(call, "x", "permission-missing");
  if (status === 408) return platformUnavailable("x", status);
  return requestRejected("x", status, problem);
}

/** A cap lasts until the day or month is over. Spent credits last until somebody buys more (`now` null). */
function usageCapped(
  call: Pick<PlatformCall, "quota">,
  period: string,
  bucket: string,
  now: Date | null,
): Promise<AppError> {
  const scope = period.toLowerCase() === "daily" ? "day" : "month";
  const retryAfterMs = now === null ? null : msUntilFull({ kind: scope, zone: "UTC" }, now);
  return limitReached(call, "x", { bucket, scope, retryAfterMs, isCap: true });
}

const header = (answer: PlatformAnswer, name: string): number | null => {
  const text = answer.headers.get(`x-rate-limit-${name}`);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
};

function resetMsOf(answer: PlatformAnswer, now: Date): number | null {
  const reset = header(answer, "reset");
  return reset === null ? null : Math.max(0, reset * 1_000 - now.getTime());
}

/** Reports to the gate what the headers count, also after errors. */
export async function observeHeaders(
  call: Pick<PlatformCall, "quota">,
  answer: PlatformAnswer,
  bucket: string,
): Promise<void> {
  const [limit, remaining, reset] = [
    header(answer, "limit"),
    header(answer, "remaining"),
    header(answer, "reset"),
  ];
  if (limit === null || remaining === null || reset === null) return;
  await call.quota.observe({ kind: "remaining", bucket, limit, remaining, resetsAt: reset * 1_000 });
}

const partialErrors = z.array(
  z
    .object({
      value: z.string().optional(),
      resource_id: z.string().optional(),
      detail: z.string().catch(""),
      title: z.string().catch(""),
      type: z.string().catch(""),
    })
    .nullable()
    .catch(null),
);

/** Why single resources are missing from a success, by the lower-case name or id that was requested. */
export function absences({ body }: PlatformAnswer): ReadonlyMap<string, AbsenceReason> {
  const errors = partialErrors.catch([]).parse(body.errors);
  return new Map(
    errors.flatMap((error) => {
      const name = error?.value ?? error?.resource_id;
      return error === null || name === undefined ? [] : [[name.toLowerCase(), reasonOf(error)] as const];
    }),
  );
}

/** Unknown and suspended users have the same problem type. Only the text tells them apart. */
function reasonOf({ type, title, detail }: { type: string; title: string; detail: string }): AbsenceReason {
  if (/suspended/i.test(detail) || title === "Forbidden") return "suspended";
  return lastPart(type) === "not-authorized-for-resource" ? "private" : "not-found";
}

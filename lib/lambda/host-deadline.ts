import type { Context } from "aws-lambda";
import { withinTime } from "../ports/deadline.ts";

/** Time to turn a failure into an answer before the host ends the function without one. */
const RESERVE_MS = 500;

/**
 * Runs work within the time that the host still allows, minus the time for an answer. Every service call in it ends by
 * then as `unavailable`. So a service that hangs causes a problem answer, not a cut connection.
 */
export function underHostDeadline<T>(
  { getRemainingTimeInMillis }: Pick<Context, "getRemainingTimeInMillis">,
  work: () => T,
  reserveMs: number = RESERVE_MS,
): T {
  const milliseconds = Math.max(0, Math.floor(getRemainingTimeInMillis() - reserveMs));
  return withinTime(milliseconds, work);
}

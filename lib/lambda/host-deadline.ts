import type { Context } from "aws-lambda";
import { withinTime } from "../ports/deadline.ts";

/** Left to turn a failure into an answer before the host ends the function without one. */
const RESERVE_MS = 500;

/**
 * Runs work under the time that the host still gives, less what an answer takes. Every call of a service within it
 * ends by then, as `unavailable`, so that a service that hangs gives a problem and not a severed connection.
 */
export function underHostDeadline<T>(
  { getRemainingTimeInMillis }: Pick<Context, "getRemainingTimeInMillis">,
  work: () => T,
  reserveMs: number = RESERVE_MS,
): T {
  const milliseconds = Math.max(0, Math.floor(getRemainingTimeInMillis() - reserveMs));
  return withinTime(milliseconds, work);
}

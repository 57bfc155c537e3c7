import { AppError, isAppError } from "../../domain/errors.ts";
import { untilLate } from "../../ports/deadline.ts";

/** The result of one check. `remedy` is present if something is wrong. */
export interface Check {
  readonly part: string;
  readonly isWell: boolean;
  readonly says: string;
  readonly remedy?: string;
}

/** How long a check may take. A service that needs longer for such a small call is down. */
const PATIENCE_MS = 15_000;

export const well = (part: string, says: string): Check => ({ part, isWell: true, says });
export const wrong = (part: string, says: string, remedy: string): Check => ({
  part,
  isWell: false,
  says,
  remedy,
});

/** Runs a check. Reports anything it throws in our own words, never with the value of a setting. */
export async function checkOf(
  part: string,
  work: () => Promise<string>,
  remedyOf: (error: AppError) => string,
): Promise<Check> {
  try {
    return well(part, await untilLate(work(), PATIENCE_MS, tooLate));
  } catch (error) {
    const known = isAppError(error) ? error : unforeseen(error);
    return wrong(part, known.message, remedyOf(known));
  }
}

/** For foreign errors only the name is safe to show; the message may quote anything. */
const unforeseen = (error: unknown): AppError =>
  new AppError(
    "unavailable",
    "check-failed",
    `It fails: ${error instanceof Error ? error.name : "unknown"}.`,
  );

const tooLate = (): AppError => new AppError("unavailable", "check-late", "It does not answer in time.");

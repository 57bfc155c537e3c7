import { AppError, isAppError } from "../../domain/errors.ts";

/** What one look found. `remedy` stands where something is wrong. */
export interface Check {
  readonly part: string;
  readonly isWell: boolean;
  readonly says: string;
  readonly remedy?: string;
}

/** How long a look may take; a service that needs longer for next to nothing is down. */
const PATIENCE_MS = 15_000;

export const well = (part: string, says: string): Check => ({ part, isWell: true, says });
export const wrong = (part: string, says: string, remedy: string): Check => ({
  part,
  isWell: false,
  says,
  remedy,
});

/** Runs a look; whatever it throws is told in our own words, and never with what a setting holds. */
export async function look(
  part: string,
  work: () => Promise<string>,
  remedyOf: (error: AppError) => string,
): Promise<Check> {
  try {
    return well(part, await inTime(work));
  } catch (error) {
    const known = isAppError(error) ? error : unforeseen(error);
    return wrong(part, known.message, remedyOf(known));
  }
}

async function inTime(work: () => Promise<string>): Promise<string> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const tooLate = () => new AppError("unavailable", "look-late", "It does not answer in time.");
  const timer = setTimeout(() => reject(tooLate()), PATIENCE_MS);
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

/** The name of an error that is not ours may be told; its message may quote anything. */
const unforeseen = (error: unknown): AppError =>
  new AppError("unavailable", "look-failed", `It fails: ${error instanceof Error ? error.name : "unknown"}.`);

import { AppError, isAppError } from "../../domain/errors.ts";
import type { SearchMeta } from "../../domain/search-request.ts";
import { untilAborted } from "../../ports/deadline.ts";

/** What a part answered, or why it did not answer. */
export interface Settled<T> {
  readonly value: T | null;
  /** One entry if `value` is null. */
  readonly failures: SearchMeta["degraded"];
}

/** A part's answer, or the reason if the part is out or late. Any other error is a bug and is thrown. */
export async function settle<T>(
  part: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<Settled<T>> {
  try {
    return { value: await untilAborted(work(), signal), failures: [] };
  } catch (error) {
    const reason = outageReason(error, signal);
    if (reason === null) throw error;
    return { value: null, failures: [{ part, reason }] };
  }
}

/**
 * The same for a part that a search cannot do without.
 * @throws AppError `unavailable`, code `search-unavailable`.
 */
export async function inTime<T>(part: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { value, failures } = await settle(part, signal, work);
  if (value === null) throw searchUnavailable(failures);
  return value;
}

export const searchUnavailable = (failures: SearchMeta["degraded"]): AppError =>
  new AppError("unavailable", "search-unavailable", "No index answered in time: try again shortly.", {
    parts: failures.map(({ part, reason }) => `${part}: ${reason}`),
  });

function outageReason(error: unknown, signal: AbortSignal): string | null {
  if (isAppError(error)) {
    if (error.kind === "unavailable") return signal.aborted ? "timed out" : "did not answer";
    return error.kind === "rate-limited" ? "rate limited" : null;
  }
  return signal.aborted && error === signal.reason ? "timed out" : null;
}

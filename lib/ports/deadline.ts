import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";

interface Deadline {
  readonly signal: AbortSignal;
  /** By `performance.now()`; infinite if the signal's time is not known. */
  readonly endsAt: number;
}

const deadlines = new AsyncLocalStorage<Deadline>();

/**
 * Runs `work` under a deadline that every adapter call inside it sees, however deep. So no port needs a parameter for
 * it. A deadline inside another ends at the earlier of the two.
 */
export function withDeadline<T>(signal: AbortSignal, work: () => T, milliseconds = Infinity): T {
  const outer = deadlines.getStore();
  const endsAt = Math.min(outer?.endsAt ?? Infinity, performance.now() + milliseconds);
  return deadlines.run({ signal: earlier(outer?.signal, signal) ?? signal, endsAt }, work);
}

/**
 * The same with a signal that fires after this number of milliseconds. Adapters can tell servers the time: see
 * `remainingMs`.
 */
export const withinTime = <T>(milliseconds: number, work: () => T): T =>
  withDeadline(AbortSignal.timeout(milliseconds), work, milliseconds);

/** Milliseconds until this code's deadline: at least 0, infinite if there is none. */
export const remainingMs = (): number =>
  Math.max(0, (deadlines.getStore()?.endsAt ?? Infinity) - performance.now());

/**
 * This code's deadline; undefined if there is none. It is not a signal that never fires, because clients leave
 * listeners on signals, and on one that lives as long as the process they would pile up.
 */
export const currentDeadline = (): AbortSignal | undefined => deadlines.getStore()?.signal;

/** A signal that fires as soon as one of them does. */
export function earlier(
  one: AbortSignal | undefined,
  other: AbortSignal | undefined,
): AbortSignal | undefined {
  if (one === undefined || one === other) return other;
  return other === undefined ? one : AbortSignal.any([one, other]);
}

/** Waits by the machine's clock; ends early when the signal fires, and never throws. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => undefined);

/** Resolves when the signal fires. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** The work's result, or an error as soon as the signal fires, because not every client stops when it is told to. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  errorOf: (signal: AbortSignal) => unknown = ({ reason }) => reason,
): Promise<T> {
  if (signal === undefined) return work;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(errorOf(signal));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** The same for work that may take this number of milliseconds. */
export function untilLate<T>(work: Promise<T>, milliseconds: number, errorOf: () => unknown): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), milliseconds);
  return untilAborted(work, late.signal, errorOf).finally(() => clearTimeout(timer));
}

import { AsyncLocalStorage } from "node:async_hooks";

const deadlines = new AsyncLocalStorage<AbortSignal>();

/**
 * Runs `work` under a deadline that every adapter call inside it sees, however deep, so that no port needs a parameter
 * for it. A deadline within another ends with the earlier of the two.
 */
export function withDeadline<T>(signal: AbortSignal, work: () => T): T {
  return deadlines.run(earlier(deadlines.getStore(), signal) ?? signal, work);
}

/**
 * The deadline under which this code runs. Undefined where nobody set one, not a signal that never fires: clients leave
 * their listeners behind, and on a signal that lives as long as the process they would pile up.
 */
export const currentDeadline = (): AbortSignal | undefined => deadlines.getStore();

/** What fires as soon as one of them does. */
export function earlier(
  one: AbortSignal | undefined,
  other: AbortSignal | undefined,
): AbortSignal | undefined {
  if (one === undefined || one === other) return other;
  return other === undefined ? one : AbortSignal.any([one, other]);
}

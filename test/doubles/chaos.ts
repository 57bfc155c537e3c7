import { AppError } from "../../lib/domain/errors.ts";
import type { Documents } from "../../lib/ports/documents.ts";

/** What goes wrong in one method of a port. Calls count from 1. */
export interface Fault {
  /** The only call that fails. If it is not set, every call after `afterCalls` fails. */
  readonly onCall?: number;
  /** Only calls whose first argument it is, as the name of a collection; others go through and do not count. */
  readonly of?: unknown;
  /** Number of calls that succeed first. Default 0. */
  readonly afterCalls?: number;
  /** Number of calls that fail before the port works again. Default: all. */
  readonly times?: number;
  /**
   * `before` (default): nothing happens and the caller is told so. `after`: the effect happens and the caller never
   * learns of it, as when the process or the connection dies between two writes.
   */
  readonly when?: "before" | "after";
  /** What is thrown. Default: `unavailable`. */
  readonly error?: Error;
  /** Milliseconds to wait before the call. With `slowOnly` nothing fails. */
  readonly delayMs?: number;
  readonly slowOnly?: boolean;
}

export type ChaosPlan<P> = { readonly [M in keyof P]?: Fault };

/** Methods that yield their results one by one instead of returning a promise. */
const YIELDING: ReadonlySet<PropertyKey> = new Set<keyof Documents>(["scan"]);

/**
 * A port that fails as planned, so that retries and half-done work are tested against real adapters. Methods that the
 * plan does not name go straight through. A method that yields (`scan`) fails at its first item.
 */
export function withChaos<P extends object>(port: P, plan: ChaosPlan<P>): P {
  const calls = new Map<PropertyKey, number>();
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      const fault = Object.hasOwn(plan, name) ? plan[name as keyof P] : undefined;
      if (typeof method !== "function" || !fault) return method;
      return (...given: unknown[]) => {
        if ("of" in fault && fault.of !== given[0]) return Reflect.apply(method, target, given);
        const call = (calls.get(name) ?? 0) + 1;
        calls.set(name, call);
        const proceed = () => Reflect.apply(method, target, given);
        return YIELDING.has(name)
          ? failingItems(fault, call, proceed)
          : failingCall(fault, call, name, proceed);
      };
    },
  });
}

async function failingCall(
  fault: Fault,
  call: number,
  name: PropertyKey,
  proceed: () => unknown,
): Promise<unknown> {
  if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  if (!isFaulty(fault, call)) return proceed();
  if (fault.when === "after") await proceed();
  throw errorOf(fault, name);
}

async function* failingItems(fault: Fault, call: number, proceed: () => unknown): AsyncGenerator<unknown> {
  if (isFaulty(fault, call)) throw errorOf(fault, "items");
  yield* proceed() as AsyncIterable<unknown>;
}

function isFaulty(
  { onCall, afterCalls = 0, times = Number.POSITIVE_INFINITY, slowOnly }: Fault,
  call: number,
) {
  if (slowOnly) return false;
  if (onCall !== undefined) return call === onCall;
  return call > afterCalls && call <= afterCalls + times;
}

const errorOf = (fault: Fault, name: PropertyKey): Error =>
  fault.error ?? new AppError("unavailable", "chaos", "Fails as planned.", { method: String(name) });

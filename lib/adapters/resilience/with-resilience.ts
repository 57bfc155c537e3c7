import type { CallOptions, ResiliencePolicy } from "./policy.ts";

/** Exceptions for one method. `yields`: the method gives its results one by one. */
interface MethodRule {
  readonly retry?: boolean;
  readonly attemptMs?: number | ((...given: never[]) => number);
  readonly yields?: boolean;
}

export type MethodRules<P> = { readonly [M in keyof P]?: MethodRule };

/**
 * A port whose every call goes through the dependency's policy. If the last argument has a `signal`, it is joined with
 * the deadline, and the adapter gets the attempt's signal instead. Values that are no functions pass unchanged.
 */
export function withResilience<P extends object>(
  port: P,
  policy: ResiliencePolicy,
  rules: MethodRules<P> = {},
): P {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      const rule: MethodRule = Object.hasOwn(rules, name) ? (rules[name as keyof P] ?? {}) : {};
      return (...given: unknown[]) => {
        const { options, proceed } = callOf(rule, given, (args) => Reflect.apply(method, target, args));
        if (rule.yields) return items(policy, options, () => proceed() as AsyncIterable<unknown>);
        return policy.execute(async (signal) => proceed(signal), options);
      };
    },
  });
}

interface PreparedCall {
  readonly options: CallOptions;
  proceed(signal?: AbortSignal): unknown;
}

function callOf(
  rule: MethodRule,
  given: readonly unknown[],
  apply: (args: readonly unknown[]) => unknown,
): PreparedCall {
  const last = given.at(-1);
  const signal = hasSignal(last) ? last.signal : undefined;
  const attemptMs =
    typeof rule.attemptMs === "function" ? rule.attemptMs(...(given as never[])) : rule.attemptMs;
  return {
    options: {
      ...(signal && { signal }),
      ...(rule.retry !== undefined && { retry: rule.retry }),
      ...(attemptMs !== undefined && { attemptMs }),
    },
    proceed: (own) =>
      apply(signal && own ? [...given.slice(0, -1), { ...(last as object), signal: own }] : given),
  };
}

const hasSignal = (value: unknown): value is { signal: AbortSignal } =>
  typeof value === "object" && value !== null && "signal" in value && value.signal instanceof AbortSignal;

/** Every step is a separate call without retry, because an iterator that threw has ended. */
async function* items(
  policy: ResiliencePolicy,
  options: CallOptions,
  start: () => AsyncIterable<unknown>,
): AsyncGenerator<unknown> {
  const iterator = start()[Symbol.asyncIterator]();
  try {
    while (true) {
      const step = await policy.execute(() => iterator.next(), { ...options, retry: false });
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}

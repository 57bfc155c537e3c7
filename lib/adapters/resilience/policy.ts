import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
} from "cockatiel";
import { AppError, isAppError } from "../../domain/errors.ts";
import { currentDeadline, earlier, untilAborted, withDeadline } from "../../ports/deadline.ts";
import { fullJitterMs } from "./full-jitter.ts";

export interface ResilienceSettings {
  /** The dependency's name in errors, such as "documents"; lower case, dashes. */
  readonly dependency: string;
  /** How long one attempt may take, in milliseconds. An attempt that is cut off counts against the dependency. */
  readonly attemptMs: number;
  /** Calls for one request of the caller, including the first. 1: no retry. */
  readonly attempts: number;
  /** Wait before retries: full jitter up to `baseMs`, doubling to `maxMs`. Default 50 and 2,000. */
  readonly backoff?: { readonly baseMs: number; readonly maxMs: number };
  /** Retries as a share of calls, and how many may be saved up. Default 0.1 and 10. */
  readonly retryBudget?: { readonly share: number; readonly burst: number };
  /** Calls at once, and how many may wait for a place. Further calls are refused at once. */
  readonly bulkhead: { readonly concurrent: number; readonly waiting: number };
  /**
   * Opens when the share `threshold` of the last `size` calls failed, after at least `minimum` calls. After
   * `halfOpenAfterMs` one call tries again.
   */
  readonly breaker?: {
    readonly threshold: number;
    readonly size: number;
    readonly minimum: number;
    readonly halfOpenAfterMs: number;
  };
  /** For tests. */
  readonly random?: () => number;
}

export interface CallOptions {
  /** If it fires before the answer, the caller gets `unavailable`, code `<dependency>-deadline`. */
  readonly signal?: AbortSignal;
  /** Replaces the policy's own limit for calls that wait by design, such as a long poll. */
  readonly attemptMs?: number;
  /** False for calls that must not happen twice or whose input can be read only once. Default true. */
  readonly retry?: boolean;
}

export interface ResiliencePolicy {
  readonly dependency: string;
  /**
   * Runs one call of the dependency. `work` gets the signal of its attempt, which is also `currentDeadline()`.
   * @throws AppError: what `work` threw; `unavailable` with code `<dependency>-timeout`, `-deadline`, `-overloaded`,
   *   `-circuit-open` or, for anything that is no AppError, `-failed` with the cause.
   */
  execute<T>(work: (signal: AbortSignal) => Promise<T>, options?: CallOptions): Promise<T>;
  state(): "closed" | "open" | "half-open";
}

const DEFAULT_BREAKER = { threshold: 0.5, size: 20, minimum: 5, halfOpenAfterMs: 5_000 };

/**
 * How cloud adapters handle failures: retry ( circuit breaker ( bulkhead ( attempt's time limit ( call ) ) ) ), all
 * under the caller's deadline. One policy for each dependency, shared by all its callers.
 */
export function createResiliencePolicy(settings: ResilienceSettings): ResiliencePolicy {
  const { dependency } = settings;
  const places = bulkhead(settings.bulkhead.concurrent, settings.bulkhead.waiting);
  const breaker = createBreaker(settings);
  const retries = createRetries(settings);

  async function attempt<T>(work: (signal: AbortSignal) => Promise<T>, call: Call): Promise<T> {
    const limit = timeout(call.attemptMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
    try {
      return await limit.execute(
        async ({ signal }) => withDeadline(signal, () => work(signal), call.attemptMs),
        call.signal,
      );
    } catch (error) {
      throw translate(dependency, error, call.signal);
    }
  }

  async function guarded<T>(work: (signal: AbortSignal) => Promise<T>, call: Call): Promise<T> {
    try {
      return await breaker.execute(() => places.execute(() => attempt(work, call), call.signal), call.signal);
    } catch (error) {
      throw translate(dependency, error, call.signal);
    }
  }

  return {
    dependency,
    async execute(work, options = {}) {
      const signal = earlier(currentDeadline(), options.signal);
      const call = { signal, attemptMs: options.attemptMs ?? settings.attemptMs };
      if (signal?.aborted) throw deadlinePassed(dependency, signal);
      const once = () => guarded(work, call);
      const answer = options.retry === false ? once() : retries.execute(once, signal);
      if (signal === undefined) return answer;
      // The caller gets its answer when its deadline passes, even during a backoff or a wait for a place.
      return untilAborted(answer, signal, () => deadlinePassed(dependency, signal));
    },
    state: () => stateName(breaker.state),
  };
}

interface Call {
  readonly signal: AbortSignal | undefined;
  readonly attemptMs: number;
}

function createRetries(settings: ResilienceSettings) {
  const { baseMs, maxMs } = settings.backoff ?? { baseMs: 50, maxMs: 2_000 };
  const budget = createRetryBudget(settings.retryBudget ?? { share: 0.1, burst: 10 });
  const random = settings.random ?? Math.random;
  const policy = retry(
    handleWhen((error) => isWorthRetry(settings.dependency, error) && budget.allowsRetry()),
    {
      maxAttempts: settings.attempts - 1,
      backoff: new DelegateBackoff(({ attempt }) => fullJitterMs(attempt, { baseMs, maxMs, random })),
    },
  );
  policy.onRetry(() => budget.spend());
  return {
    execute<T>(once: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
      budget.earn();
      return policy.execute(once, signal);
    },
  };
}

function createBreaker(settings: ResilienceSettings) {
  const { threshold, size, minimum, halfOpenAfterMs } = settings.breaker ?? DEFAULT_BREAKER;
  const policy = circuitBreaker(
    // cockatiel closes a half-open circuit on any error outside the filter. So while one call tries the dependency,
    // only the dependency's own answer may close it, not a caller that left or a full bulkhead.
    handleWhen((error) =>
      policy.state === CircuitState.HalfOpen ? !isAnswer(error) : isOutage(settings.dependency, error),
    ),
    {
      halfOpenAfter: halfOpenAfterMs,
      breaker: new CountBreaker({ threshold, size, minimumNumberOfCalls: minimum }),
    },
  );
  return policy;
}

const ownCodes = (dependency: string) => ({
  deadline: `${dependency}-deadline`,
  timeout: `${dependency}-timeout`,
  overloaded: `${dependency}-overloaded`,
  circuitOpen: `${dependency}-circuit-open`,
  failed: `${dependency}-failed`,
});

/** The dependency itself did not answer. Its refusal of a bad request is no outage, nor are our own refusals. */
function isOutage(dependency: string, error: unknown): boolean {
  const { deadline, overloaded, circuitOpen } = ownCodes(dependency);
  return (
    isAppError(error) &&
    error.kind === "unavailable" &&
    error.code !== deadline &&
    error.code !== overloaded &&
    error.code !== circuitOpen
  );
}

/** The dependency works: it refused the request or throttled. */
const isAnswer = (error: unknown): boolean => isAppError(error) && error.kind !== "unavailable";

/** Our own refusals would be repeated now. An error that no adapter translated may be our own bug. */
function isWorthRetry(dependency: string, error: unknown): boolean {
  if (!isAppError(error)) return false;
  if (error.kind === "rate-limited") return true;
  return isOutage(dependency, error) && error.code !== ownCodes(dependency).failed;
}

function translate(dependency: string, error: unknown, signal: AbortSignal | undefined): AppError {
  const codes = ownCodes(dependency);
  if (signal?.aborted && !isAnswer(error)) return deadlinePassed(dependency, signal);
  if (isAppError(error)) return error;
  const context = { dependency };
  // Each message names the service: a command that uses several of them shows the message alone.
  const failed = (code: string, what: string, cause?: unknown) =>
    new AppError("unavailable", code, `The service of ${dependency} ${what}.`, context, cause);
  if (error instanceof BrokenCircuitError) return failed(codes.circuitOpen, "failed too often and rests");
  if (error instanceof BulkheadRejectedError) return failed(codes.overloaded, "has too many calls waiting");
  if (error instanceof TaskCancelledError) return failed(codes.timeout, "did not answer in time");
  return failed(codes.failed, "failed in a call", error);
}

const deadlinePassed = (dependency: string, signal: AbortSignal): AppError =>
  new AppError(
    "unavailable",
    ownCodes(dependency).deadline,
    "The caller's time ended before the service answered.",
    { dependency },
    signal.reason,
  );

const stateName = (state: CircuitState) =>
  state === CircuitState.Closed ? "closed" : state === CircuitState.HalfOpen ? "half-open" : "open";

/**
 * Limits retries to a share of calls, so that a failing dependency does not get several times its load. Every call
 * earns `share` of a retry. At most `burst` are saved up, and a new process starts with those.
 * Source: Google SRE book, "Handling Overload" (per-client retry budget of 10 %).
 */
interface RetryBudget {
  earn(): void;
  allowsRetry(): boolean;
  spend(): void;
}

function createRetryBudget(options: { readonly share: number; readonly burst: number }): RetryBudget {
  let retries = options.burst;
  return {
    earn() {
      retries = Math.min(options.burst, retries + options.share);
    },
    allowsRetry: () => retries >= 1,
    spend() {
      retries = Math.max(0, retries - 1);
    },
  };
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../domain/errors.ts";
import { currentDeadline, withDeadline } from "../../ports/deadline.ts";
import { createResiliencePolicy, type ResilienceSettings } from "./policy.ts";

const SETTINGS: ResilienceSettings = {
  dependency: "index",
  attemptMs: 1_000,
  attempts: 3,
  bulkhead: { concurrent: 4, waiting: 4 },
  breaker: { threshold: 0.5, size: 4, minimum: 4, halfOpenAfterMs: 5_000 },
  random: () => 0.5,
};

const outage = () => new AppError("unavailable", "index-down", "Down.");
const throttled = () => new AppError("rate-limited", "index-throttled", "Slower.");
const refusal = () => new AppError("invalid", "bad-query", "Bad.");

/** A dependency whose answers are told one by one; the last one goes on. */
function dependency(...answers: (() => Promise<string>)[]) {
  const calls: AbortSignal[] = [];
  return {
    calls,
    async call(signal: AbortSignal): Promise<string> {
      calls.push(signal);
      const answer = answers[Math.min(calls.length, answers.length) - 1];
      return answer ? answer() : "well";
    },
  };
}

const well = async () => "well";
const never = () => new Promise<string>(() => {});
const failing = (error: () => unknown) => () => Promise.reject(error());

/** What a call comes to, with all its waiting done. */
async function outcome(call: Promise<string>): Promise<string> {
  const settled = call.then(
    (value) => value,
    (error: unknown) => (error instanceof AppError ? `${error.kind} ${error.code}` : `raw ${String(error)}`),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  return settled;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a call under the policy", () => {
  const vendor = () => new TypeError("fetch failed");
  it.each([
    ["is well", [well], "well", 1],
    ["is slow once", [never, well], "well", 2],
    ["is slow for good", [never], "unavailable index-timeout", 3],
    ["errs once", [failing(outage), well], "well", 2],
    ["errs for good", [failing(outage)], "unavailable index-down", 3],
    ["asks for patience once", [failing(throttled), well], "well", 2],
    ["asks for patience for good", [failing(throttled)], "rate-limited index-throttled", 3],
    ["refuses the request", [failing(refusal)], "invalid bad-query", 1],
    ["throws a vendor's error", [failing(vendor)], "unavailable index-failed", 1],
  ] as const)("that %s ends so", async (_, answers, expected, calls) => {
    const double = dependency(...answers);
    const policy = createResiliencePolicy(SETTINGS);
    expect(await outcome(policy.execute(double.call))).toBe(expected);
    expect(double.calls).toHaveLength(calls);
  });

  it.each([[never], [failing(vendor)]])("names the service in its failure", async (answer) => {
    const policy = createResiliencePolicy(SETTINGS);
    const said = policy.execute(dependency(answer).call).catch((error: unknown) => String(error));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await said).toContain("The service of index ");
  });

  it("is not tried twice when its effect must not happen twice", async () => {
    const double = dependency(failing(outage), well);
    const policy = createResiliencePolicy(SETTINGS);
    expect(await outcome(policy.execute(double.call, { retry: false }))).toBe("unavailable index-down");
    expect(double.calls).toHaveLength(1);
  });

  it("tells the attempt that it was given up, but not one that answered", async () => {
    const double = dependency(never, well);
    await outcome(createResiliencePolicy(SETTINGS).execute(double.call));
    expect(double.calls.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});

describe("the caller's deadline", () => {
  const firesAfter = (ms: number): AbortSignal => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms);
    return controller.signal;
  };

  it("ends a call that hangs, at once and labelled", async () => {
    const policy = createResiliencePolicy(SETTINGS);
    const ended = vi.fn();
    policy.execute(never, { signal: firesAfter(300) }).catch(ended);
    await vi.advanceTimersByTimeAsync(299);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledWith(
      expect.objectContaining({ kind: "unavailable", code: "index-deadline" }),
    );
  });

  it("reaches every call below it without being handed on, the earliest of several first", async () => {
    const policy = createResiliencePolicy(SETTINGS);
    const double = dependency(never);
    const nested = withDeadline(firesAfter(2_000), () =>
      withDeadline(firesAfter(100), () => policy.execute(double.call)),
    );
    expect(await outcome(nested)).toBe("unavailable index-deadline");
    expect(double.calls).toHaveLength(1);
    expect(double.calls[0]?.aborted).toBe(true);
    expect(currentDeadline()).toBeUndefined();
  });

  it("ends waiting before a retry, and starts none after it", async () => {
    const policy = createResiliencePolicy({ ...SETTINGS, backoff: { baseMs: 10_000, maxMs: 10_000 } });
    const double = dependency(failing(outage));
    const call = policy.execute(double.call, { signal: firesAfter(50) });
    expect(await outcome(call)).toBe("unavailable index-deadline");
    expect(double.calls).toHaveLength(1);
  });

  it("does not count against a dependency that was given no fair time", async () => {
    const policy = createResiliencePolicy(SETTINGS);
    for (let call = 0; call < 8; call += 1) await outcome(policy.execute(never, { signal: firesAfter(10) }));
    expect(policy.state()).toBe("closed");
  });

  it("refuses a call that begins too late", async () => {
    const double = dependency(well);
    const call = createResiliencePolicy(SETTINGS).execute(double.call, { signal: AbortSignal.abort() });
    expect(await outcome(call)).toBe("unavailable index-deadline");
    expect(double.calls).toHaveLength(0);
  });
});

describe("the circuit breaker", () => {
  const once = { ...SETTINGS, attempts: 1 };

  async function broken() {
    const policy = createResiliencePolicy(once);
    for (let call = 0; call < 4; call += 1) await outcomeNow(policy.execute(failing(outage)));
    return policy;
  }
  /** As `outcome`, while the clock stands still. */
  async function outcomeNow(call: Promise<string>): Promise<string> {
    return call.catch((error: unknown) => (error instanceof AppError ? error.code : "raw"));
  }

  it("opens when half of the last calls failed, and refuses without a call", async () => {
    const policy = await broken();
    const double = dependency(well);
    expect(policy.state()).toBe("open");
    expect(await outcomeNow(policy.execute(double.call))).toBe("index-circuit-open");
    expect(double.calls).toHaveLength(0);
  });

  it("lets one call try when half open, and closes when it is answered", async () => {
    const policy = await broken();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await outcomeNow(policy.execute(well))).toBe("well");
    expect(policy.state()).toBe("closed");
  });

  it("opens again when the one call fails, also by a caller that left", async () => {
    for (const trial of [failing(outage), never]) {
      const policy = await broken();
      await vi.advanceTimersByTimeAsync(5_000);
      const leaving = new AbortController();
      const call = outcomeNow(policy.execute(trial, { signal: leaving.signal }));
      await vi.advanceTimersByTimeAsync(1);
      leaving.abort();
      await call;
      await vi.advanceTimersByTimeAsync(0);
      expect(policy.state()).toBe("open");
    }
  });

  it("takes a refusal for an answer", async () => {
    const policy = createResiliencePolicy(once);
    for (let call = 0; call < 8; call += 1) await outcomeNow(policy.execute(failing(refusal)));
    for (let call = 0; call < 8; call += 1) await outcomeNow(policy.execute(failing(throttled)));
    expect(policy.state()).toBe("closed");
  });
});

describe("load in trouble", () => {
  it("is bounded: calls beyond the places and the queue are refused at once", async () => {
    const policy = createResiliencePolicy({ ...SETTINGS, bulkhead: { concurrent: 2, waiting: 1 } });
    const outcomes = Promise.all(
      Array.from({ length: 5 }, () =>
        policy.execute(never, { retry: false }).catch((error: AppError) => error.code),
      ),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await outcomes).toSorted()).toEqual([
      "index-overloaded",
      "index-overloaded",
      "index-timeout",
      "index-timeout",
      "index-timeout",
    ]);
  });

  it("is not multiplied by retries: they are a share of the calls", async () => {
    const policy = createResiliencePolicy({
      ...SETTINGS,
      retryBudget: { share: 0.1, burst: 5 },
      breaker: { threshold: 0.9, size: 1_000, minimum: 1_000, halfOpenAfterMs: 1 },
    });
    const double = dependency(failing(outage));
    for (let call = 0; call < 100; call += 1) await outcome(policy.execute(double.call));
    expect(double.calls.length).toBeGreaterThan(110);
    expect(double.calls.length).toBeLessThanOrEqual(100 + 5 + 10);
  });
});

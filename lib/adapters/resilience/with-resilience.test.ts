import { describe, expect, it } from "vitest";
import { AppError } from "../../domain/errors.ts";
import { currentDeadline } from "../../ports/deadline.ts";
import { createResiliencePolicy } from "./policy.ts";
import { withResilience } from "./with-resilience.ts";

const policy = () =>
  createResiliencePolicy({
    dependency: "store",
    attemptMs: 1_000,
    attempts: 2,
    backoff: { baseMs: 0, maxMs: 0 },
    bulkhead: { concurrent: 4, waiting: 4 },
  });

/** A port that fails its first calls. */
function frailPort(failures: number) {
  let calls = 0;
  const fail = (): void => {
    calls += 1;
    if (calls <= failures) throw new AppError("unavailable", "down", "Down.");
  };
  return {
    model: "m-1",
    calls: () => calls,
    async read(key: string, options?: { readonly signal?: AbortSignal }) {
      fail();
      return { key, signal: options?.signal, deadline: currentDeadline() };
    },
    async *scan(count: number) {
      for (let item = 1; item <= count; item += 1) {
        if (item > 1) fail();
        yield item;
      }
    },
  };
}

describe("a port under a policy", () => {
  it("keeps what is no method, and retries what is", async () => {
    const port = frailPort(1);
    const guarded = withResilience(port, policy());
    expect(guarded.model).toBe("m-1");
    expect(await guarded.read("k")).toMatchObject({ key: "k" });
    expect(port.calls()).toBe(2);
  });

  it("hands the attempt's signal to the method in place of the caller's", async () => {
    const guarded = withResilience(frailPort(0), policy());
    const { signal } = new AbortController();
    const seen = await guarded.read("k", { signal });
    expect(seen.signal).toBeInstanceOf(AbortSignal);
    expect(seen.signal).not.toBe(signal);
    expect(seen.signal).toBe(seen.deadline);
    expect((await guarded.read("k")).signal).toBeUndefined();
  });

  it("follows a method's own rule", async () => {
    const port = frailPort(1);
    const guarded = withResilience(port, policy(), { read: { retry: false } });
    await expect(guarded.read("k")).rejects.toMatchObject({ code: "down" });
    expect(port.calls()).toBe(1);
  });

  it("gives what a method yields one by one, and its failure as it is", async () => {
    const rules = { scan: { yields: true } };
    const seen: number[] = [];
    const read = async (failures: number): Promise<void> => {
      for await (const item of withResilience(frailPort(failures), policy(), rules).scan(3)) seen.push(item);
    };
    await read(0);
    expect(seen.splice(0)).toEqual([1, 2, 3]);
    await expect(read(1)).rejects.toMatchObject({ code: "down" });
    expect(seen).toEqual([1]);
  });

  it("waits as long as a call says that it will wait", async () => {
    const port = { receive: (waitMs: number) => new Promise((done) => setTimeout(done, waitMs, "late")) };
    const hasty = createResiliencePolicy({
      dependency: "queue",
      attemptMs: 5,
      attempts: 1,
      bulkhead: { concurrent: 1, waiting: 0 },
    });
    const rules = { receive: { attemptMs: (waitMs: number) => waitMs + 1_000 } };
    expect(await withResilience(port, hasty, rules).receive(30)).toBe("late");
    await expect(withResilience(port, hasty).receive(30)).rejects.toMatchObject({ code: "queue-timeout" });
  });
});

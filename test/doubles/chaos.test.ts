import { describe, expect, it } from "vitest";
import { AppError } from "../../lib/domain/errors.ts";
import { type ChaosPlan, withChaos } from "./chaos.ts";

interface Counter {
  add(by: number): Promise<number>;
  read(): Promise<number>;
}

function counter(plan: ChaosPlan<Counter>): Counter {
  let total = 0;
  const port: Counter = {
    async add(by) {
      total += by;
      return total;
    },
    read: async () => total,
  };
  return withChaos(port, plan);
}

describe("A port with chaos", () => {
  it("passes on what the plan does not name", async () => {
    const port = counter({ read: { onCall: 99 } });
    expect(await port.add(2)).toBe(2);
    expect(await port.read()).toBe(2);
  });

  it("fails on one call only, before its effect", async () => {
    const port = counter({ add: { onCall: 2 } });
    await port.add(1);
    await expect(port.add(1)).rejects.toMatchObject({ kind: "unavailable", context: { method: "add" } });
    expect(await port.add(1)).toBe(2);
  });

  it("fails after the effect, as when the caller dies before it learns of it", async () => {
    const port = counter({ add: { onCall: 1, when: "after" } });
    await expect(port.add(5)).rejects.toBeInstanceOf(AppError);
    expect(await port.read()).toBe(5);
  });

  it("fails after this many calls, for this many calls, with the error that is asked for", async () => {
    const error = new Error("planned");
    const port = counter({ add: { afterCalls: 1, times: 2, error } });
    await port.add(1);
    await expect(port.add(1)).rejects.toBe(error);
    await expect(port.add(1)).rejects.toBe(error);
    expect(await port.add(1)).toBe(2);
  });

  it("slows a call down without failing it", async () => {
    const port = counter({ add: { delayMs: 1, slowOnly: true } });
    expect(await port.add(1)).toBe(1);
  });

  it("fails a scan at its first item and lets the next one through", async () => {
    const port = withChaos(
      {
        async *scan() {
          yield ["a"];
        },
      },
      { scan: { onCall: 1 } },
    );
    await expect(port.scan().next()).rejects.toMatchObject({ kind: "unavailable" });
    expect(await port.scan().next()).toEqual({ done: false, value: ["a"] });
  });
});

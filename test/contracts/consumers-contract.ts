import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Consumers } from "../../lib/ports/consumers.ts";
import { eventually, type Opened } from "./eventually.ts";

/** What every implementation of `Consumers` promises. Queues must be running when opened. */
export function describeConsumersContract(name: string, open: () => Promise<Opened<Consumers>>): void {
  describe(`${name} keeps the contract of Consumers`, () => {
    let opened: Opened<Consumers>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const settled = (queue: "embed-high" | "embed-low", paused: boolean) =>
      eventually(
        () => opened.port.state(queue),
        (state) => state.paused === paused,
      );

    it("pauses one queue with a reason and leaves the others running", async () => {
      await opened.port.pause("embed-high", "quota used up");
      expect(await settled("embed-high", true)).toEqual({ paused: true, reason: "quota used up" });
      expect(await opened.port.state("embed-low")).toEqual({ paused: false, reason: null });
    });

    it("keeps the latest reason, and resumes as often as it is told to", async () => {
      await opened.port.pause("embed-low", "first");
      await opened.port.pause("embed-low", "second");
      expect(await settled("embed-low", true)).toEqual({ paused: true, reason: "second" });
      await opened.port.resume("embed-low");
      await opened.port.resume("embed-low");
      expect(await settled("embed-low", false)).toEqual({ paused: false, reason: null });
    });

    it("pauses several queues at once", async () => {
      await Promise.all([opened.port.pause("embed-high", "a"), opened.port.pause("embed-low", "b")]);
      expect(await settled("embed-high", true)).toEqual({ paused: true, reason: "a" });
      expect(await settled("embed-low", true)).toEqual({ paused: true, reason: "b" });
    });
  });
}

import fc from "fast-check";
import { expect, it } from "vitest";
import { cutBatches, inParallel } from "./batches.ts";

it("batches hold every item once, in order, within both limits unless one item alone is above", () => {
  const limits = { count: 4, bytes: 20 };
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), (sizes) => {
      const batches = cutBatches(sizes, limits, (size) => size);
      expect(batches.flat()).toEqual(sizes);
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(limits.count);
        const bytes = batch.reduce((sum, size) => sum + size, 0);
        expect(batch.length === 1 || bytes <= limits.bytes).toBe(true);
      }
    }),
  );
});

it("works in parallel on this many items at once, and answers in their order", async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

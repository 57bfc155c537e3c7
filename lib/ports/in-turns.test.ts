import { expect, it } from "vitest";
import { inTurns } from "./in-turns.ts";

it("does all steps, and lets others run between those that take long", async () => {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  const done = await inTurns(
    (function* () {
      let steps = 0;
      for (const began = performance.now(); performance.now() - began < 100; steps += 1) yield;
      return steps;
    })(),
  );
  clearImmediate(next);
  expect(done).toBeGreaterThan(turns);
  expect(turns).toBeGreaterThan(1);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { createKeySlots } from "./hnsw-key-slots.ts";

it("finds what a map finds while keys come, move and go", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 6_000 }),
      (numbers) => {
        const keys: number[] = [];
        const slots = createKeySlots(keys);
        const known = new Map<number, number>();
        for (const number of numbers) {
          const key = number * 2 ** 31 + 1;
          const slot = known.get(key);
          if (slot === undefined) {
            known.set(key, keys.push(key) - 1);
            slots.set(key, keys.length - 1);
            continue;
          }
          slots.delete(key);
          known.delete(key);
          const last = keys.length - 1;
          const moved = keys[last] as number;
          if (slot !== last) {
            keys[slot] = moved;
            slots.set(moved, slot);
            known.set(moved, slot);
          }
          keys.pop();
        }
        for (let number = 0; number <= 3_000; number += 1) {
          const key = number * 2 ** 31 + 1;
          expect(slots.get(key)).toBe(known.get(key));
        }
      },
    ),
    { numRuns: 20 },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";

describe("The distance between two spellings", () => {
  it.each([
    ["vegan", "vegan", 0],
    ["vegna", "vegan", 1],
    ["vegn", "vegan", 1],
    ["veggan", "vegan", 1],
    ["photograhper", "photographer", 1],
    ["fotographer", "photographer", 2],
    ["abc", "xyz", 3],
  ])("from %s to %s is %i, or one more than is asked for", (one, other, distance) => {
    expect(editDistance(one, other, 3)).toBe(distance);
    expect(editDistance(one, other, 1)).toBe(Math.min(distance, 2));
  });

  it("is the same in both directions and at most the longer length", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other, 8);
        expect(editDistance(other, one, 8)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance === 0).toBe(one === other);
      }),
    );
  });
});

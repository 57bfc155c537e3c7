import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeVector, encodeVector } from "./hnsw-codec.ts";

const component = fc.float({ noNaN: true, min: -1, max: 1 });
const vectors = fc
  .array(component, { minLength: 1, maxLength: 64 })
  .map((values) => Float32Array.from(values));

describe("encodeVector", () => {
  it("gives every component back within half a step of the largest", () => {
    fc.assert(
      fc.property(vectors, (vector) => {
        const largest = Math.max(...vector.map(Math.abs));
        const decoded = decodeVector(encodeVector(vector));
        for (const [index, value] of vector.entries()) {
          expect(Math.abs((decoded[index] ?? NaN) - value)).toBeLessThanOrEqual(largest / 60_000);
        }
      }),
    );
  });

  it("keeps a zero vector zero", () => {
    expect(decodeVector(encodeVector(new Float32Array(3)))).toEqual(new Float32Array(3));
  });

  it("refuses components that are not numbers", () => {
    expect(() => encodeVector(Float32Array.of(1, NaN))).toThrow("not a number");
    expect(() => encodeVector(Float32Array.of(1, Infinity))).toThrow("not a number");
  });
});

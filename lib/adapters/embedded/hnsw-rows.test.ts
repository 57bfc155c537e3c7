import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, unit } from "../../domain/dot.ts";
import { encodeVector, highPlane } from "./hnsw-codec.ts";
import { createKernel } from "./hnsw-kernel.ts";
import { createRows } from "./hnsw-rows.ts";

const DIMENSIONS = 4;
const valuesOf = (slot: number) =>
  Float32Array.from({ length: DIMENSIONS }, (_, at) => ((slot * 7 + at * 3) % 11) - 5);
const planesOf = (slot: number) => encodeVector(valuesOf(slot)).planes;
const highOf = (slot: number) => highPlane(encodeVector(valuesOf(slot)));

/** Where a block ends, and where the memory of one kernel ends. */
describe.each([4_096, createKernel(0, DIMENSIONS).rows])("around slot %i", (border) => {
  const slots = Int32Array.from({ length: 600 }, (_, at) => border - 300 + at);
  const rows = createRows(DIMENSIONS);
  // All at once, as at a start.
  rows.write(border - 300, Int8Array.from([...slots].flatMap((slot) => [...planesOf(slot)])));
  const near = Int32Array.of(border - 3, border - 1, border, border + 2);

  it("keeps each row its own", () => {
    for (const slot of slots) expect(rows.equals(slot, planesOf(slot)), `${slot}`).toBe(true);
    expect(rows.equals(border, planesOf(border + 1))).toBe(false);
  });

  it("finds the nearest on both sides", () => {
    const found = rows.nearest(highOf(border), near, near.length);
    expect(found.map(({ slot }) => slot).sort()).toEqual([...near]);
    expect(found.find(({ slot }) => slot === border)?.distance).toBeCloseTo(0, 2);
  });

  it("moves a row, and leaves nothing of a wiped one", () => {
    rows.move(border + 3, border - 4);
    rows.wipe(border + 3);
    expect(rows.equals(border - 4, planesOf(border + 3))).toBe(true);
    expect(rows.equals(border + 3, new Int8Array(2 * DIMENSIONS))).toBe(true);
    const values = new Float32Array(DIMENSIONS);
    rows.read(border + 3, values);
    expect([...values]).toEqual([0, 0, 0, 0]);
    rows.read(border, values);
    expect(Math.hypot(...values)).toBeCloseTo(1, 5);
  });
});

/** Vectors of one length, of which some are equal and some are zero. */
const vectors = fc.integer({ min: 1, max: 50 }).chain((length) =>
  fc.array(fc.float32Array({ minLength: length, maxLength: length, min: -1, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 40,
  }),
);

it("scores by 16 bits what a plain loop over the values gives", () => {
  fc.assert(
    fc.property(vectors, ([first = new Float32Array(0), ...others]) => {
      const query = unit(first);
      const rows = createRows(query.length);
      others.forEach((values, slot) => {
        rows.write(slot, encodeVector(values).planes);
      });
      const slots = Int32Array.from(others.keys()).reverse();
      const scores = rows.scores(query, slots);
      slots.forEach((slot, at) => {
        const values = new Float32Array(query.length);
        rows.read(slot, values);
        expect(scores[at]).toBeCloseTo(dot(query, values), 5);
        expect(scores[at]).toBeCloseTo(dot(query, unit(others[slot] as Float32Array)), 3);
      });
    }),
  );
});

it("finds what comparing every 8-bit row finds, in whatever places they stand", () => {
  fc.assert(
    fc.property(
      vectors,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 50 }),
      (all, count, apart) => {
        const [first = new Float32Array(0), ...others] = all;
        const query = highPlane(encodeVector(first));
        const rows = createRows(first.length);
        const slots = Int32Array.from(others.keys(), (at) => at * apart);
        others.forEach((values, at) => {
          rows.write(at * apart, encodeVector(values).planes);
        });
        const distances = others.map((values) => {
          const { planes } = encodeVector(values);
          const length = Math.hypot(
            ...values
              .keys()
              .map((at) => (planes[at] as number) + (planes[values.length + at] as number) / 256),
          );
          const inner = dot(Float32Array.from(query), Float32Array.from(planes.subarray(0, values.length)));
          return 1 - inner / (length * Math.hypot(...query) || 1);
        });
        const wanted = distances.toSorted((a, b) => a - b).slice(0, count);
        const found = rows.nearest(query, slots, count);
        expect(found).toHaveLength(Math.min(count, others.length));
        found
          .toSorted((a, b) => a.distance - b.distance)
          .forEach(({ slot, distance }, at) => {
            expect(distance).toBeCloseTo(distances[slot / apart] as number, 4);
            expect(distance).toBeCloseTo(wanted[at] as number, 4);
          });
      },
    ),
  );
});

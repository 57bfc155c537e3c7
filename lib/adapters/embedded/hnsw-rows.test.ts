import { expect, it } from "vitest";
import { encodeVector } from "./hnsw-codec.ts";
import { createRows } from "./hnsw-rows.ts";

const DIMENSIONS = 4;
const vectorOf = (slot: number) =>
  encodeVector(Float32Array.from({ length: DIMENSIONS }, (_, at) => ((slot * 7 + at * 3) % 11) - 5));

it("keeps each row its own on both sides of where one block of rows ends", () => {
  const rows = createRows(DIMENSIONS);
  const slots = Int32Array.from({ length: 4_100 }, (_, slot) => slot);
  for (const slot of slots) rows.write(slot, vectorOf(slot));
  const wanted = Int32Array.of(5, 4_094, 4_095, 4_096, 4_097, 4_099);
  expect([...rows.gather(wanted)]).toEqual([...wanted].flatMap((slot) => [...vectorOf(slot).high]));
  expect([...rows.gather(slots)]).toEqual([...slots].flatMap((slot) => [...vectorOf(slot).high]));

  rows.move(4_099, 3);
  rows.wipe(4_099);
  expect(rows.equals(3, vectorOf(4_099))).toBe(true);
  expect(rows.equals(2, vectorOf(2))).toBe(true);
  expect(rows.equals(4_098, vectorOf(4_098))).toBe(true);
  const values = new Float32Array(DIMENSIONS);
  rows.read(4_099, values);
  expect([...values]).toEqual([0, 0, 0, 0]);
  rows.read(4_096, values);
  expect(Math.hypot(...values)).toBeCloseTo(1, 5);
});

import { expect, it } from "vitest";
import { calibrationError } from "./calibration.ts";

const judged = (count: number, probability: number, matches: number) =>
  Array.from({ length: count }, (_, at) => ({ probability, isMatch: at < matches }));

it("is 0 where as many are matches as the probabilities claim, and how far they are off elsewhere", () => {
  expect(calibrationError([...judged(10, 0.9, 9), ...judged(10, 0.1, 1)])).toBeCloseTo(0);
  expect(calibrationError([...judged(10, 0.9, 4), ...judged(10, 0.1, 1)])).toBeCloseTo(0.25);
  expect(calibrationError([])).toBe(0);
});

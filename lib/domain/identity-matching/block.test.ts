import { expect, it } from "vitest";
import { allAtOnce } from "../steps.ts";
import { BLOCK_MAX, blockedPairs } from "./block.ts";

const people = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => ({ id: `${name}${at}`, name }));
const keysOf = ({ name }: { name: string }) => [
  { field: "name", value: name },
  { field: "initial", value: `${name}!` },
];

it("pairs records that share a value once, with every field that brought them together", () => {
  const { pairs, skipped } = allAtOnce(
    blockedPairs([...people(3, "jo"), ...people(1, "al")], keysOf, () => true),
  );
  expect(pairs.map(({ a, b }) => `${a.id} ${b.id}`)).toEqual(["jo0 jo1", "jo0 jo2", "jo1 jo2"]);
  expect(pairs.every(({ foundBy }) => foundBy.size === 2)).toBe(true);
  expect(skipped).toEqual({ blocks: 0, records: 0 });
});

it("skips values that too many records share, and counts them", () => {
  const { pairs, skipped } = allAtOnce(blockedPairs(people(BLOCK_MAX + 1, "jo"), keysOf, () => true));
  expect(pairs).toEqual([]);
  expect(skipped).toEqual({ blocks: 2, records: 2 * (BLOCK_MAX + 1) });
});

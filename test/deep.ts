/**
 * `npm run test:deep` and CI run every round and place of the tests that import this file, also over real servers where
 * those are installed. `npm test` runs a sample, and no such server.
 */
export const IS_DEEP = process.env.INCREATOR_TEST_DEEP === "1";

/** How often to repeat a test that draws its case: `deep` times, or a twentieth of that in a quick run. */
export const rounds = (deep: number, quick = Math.ceil(deep / 20)): number => (IS_DEEP ? deep : quick);

/** All items, or in a quick run every `nth`. `turn` says at which item to begin. */
export const someOf = <T>(items: readonly T[], nth: number, turn = 0): T[] =>
  IS_DEEP ? [...items] : items.filter((_, at) => (at + turn) % nth === 0);

/** Every whole number from 1 to `last`, or in a quick run `quick` of them, evenly spread, with both ends. */
export function places(last: number, quick = 6): number[] {
  const wanted = IS_DEEP ? last : Math.min(last, quick);
  const step = wanted > 1 ? (last - 1) / (wanted - 1) : 0;
  return Array.from({ length: wanted }, (_, at) => 1 + Math.round(at * step));
}

/** `npm run test:deep`, as in CI: every round and place of the tests that import this file. `npm test` takes a sample. */
export const IS_DEEP = process.env.INCREATOR_TEST_DEEP === "1";

/** How often to repeat a test that draws its case: `deep` times, or a tenth of that in a quick run. */
export const rounds = (deep: number, quick = Math.ceil(deep / 10)): number => (IS_DEEP ? deep : quick);

/** Every whole number from 1 to `last`, or in a quick run `quick` of them, evenly spread, with both ends. */
export function places(last: number, quick = 6): number[] {
  const wanted = IS_DEEP ? last : Math.min(last, quick);
  const step = wanted > 1 ? (last - 1) / (wanted - 1) : 0;
  return Array.from({ length: wanted }, (_, at) => 1 + Math.round(at * step));
}

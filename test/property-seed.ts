import fc from "fast-check";

/**
 * The same commit draws the same cases everywhere, so that a red test speaks of the change at hand.
 * `INCREATOR_TEST_SEED=$RANDOM npm test` looks elsewhere; a counterexample found there becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env.INCREATOR_TEST_SEED ?? 1) });

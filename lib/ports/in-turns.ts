import { setImmediate } from "node:timers/promises";
import type { Steps } from "../domain/steps.ts";

/** Others wait no longer than this and a step. */
const TURN_MS = 20;

/** Does the steps, and lets other requests of this process run in between. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (let began = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < TURN_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}

/** Long work in steps of a few milliseconds, so that a caller can let others run between them. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all steps, one after the other. */
export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

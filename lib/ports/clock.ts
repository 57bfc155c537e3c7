export interface Clock {
  now(): Date;
}

export interface Ids {
  /** 128 random bits as 26 characters of lower-case Crockford base32. */
  random(): string;
}

/**
 * Milliseconds that only grow, for what is measured within a process: where the clock is set back, time goes on here as
 * the machine counts it, so that nothing waits until the hour that the clock was ahead is over.
 */
export function steadyTime({ now }: Clock): () => number {
  let seen = now().getTime();
  let steady = seen;
  let seenByMachine = performance.now();
  return () => {
    const [current, machine] = [now().getTime(), performance.now()];
    // Set back meanwhile: then what the machine itself counted has passed.
    steady += current >= seen ? current - seen : machine - seenByMachine;
    [seen, seenByMachine] = [current, machine];
    return steady;
  };
}

/** Milliseconds from one instant to another, both perhaps of other processes; 0 where a clock was set back between. */
export const elapsedMs = (from: Date | string, to: Date): number =>
  Math.max(0, to.getTime() - (typeof from === "string" ? Date.parse(from) : from.getTime()));

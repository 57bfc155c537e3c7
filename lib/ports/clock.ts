export interface Clock {
  now(): Date;
}

export interface Ids {
  /** 128 random bits as 26 characters of lower-case Crockford base32. */
  random(): string;
}

/**
 * Milliseconds that only grow, for measuring within a process. If the clock is set back, this time goes on as the
 * machine counts it. Otherwise work would wait until the clock reaches the old time again.
 */
export function steadyTime({ now }: Clock): () => number {
  let seen = now().getTime();
  let steady = seen;
  let seenByMachine = performance.now();
  return () => {
    const [current, machine] = [now().getTime(), performance.now()];
    // The clock was set back: take the time that the machine counted.
    steady += current >= seen ? current - seen : machine - seenByMachine;
    [seen, seenByMachine] = [current, machine];
    return steady;
  };
}

/** Milliseconds between two instants, which may come from other processes; 0 if a clock was set back in between. */
export const elapsedMs = (from: Date | string, to: Date): number =>
  Math.max(0, to.getTime() - (typeof from === "string" ? Date.parse(from) : from.getTime()));

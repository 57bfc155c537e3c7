import type { Clock } from "../../lib/ports/clock.ts";

export interface Acceleration {
  /** The simulated time at `realStart`. */
  readonly start: Date;
  /** In real milliseconds since 1970. Processes that share all three figures share the time. */
  readonly realStart: number;
  /** Simulated seconds per real second. At 1,440 a day takes a minute. */
  readonly speed: number;
}

/** A clock fast enough to watch quotas being renewed. */
export const acceleratedClock = ({ start, realStart, speed }: Acceleration): Clock => ({
  now: () => new Date(start.getTime() + (Date.now() - realStart) * speed),
});

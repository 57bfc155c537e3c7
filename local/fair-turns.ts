import { AppError } from "../lib/domain/errors.ts";

export interface FairTurnsOptions {
  /** Requests that are worked on at once, over all tenants. */
  readonly total: number;
  /** Of these, for one tenant. */
  readonly each: number;
  /** Requests of one tenant that may wait. */
  readonly waiting: number;
}

export interface FairTurns {
  /**
   * Runs something when it is its tenant's turn.
   * @throws AppError `rate-limited`, code `too-many-at-once`, when too many of the tenant's wait already.
   */
  run<T>(tenant: string, work: () => Promise<T>): Promise<T>;
}

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** More at once only makes each slower, since one thread does the work; two let one wait for a store meanwhile. */
const ONE_MACHINE: FairTurnsOptions = { total: 4, each: 2, waiting: 1_000 };

/**
 * Turns on one machine, where all tenants share one thread: whoever asks much waits in a line of his own, and the
 * lines are served in rotation. In the cloud each request has a process of its own.
 */
export function createFairTurns({ total, each, waiting }: FairTurnsOptions = ONE_MACHINE): FairTurns {
  /** In the order in which they were last served. */
  const lines = new Map<string, Line>();
  let running = 0;

  const next = (): void => {
    while (running < total) {
      const found = [...lines].find(([, line]) => line.waiting.length > 0 && line.running < each);
      if (!found) return;
      const [tenant, line] = found;
      lines.delete(tenant);
      lines.set(tenant, line);
      running += 1;
      line.running += 1;
      line.waiting.shift()?.();
    }
  };
  const leave = (tenant: string, line: Line): void => {
    running -= 1;
    line.running -= 1;
    if (line.running === 0 && line.waiting.length === 0) lines.delete(tenant);
    next();
  };

  return {
    async run(tenant, work) {
      const line = lines.get(tenant) ?? { running: 0, waiting: [] };
      if (line.waiting.length >= waiting) throw tooMany();
      lines.set(tenant, line);
      await new Promise<void>((resolve) => {
        line.waiting.push(resolve);
        next();
      });
      try {
        return await work();
      } finally {
        leave(tenant, line);
      }
    },
  };
}

const tooMany = (): AppError =>
  new AppError(
    "rate-limited",
    "too-many-at-once",
    "Too many requests of this tenant wait already: send fewer at once.",
    { retryAfterSeconds: 1 },
  );

import { LRUCache } from "lru-cache";
import { AppError } from "../lib/domain/errors.ts";

export interface FairTurnsOptions {
  /** Requests that are worked on at once, over all tenants; those that wait for a service are not. */
  readonly total: number;
  /** Of these, for one tenant. */
  readonly each: number;
  /** Requests of one tenant that may wait. */
  readonly waiting: number;
  /** In how long what a tenant has had counts half, in milliseconds. */
  readonly halfLifeMs: number;
  /**
   * From how many milliseconds on a turn is taken to wait for a service and to leave the thread to others: until then
   * its tenant begins no other, nor does who has had much beside who has had little.
   */
  readonly slowMs: number;
}

/** Time, and what comes later, so that a test can move both by hand. */
export interface TurnsClock {
  /** Milliseconds since any moment. */
  now(): number;
  /** Runs something when the requests that have come in by now were read. */
  defer(run: () => void): void;
  after(milliseconds: number, run: () => void): void;
}

export interface FairTurns {
  /**
   * Runs something when it is its tenant's turn.
   * @throws AppError `rate-limited`, code `too-many-at-once`, when too many of the tenant's wait already.
   */
  run<T>(tenant: string, work: () => Promise<T>): Promise<T>;
}

/** A tenant that asks for something now. */
interface Line {
  readonly tenant: string;
  /** When its turns that are not over began. */
  readonly turns: number[];
  /** Each is told when its turn begins. */
  readonly waiting: ((began: number) => void)[];
}

/**
 * One thread does most of the work, so that a tenant gets no more done by two searches at once than by one after the
 * other (measured: docs/adr/0016). A search takes 10 ms; what waits for a model takes seconds.
 */
const ONE_MACHINE: FairTurnsOptions = { total: 4, each: 2, waiting: 1_000, halfLifeMs: 2_000, slowMs: 100 };

const PROCESS_CLOCK: TurnsClock = {
  now: () => performance.now(),
  defer: (run) => void setImmediate(run),
  after: (milliseconds, run) => void setTimeout(run, milliseconds).unref(),
};

/**
 * Turns on one machine, where all tenants share one thread. The tenant that had the least time lately goes first, each
 * has one request in hand, and none begins beside one of a tenant that has had less than half as much. So who asks now
 * and then waits for the one request that is being worked on, and is then served as if alone. In the cloud each request
 * has a process of its own.
 */
export function createFairTurns(
  options: FairTurnsOptions = ONE_MACHINE,
  clock: TurnsClock = PROCESS_CLOCK,
): FairTurns {
  const lines = new Map<string, Line>();
  const use = recentUse(options.halfLifeMs);
  let isPicking = false;
  let isHolding = false;

  const pickSoon = (): void => {
    if (isPicking) return;
    isPicking = true;
    clock.defer(() => {
      isPicking = false;
      pick();
    });
  };
  const pick = (): void => {
    const now = clock.now();
    const standing = [...lines.values()].map((line) => ({ line, used: use.of(line.tenant, now) }));
    for (let next = nextOf(options, standing, now); next; next = nextOf(options, standing, now)) {
      next.turns.push(now);
      next.waiting.shift()?.(now);
    }
    // What a slow turn holds back begins though nothing ends meanwhile.
    if (isHolding || !standing.some(({ line }) => line.waiting.length > 0)) return;
    isHolding = true;
    clock.after(options.slowMs, () => {
      isHolding = false;
      pickSoon();
    });
  };
  const leave = (line: Line, began: number): void => {
    line.turns.splice(line.turns.indexOf(began), 1);
    use.add(line.tenant, clock.now() - began, clock.now());
    if (line.turns.length + line.waiting.length === 0) lines.delete(line.tenant);
    pickSoon();
  };

  return {
    async run(tenant, work) {
      const line = lines.get(tenant) ?? { tenant, turns: [], waiting: [] };
      if (line.waiting.length >= options.waiting) throw tooMany();
      lines.set(tenant, line);
      const began = await new Promise<number>((resolve) => {
        line.waiting.push(resolve);
        pickSoon();
      });
      try {
        return await work();
      } finally {
        leave(line, began);
      }
    },
  };
}

/** A line, and the milliseconds that its tenant has had lately. */
interface Standing {
  readonly line: Line;
  readonly used: number;
}

/** The line that the next turn goes to; null while none may begin. */
function nextOf(options: FairTurnsOptions, standing: readonly Standing[], now: number): Line | null {
  const isAtWork = (began: number): boolean => now - began < options.slowMs;
  const isBusy = ({ line }: Standing): boolean => line.turns.some(isAtWork);
  // A tenant has one at work, so as many are at work as tenants are busy.
  if (standing.filter(isBusy).length >= options.total) return null;
  const isHeld = ({ used }: Standing): boolean =>
    standing.some((other) => other.used < used / 2 && isBusy(other));
  const [first] = standing
    .filter(({ line }) => line.waiting.length > 0 && line.turns.length < options.each)
    .filter((one) => !isBusy(one) && !isHeld(one))
    .toSorted((a, b) => a.used - b.used);
  return first?.line ?? null;
}

const REMEMBERED_TENANTS = 10_000;

/** How much time each tenant has had, of which what is past fades. */
function recentUse(halfLifeMs: number) {
  const known = new LRUCache<string, { readonly ms: number; readonly at: number }>({
    max: REMEMBERED_TENANTS,
  });
  const of = (tenant: string, now: number): number => {
    const { ms, at } = known.get(tenant) ?? { ms: 0, at: now };
    return ms * 0.5 ** ((now - at) / halfLifeMs);
  };
  return {
    of,
    add: (tenant: string, ms: number, now: number) =>
      void known.set(tenant, { ms: of(tenant, now) + ms, at: now }),
  };
}

const tooMany = (): AppError =>
  new AppError(
    "rate-limited",
    "too-many-at-once",
    "Too many requests of this tenant wait already: send fewer at once.",
    { retryAfterSeconds: 1 },
  );

import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { ProcessDied } from "./mortal-ports.ts";

/** Takes numbers from a seed: the same seed gives the same story. https://en.wikipedia.org/wiki/Xorshift */
export function dice(seed: number): (sides: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

/** One of several processes whose calls to ports are put in an order. */
export interface Actor {
  readonly name: string;
  /** The same ports as this process sees them: each call waits for its turn. */
  ports<T extends object>(ports: T): T;
  /** Lets all others go first: there is nothing to do just now. */
  yieldTurn(): void;
}

interface Waiting {
  readonly go: () => void;
  readonly die: (error: Error) => void;
}

interface State extends Actor {
  readonly waiting: Waiting[];
  isDone: boolean;
  /** Calls that it still makes before it dies; Infinity: lives. */
  callsLeft: number;
  priority: number;
}

/** Moments at which the foremost process falls behind all others, and calls within which they lie. */
const CHANGES = 3;
const CALLS = 120;

/**
 * Runs processes against each other, one port call at a time, in an order that the dice decide: either call by call, or
 * by priorities that change at a few moments, which finds what needs one process to stand still for long. Burckhardt
 * and others, "A randomized scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010. A call is begun only
 * when every process stands at a call or is done, so the order depends on nothing else. A process that is to die does
 * so between two of its calls, and every call that it has under way fails.
 */
export async function interleave(
  roll: (sides: number) => number,
  processes: readonly {
    readonly name: string;
    readonly run: (actor: Actor) => Promise<unknown>;
    readonly diesAfter?: number;
  }[],
  /** Calls within which priorities change: about as many as the story has. */
  calls = CALLS,
): Promise<string[]> {
  const order: string[] = [];
  let isCalling = false;
  const wake = { now: () => {} };
  const isByPriority = roll(4) > 0;
  const changes = new Set(Array.from({ length: CHANGES }, () => roll(calls)));
  let lowest = 0;
  const fallBehind = (state: State): void => {
    lowest -= 1;
    state.priority = lowest;
  };
  const states = processes.map(({ name, diesAfter = Number.POSITIVE_INFINITY }) => {
    const state: State = {
      name,
      waiting: [],
      isDone: false,
      callsLeft: diesAfter,
      priority: roll(1_000),
      yieldTurn: () => fallBehind(state),
      ports: (ports) => taken(ports, state),
    };
    return state;
  });

  /** `openDocuments` gives a port, the stores are some, and the rest is no call to a store. */
  function taken<T extends object>(ports: T, state: State): T {
    return new Proxy(ports, {
      get(target, name) {
        const port: unknown = Reflect.get(target, name);
        if (typeof port === "function")
          return (...given: unknown[]) => gated(Reflect.apply(port, target, given), state, String(name));
        return typeof port === "object" && port !== null && STORES.has(name)
          ? gated(port, state, String(name))
          : port;
      },
    });
  }
  /** Each of the port's calls waits for its turn. */
  function gated<P extends object>(port: P, state: State, label: string): P {
    return new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function" || SYNCHRONOUS.has(name)) return member;
        return async (...given: unknown[]) => {
          await new Promise<void>((go, die) => {
            state.waiting.push({ go, die });
            wake.now();
          });
          order.push(`${state.name}: ${label}.${String(name)}`);
          try {
            return await Reflect.apply(member, target, given);
          } finally {
            isCalling = false;
            wake.now();
          }
        };
      },
    });
  }

  const running = states.map(async (state, at) => {
    try {
      await processes[at]?.run(state);
    } catch (error) {
      if (!(error instanceof ProcessDied)) throw error;
    } finally {
      state.isDone = true;
      wake.now();
    }
  });
  const all = Promise.all(running);
  let isOver = false;
  all
    .finally(() => {
      isOver = true;
      wake.now();
    })
    .catch(() => undefined);
  while (!isOver) {
    const woken = new Promise<void>((resolve) => {
      wake.now = resolve;
    });
    await turnOfTheLoop();
    const alive = states.filter(({ isDone }) => !isDone);
    const isQuiet = !isCalling && alive.length > 0 && alive.every(({ waiting }) => waiting.length > 0);
    if (!isQuiet) {
      await woken;
      continue;
    }
    const foremost = alive.reduce((a, b) => (b.priority > a.priority ? b : a));
    if (changes.has(order.length)) fallBehind(foremost);
    const next = isByPriority ? foremost : alive[roll(alive.length)];
    if (!next) continue;
    if (next.callsLeft <= 0) {
      for (const { die } of next.waiting.splice(0)) die(new ProcessDied());
      continue;
    }
    next.callsLeft -= 1;
    isCalling = true;
    next.waiting.splice(roll(next.waiting.length), 1)[0]?.go();
  }
  await all;
  return order;
}

const STORES: ReadonlySet<PropertyKey> = new Set([
  "documents",
  "changeFeed",
  "keywords",
  "vectors",
  "embedder",
  "cache",
  "objects",
  "queues",
  "scrubber",
  "consumers",
  "readCapacity",
]);
/** Gives its pages one by one instead of promising them. */
const SYNCHRONOUS: ReadonlySet<PropertyKey> = new Set(["scan"]);

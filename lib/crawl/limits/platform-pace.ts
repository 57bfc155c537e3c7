import { MINUTE_MS } from "../../domain/durations.ts";
import type { Clock } from "../../ports/clock.ts";

export interface PaceSettings {
  /** Calls of one platform at once: at the start, and at most. */
  readonly start: number;
  readonly most: number;
  /** A platform that throttles halves its pace only once in this time, even if several calls were throttled. */
  readonly halvingMs: number;
  /** This number of throttled answers within `stormMs` is a storm. */
  readonly stormAnswers: number;
  readonly stormMs: number;
}

export const PACE_SETTINGS: PaceSettings = {
  start: 4,
  most: 32,
  halvingMs: 2_000,
  stormAnswers: 10,
  stormMs: MINUTE_MS,
};

/**
 * How many calls of a platform may run at once in this process. The limit grows by one for each good round and halves
 * after a 429.
 */
export interface PlatformPace {
  /** Waits for a place. Rejects with the signal's reason if it fires first. */
  enter(signal: AbortSignal): Promise<void>;
  leave(): void;
  succeeded(): void;
  throttled(): void;
  /** Whether there were many throttled answers lately. */
  isStorm(): boolean;
  readonly limit: number;
  readonly running: number;
}

/** Additive increase, multiplicative decrease (Chiu and Jain, 1989): fair to others and quick to yield. */
export function createPlatformPace(clock: Clock, settings: PaceSettings = PACE_SETTINGS): PlatformPace {
  const waiting: (() => void)[] = [];
  let limit = settings.start;
  let running = 0;
  let halvedAt = Number.NEGATIVE_INFINITY;
  let throttles: number[] = [];
  const now = (): number => clock.now().getTime();
  const admit = (): void => {
    while (waiting.length > 0 && running < Math.floor(limit)) {
      running += 1;
      waiting.shift()?.();
    }
  };
  return {
    async enter(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = (): void => {
        const at = waiting.indexOf(resolve);
        if (at >= 0) waiting.splice(at, 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.push(resolve);
      admit();
      await promise.finally(() => signal.removeEventListener("abort", leave));
    },
    leave() {
      running -= 1;
      admit();
    },
    succeeded() {
      limit = Math.min(settings.most, limit + 1 / limit);
      admit();
    },
    throttled() {
      throttles = [...throttles.filter((at) => at > now() - settings.stormMs), now()];
      if (now() - halvedAt < settings.halvingMs) return;
      halvedAt = now();
      limit = Math.max(1, limit / 2);
    },
    isStorm: () => throttles.filter((at) => at > now() - settings.stormMs).length >= settings.stormAnswers,
    get limit() {
      return Math.floor(limit);
    },
    get running() {
      return running;
    },
  };
}

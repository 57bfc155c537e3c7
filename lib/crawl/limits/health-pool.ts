import type { Clock } from "../../ports/clock.ts";

/**
 * Credentials or routes that can replace each other. The one with the best recent results is taken first; one that
 * cools down is not taken.
 */
export interface HealthPool<T> {
  /** The healthiest that does not cool down; among equals, the one unused for longest. Null: all cool down. */
  take(): T | null;
  succeeded(member: T): void;
  /**
   * Lowers its health and cools it down for that number of milliseconds. With 0 it only comes after the healthier
   * ones.
   */
  failed(member: T, cooldownMs: number): void;
  /** Cools down a member that did nothing wrong, for example because its quota is spent. */
  coolDown(member: T, cooldownMs: number): void;
  /**
   * When the first may be taken, in milliseconds since 1970; a time in the past means now. Null: the pool is empty.
   */
  availableAt(): number | null;
  health(): readonly { readonly name: string; readonly score: number; readonly restsMs: number }[];
}

/** Weight of the latest call in a member's health. */
const LATEST = 0.2;

interface Member<T> {
  readonly item: T;
  score: number;
  coolUntil: number;
  usedAt: number;
}

export function createHealthPool<T extends { readonly name: string }>(
  items: readonly T[],
  clock: Clock,
): HealthPool<T> {
  const members = new Map<T, Member<T>>(
    items.map((item) => [item, { item, score: 1, coolUntil: 0, usedAt: 0 }]),
  );
  let uses = 0;
  const now = (): number => clock.now().getTime();
  const update = (item: T, outcome: number | null, cooldownMs: number): void => {
    const member = members.get(item);
    if (!member) return;
    if (outcome !== null) member.score += LATEST * (outcome - member.score);
    member.coolUntil = Math.max(member.coolUntil, now() + cooldownMs);
  };
  return {
    take() {
      const awake = [...members.values()].filter(({ coolUntil }) => coolUntil <= now());
      const [best] = awake.sort((a, b) => grade(b) - grade(a) || a.usedAt - b.usedAt);
      if (!best) return null;
      uses += 1;
      best.usedAt = uses;
      return best.item;
    },
    succeeded: (item) => update(item, 1, 0),
    failed: (item, cooldownMs) => update(item, 0, cooldownMs),
    coolDown: (item, cooldownMs) => update(item, null, cooldownMs),
    availableAt() {
      const times = [...members.values()].map(({ coolUntil }) => coolUntil);
      return times.length === 0 ? null : Math.min(...times);
    },
    health: () =>
      [...members.values()].map(({ item, score, coolUntil }) => ({
        name: item.name,
        score: Math.round(score * 100) / 100,
        restsMs: Math.max(0, coolUntil - now()),
      })),
  };
}

/** Members of nearly the same health take turns. Otherwise one would do all the work until its first failure. */
const grade = ({ score }: { readonly score: number }): number => Math.round(score * 5);

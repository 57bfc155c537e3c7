import { LRUCache } from "lru-cache";
import { AppError } from "../../domain/errors.ts";
import type { Cache } from "../../ports/cache.ts";
import { type Clock, steadyTime } from "../../ports/clock.ts";

interface Text {
  readonly kind: "text";
  readonly text: string;
  readonly expiresAt: number;
}
/** What is small, and counts or keeps from harm, so that large texts must not push it out. */
type Mark =
  | { readonly kind: "counter"; readonly count: number; readonly expiresAt: number }
  | { readonly kind: "set"; readonly members: Map<string, number>; readonly expiresAt: number }
  | { readonly kind: "bucket"; readonly tokens: number; readonly at: number; readonly expiresAt: number };
type Entry = Text | Mark;

export interface MemoryCacheOptions {
  readonly clock: Clock;
  /** Texts, and counters, sets and buckets together: past it, what was not used for longest goes. */
  readonly maxEntries: number;
  /** Characters of all texts together; ours are base64, a byte each. */
  readonly maxTextLength?: number;
}

const MAX_TEXT_LENGTH = 32_000_000;

/** A cache within the process; it forgets everything when the process ends. */
export function createMemoryCache(options: MemoryCacheOptions): Cache {
  const { clock, maxEntries, maxTextLength = MAX_TEXT_LENGTH } = options;
  const texts = new LRUCache<string, Text>({
    max: maxEntries,
    maxSize: maxTextLength,
    sizeCalculation: ({ text }) => text.length + 1,
  });
  const marks = new LRUCache<string, Mark>({ max: maxEntries });
  const now = steadyTime(clock);
  const expiry = (ttlSeconds: number): number => now() + ttlSeconds * 1_000;

  const forget = (key: string): void => {
    texts.delete(key);
    marks.delete(key);
  };

  /** The live entry of the kind that the caller means; a key is of one kind, as in Redis. */
  const read = <K extends Entry["kind"]>(key: string, kind: K): Extract<Entry, { kind: K }> | null => {
    const entry = texts.get(key) ?? marks.get(key);
    if (!entry) return null;
    if (entry.expiresAt <= now()) {
      forget(key);
      return null;
    }
    if (!isKind(entry, kind)) throw anotherKind();
    return entry;
  };

  return {
    getMany: async (keys) =>
      keys.map((key) =>
        marks.get(key)?.kind === "counter"
          ? (read(key, "counter")?.count.toString() ?? null)
          : (read(key, "text")?.text ?? null),
      ),
    async set(key, text, { ttlSeconds }) {
      forget(key);
      texts.set(key, { kind: "text", text, expiresAt: expiry(ttlSeconds) });
    },
    async delete(keys) {
      for (const key of keys) forget(key);
    },
    async increment(key, by, { ttlSeconds }) {
      const before = read(key, "counter") ?? { count: 0, expiresAt: expiry(ttlSeconds) };
      const count = before.count + by;
      marks.set(key, { kind: "counter", count, expiresAt: before.expiresAt });
      return count;
    },
    async addMembers(key, added, { ttlSeconds }) {
      const before = read(key, "set");
      const members = before?.members ?? new Map<string, number>();
      const until = expiry(ttlSeconds);
      for (const member of added) {
        members.delete(member);
        members.set(member, until);
      }
      // Who was added longest ago stands first, so that a large set is never walked from end to end.
      for (const [member, expiresAt] of members) {
        if (expiresAt > now()) break;
        members.delete(member);
      }
      marks.set(key, { kind: "set", members, expiresAt: Math.max(before?.expiresAt ?? 0, until) });
    },
    async members(key) {
      const members = read(key, "set")?.members ?? new Map<string, number>();
      return [...members].filter(([, expiresAt]) => expiresAt > now()).map(([member]) => member);
    },
    async takeTokens(bucket, { capacity, refillPerSecond, tokens }) {
      const before = read(bucket, "bucket") ?? { tokens: capacity, at: now() };
      const refilled = ((now() - before.at) / 1_000) * refillPerSecond;
      const held = Math.min(capacity, before.tokens + refilled);
      const granted = held >= tokens;
      const left = granted ? Math.min(capacity, held - tokens) : held;
      // A bucket that had time to fill is the same as none.
      const expiresAt = expiry((capacity - left) / refillPerSecond + 1);
      marks.set(bucket, { kind: "bucket", tokens: left, at: now(), expiresAt });
      const retryAfterMs = granted ? 0 : Math.ceil(((tokens - held) / refillPerSecond) * 1_000);
      return { granted, remaining: Math.floor(left), retryAfterMs };
    },
  };
}

const isKind = <K extends Entry["kind"]>(entry: Entry, kind: K): entry is Extract<Entry, { kind: K }> =>
  entry.kind === kind;

const anotherKind = (): AppError =>
  new AppError("conflict", "cache-key-of-another-kind", "The cache key holds another kind of value.");

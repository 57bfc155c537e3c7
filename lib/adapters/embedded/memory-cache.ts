import { LRUCache } from "lru-cache";
import { AppError } from "../../domain/errors.ts";
import type { Cache } from "../../ports/cache.ts";
import { type Clock, steadyTime } from "../../ports/clock.ts";

interface Text {
  readonly kind: "text";
  readonly text: string;
  readonly expiresAt: number;
}
/** Small entries that count. They have a limit of their own, so that large texts cannot evict them. */
type Mark =
  | { readonly kind: "counter"; readonly count: number; readonly expiresAt: number }
  | { readonly kind: "bucket"; readonly tokens: number; readonly at: number; readonly expiresAt: number };
/** Never evicted before it expires, because it prevents harm: a forgotten erasure would show a creator again. */
interface MemberSet {
  readonly kind: "set";
  /** Each member with its expiry time. */
  readonly members: Map<string, number>;
  readonly expiresAt: number;
}
type Entry = Text | Mark | MemberSet;

export interface MemoryCacheOptions {
  readonly clock: Clock;
  /**
   * Characters of all texts together. Beyond this, the least recently used texts go. Our texts are base64, one byte a
   * character.
   */
  readonly maxTextLength?: number;
  /** The same for counters and buckets. */
  readonly maxMarksLength?: number;
}

/** About 2,000 sealed pages of 20 creators. */
const MAX_TEXT_LENGTH = 12_000_000;
const MAX_MARKS_LENGTH = 16_000_000;
/** Bytes that an entry takes beside its characters. */
const ENTRY_BYTES = 200;

/** A cache in this process. It is empty after a restart. */
export function createMemoryCache(options: MemoryCacheOptions): Cache {
  const { texts, marks, sets, now, expiry, forget, read } = openEntries(options);
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
    async addMembers(key, added, { ttlSeconds, keep = Number.POSITIVE_INFINITY }) {
      const before = read(key, "set");
      const members = before?.members ?? new Map<string, number>();
      const until = expiry(ttlSeconds);
      for (const member of added) {
        members.delete(member);
        members.set(member, until);
      }
      dropOldest(members, (expiresAt) => expiresAt <= now() || members.size > keep);
      sets.delete(key);
      sets.set(key, { kind: "set", members, expiresAt: Math.max(before?.expiresAt ?? 0, until) });
      dropOldest(sets, ({ expiresAt }) => expiresAt <= now());
    },
    async members(key) {
      const members = read(key, "set")?.members ?? new Map<string, number>();
      return [...members].filter(([, expiresAt]) => expiresAt > now()).map(([member]) => member);
    },
    async takeTokens(bucket, wish) {
      const { capacity, refillPerSecond, tokens } = wish;
      const held = heldTokens(read(bucket, "bucket"), wish, now());
      const granted = held >= tokens;
      const left = granted ? Math.min(capacity, held - tokens) : held;
      // A bucket that had time to fill up again equals no bucket.
      const expiresAt = expiry((capacity - left) / refillPerSecond + 1);
      marks.set(bucket, { kind: "bucket", tokens: left, at: now(), expiresAt });
      const retryAfterMs = granted ? 0 : Math.ceil(((tokens - held) / refillPerSecond) * 1_000);
      return { granted, remaining: Math.floor(left), retryAfterMs };
    },
  };
}

/** The entries by kind, and how one is read and forgotten. */
function openEntries(options: MemoryCacheOptions) {
  const { clock, maxTextLength = MAX_TEXT_LENGTH, maxMarksLength = MAX_MARKS_LENGTH } = options;
  const texts = new LRUCache<string, Text>({
    maxSize: maxTextLength,
    sizeCalculation: ({ text }, key) => key.length + text.length + ENTRY_BYTES,
  });
  const marks = new LRUCache<string, Mark>({
    maxSize: maxMarksLength,
    sizeCalculation: (_, key) => key.length + ENTRY_BYTES,
  });
  const sets = new Map<string, MemberSet>();
  const now = steadyTime(clock);
  const expiry = (ttlSeconds: number): number => now() + ttlSeconds * 1_000;

  const forget = (key: string): void => {
    texts.delete(key);
    marks.delete(key);
    sets.delete(key);
  };

  /** The live entry of the kind that the caller wants. A key has one kind, as in Redis. */
  const read = <K extends Entry["kind"]>(key: string, kind: K): Extract<Entry, { kind: K }> | null => {
    const entry = texts.get(key) ?? marks.get(key) ?? sets.get(key);
    if (!entry) return null;
    if (entry.expiresAt <= now()) {
      forget(key);
      return null;
    }
    if (!isKind(entry, kind)) throw anotherKind();
    return entry;
  };

  return { texts, marks, sets, now, expiry, forget, read };
}

/** What a bucket holds by now. A bucket that nobody has used is full. */
function heldTokens(
  bucket: Extract<Mark, { kind: "bucket" }> | null,
  { capacity, refillPerSecond }: { readonly capacity: number; readonly refillPerSecond: number },
  now: number,
): number {
  if (!bucket) return capacity;
  return Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1_000) * refillPerSecond);
}

/** The oldest entry is first, so this never walks a large collection from end to end. */
function dropOldest<V>(entries: Map<string, V>, isOver: (value: V) => boolean): void {
  for (const [key, value] of entries) {
    if (!isOver(value)) return;
    entries.delete(key);
  }
}

const isKind = <K extends Entry["kind"]>(entry: Entry, kind: K): entry is Extract<Entry, { kind: K }> =>
  entry.kind === kind;

const anotherKind = (): AppError =>
  new AppError("conflict", "cache-key-of-another-kind", "The cache key holds another kind of value.");

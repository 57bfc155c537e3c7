import { AppError } from "../../domain/errors.ts";
import type { Cache } from "../../ports/cache.ts";
import type { Clock } from "../../ports/clock.ts";
import { openSqliteDatabase, type SqliteDatabase } from "./sqlite-database.ts";

export interface SqliteCacheOptions {
  readonly clock: Clock;
}

type Kind = "text" | "counter" | "bucket" | "set";

/** `number` holds a counter's count or a bucket's tokens; `at` when those were counted. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT,
    number REAL,
    at INTEGER,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entries_expiry ON entries (expires_at);
  CREATE TABLE IF NOT EXISTS members (
    key TEXT NOT NULL,
    member TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (key, member)
  ) WITHOUT ROWID;`;

/** Expired entries go when this many calls were made. */
const SWEEP_EVERY = 1_000;

/**
 * A cache in a SQLite file: it outlives the process, and several processes may share it. For counts over hours and
 * days; what is only to be fast stands in memory.
 */
export function createSqliteCache(file: string, { clock }: SqliteCacheOptions): Cache & { close(): void } {
  const database = openSqliteDatabase(file, { schema: SCHEMA, secureDelete: true, cacheMegabytes: 2 });
  const now = (): number => clock.now().getTime();
  let calls = 0;
  const inTransaction = <T>(work: (entries: Entries) => T): T =>
    database.transaction(() => {
      const entries = entriesAt(database, now());
      calls += 1;
      if (calls % SWEEP_EVERY === 0) entries.sweep();
      return work(entries);
    });
  return {
    getMany: async (keys) => inTransaction((entries) => keys.map(entries.readText)),
    set: async (key, text, { ttlSeconds }) =>
      inTransaction((entries) => entries.write(key, { kind: "text", text, ttlSeconds })),
    delete: async (keys) => inTransaction((entries) => keys.forEach(entries.remove)),
    increment: async (key, by, { ttlSeconds }) =>
      inTransaction((entries) => {
        const before = entries.read(key, "counter");
        const number = (before?.number ?? 0) + by;
        entries.write(key, { kind: "counter", number, ttlSeconds, expiresAt: before?.expiresAt });
        return number;
      }),
    addMembers: async (key, added, options) =>
      inTransaction((entries) => {
        entries.read(key, "set");
        entries.addMembers(key, added, options);
      }),
    members: async (key) =>
      inTransaction((entries) => (entries.read(key, "set") === null ? [] : entries.members(key))),
    takeTokens: async (key, options) => inTransaction((entries) => takeTokens(entries, key, options)),
    close: () => database.close(),
  };
}

interface Entry {
  readonly text: string | null;
  readonly number: number;
  readonly at: number;
  readonly expiresAt: number;
}

interface Entries {
  readonly now: number;
  /** The live entry of the kind that the caller means; a key is of one kind, as in Redis. */
  read(key: string, kind: Kind): Entry | null;
  /** A text, or a counter's count as text. */
  readonly readText: (key: string) => string | null;
  write(
    key: string,
    entry: {
      readonly kind: Kind;
      readonly text?: string;
      readonly number?: number;
      readonly ttlSeconds: number;
      /** In place of the time to live. */
      readonly expiresAt?: number | undefined;
    },
  ): void;
  readonly remove: (key: string) => void;
  addMembers(key: string, added: readonly string[], options: Parameters<Cache["addMembers"]>[2]): void;
  members(key: string): string[];
  sweep(): void;
}

function entriesAt(database: SqliteDatabase, now: number): Entries {
  const write: Entries["write"] = (key, { kind, text, number, ttlSeconds, expiresAt }) => {
    database
      .prepare(
        `INSERT OR REPLACE INTO entries (key, kind, text, number, at, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(key, kind, text ?? null, number ?? null, now, expiresAt ?? now + ttlSeconds * 1_000);
  };
  const remove = (key: string): void => {
    database.prepare("DELETE FROM entries WHERE key = ?").run(key);
    database.prepare("DELETE FROM members WHERE key = ?").run(key);
  };
  const live = (key: string) => {
    const row = database.prepare("SELECT * FROM entries WHERE key = ?").get(key);
    return row && Number(row.expires_at) > now ? row : null;
  };
  return {
    now,
    write,
    remove,
    read(key, kind) {
      const row = live(key);
      if (row === null) return null;
      if (row.kind !== kind) throw anotherKind();
      return {
        text: row.text === null ? null : String(row.text),
        number: Number(row.number),
        at: Number(row.at),
        expiresAt: Number(row.expires_at),
      };
    },
    readText(key) {
      const row = live(key);
      if (row === null) return null;
      if (row.kind !== "text" && row.kind !== "counter") throw anotherKind();
      return String(row.kind === "text" ? row.text : row.number);
    },
    addMembers(key, added, { ttlSeconds, keep }) {
      const add = database.prepare(
        "INSERT OR REPLACE INTO members (key, member, expires_at) VALUES (?, ?, ?)",
      );
      for (const member of added) add.run(key, member, now + ttlSeconds * 1_000);
      database
        .prepare(
          `DELETE FROM members WHERE key = ?1 AND member IN
             (SELECT member FROM members WHERE key = ?1 ORDER BY expires_at DESC LIMIT -1 OFFSET ?2)`,
        )
        .run(key, keep ?? Number.MAX_SAFE_INTEGER);
      const last = database.prepare("SELECT max(expires_at) AS last FROM members WHERE key = ?").get(key);
      write(key, { kind: "set", ttlSeconds, expiresAt: Number(last?.last ?? now) });
    },
    members: (key) =>
      database
        .prepare("SELECT member FROM members WHERE key = ? AND expires_at > ?")
        .all(key, now)
        .map(({ member }) => String(member)),
    sweep() {
      database.prepare("DELETE FROM entries WHERE expires_at <= ?").run(now);
      database.prepare("DELETE FROM members WHERE expires_at <= ?").run(now);
    },
  };
}

function takeTokens(
  entries: Entries,
  key: string,
  { capacity, refillPerSecond, tokens }: Parameters<Cache["takeTokens"]>[1],
): Awaited<ReturnType<Cache["takeTokens"]>> {
  const before = entries.read(key, "bucket") ?? { number: capacity, at: entries.now };
  // It may have been written before the clock was set back, by this process or an earlier one.
  const refilled = (Math.max(0, entries.now - before.at) / 1_000) * refillPerSecond;
  const held = Math.min(capacity, before.number + refilled);
  const granted = held >= tokens;
  const left = granted ? held - tokens : held;
  // A bucket that had time to fill is the same as none.
  entries.write(key, { kind: "bucket", number: left, ttlSeconds: (capacity - left) / refillPerSecond + 1 });
  const retryAfterMs = granted ? 0 : Math.ceil(((tokens - held) / refillPerSecond) * 1_000);
  return { granted, remaining: Math.floor(left), retryAfterMs };
}

const anotherKind = (): AppError =>
  new AppError("conflict", "cache-key-of-another-kind", "The cache key holds another kind of value.");

import { type Counters, ignoreCacheOut } from "../../ports/cache.ts";
import type { Clock } from "../../ports/clock.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";

/** `number` holds a counter's count or a bucket's tokens. `at` is the time of that number. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT,
    number REAL,
    at INTEGER,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entries_expiry ON entries (expires_at);`;
const WRITE =
  "INSERT OR REPLACE INTO entries (key, kind, text, number, at, expires_at) VALUES (?, ?, ?, ?, ?, ?)";

/** Expired entries are removed once in this number of calls. */
const SWEEP_EVERY = 1_000;

/** The longest lag of an increment that may lag. */
const LAG_MS = 1_000;

/** Increments of a counter that are not written yet. */
interface Noted {
  readonly stored: number;
  readonly by: number;
  readonly ttlSeconds: number;
}

interface Entry {
  readonly text: string | null;
  readonly number: number;
  readonly at: number;
  readonly expiresAt: number;
}

/** Counters in an SQLite file. They outlive the process, and several processes can share them. */
export function createSqliteCounters(
  file: string,
  { clock }: { readonly clock: Clock },
): Counters & { close(): void } {
  const database = openSqliteDatabase(file, { schema: SCHEMA, secureDelete: true, cacheMegabytes: 2 });
  let calls = 0;
  const inTransaction = <T>(work: (now: number) => T): T =>
    database.transaction(() => {
      const now = clock.now().getTime();
      calls += 1;
      if (calls % SWEEP_EVERY === 0) database.prepare("DELETE FROM entries WHERE expires_at <= ?").run(now);
      return work(now);
    });
  const read = (key: string, now: number): Entry | null => {
    const row = database.prepare("SELECT * FROM entries WHERE key = ? AND expires_at > ?").get(key, now);
    if (!row) return null;
    const text = row.text === null ? null : String(row.text);
    return { text, number: Number(row.number), at: Number(row.at), expiresAt: Number(row.expires_at) };
  };
  const write = (key: string, value: string | number, now: number, expiresAt: number): void => {
    const [kind, text, number] = typeof value === "string" ? ["text", value, null] : ["number", null, value];
    database.prepare(WRITE).run(key, kind, text, number, now, expiresAt);
  };
  const add = (key: string, by: number, ttlSeconds: number, now: number): number => {
    const before = read(key, now);
    const count = (before?.number ?? 0) + by;
    write(key, count, now, before?.expiresAt ?? now + ttlSeconds * 1_000);
    return count;
  };
  const notes = openNotes({
    storedCount: (key) => database.run(() => read(key, clock.now().getTime())?.number ?? 0),
    write: (all) =>
      inTransaction((now) => {
        for (const [key, { by, ttlSeconds }] of all) add(key, by, ttlSeconds, now);
      }),
  });
  return {
    async getMany(keys) {
      notes.write();
      return inTransaction((now) =>
        keys.map((key) => {
          const entry = read(key, now);
          return entry && (entry.text ?? String(entry.number));
        }),
      );
    },
    set: async (key, text, { ttlSeconds }) =>
      inTransaction((now) => write(key, text, now, now + ttlSeconds * 1_000)),
    async increment(key, by, { ttlSeconds, mayLag = false }) {
      if (mayLag) return notes.add(key, by, ttlSeconds);
      if (notes.has(key)) notes.write();
      return inTransaction((now) => add(key, by, ttlSeconds, now));
    },
    takeTokens: async (key, { capacity, refillPerSecond, tokens }) =>
      inTransaction((now) => {
        const before = read(key, now) ?? { number: capacity, at: now };
        // The clock may have been set back since this entry was written.
        const refilled = (Math.max(0, now - before.at) / 1_000) * refillPerSecond;
        const held = Math.min(capacity, before.number + refilled);
        const granted = held >= tokens;
        const left = granted ? held - tokens : held;
        // A bucket that had time to fill up again equals no bucket.
        write(key, left, now, now + ((capacity - left) / refillPerSecond + 1) * 1_000);
        const retryAfterMs = granted ? 0 : Math.ceil(((tokens - held) / refillPerSecond) * 1_000);
        return { granted, remaining: Math.floor(left), retryAfterMs };
      }),
    close() {
      notes.close();
      database.close();
    },
  };
}

/** Increments that may lag. They are written together: what they cost is the commit. */
function openNotes(counters: {
  storedCount(key: string): number;
  write(all: readonly (readonly [key: string, noted: Noted])[]): void;
}) {
  const noted = new Map<string, Noted>();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const all = [...noted];
    noted.clear();
    if (all.length > 0) counters.write(all);
  };
  /** For a write that no caller waits for. As with every increment that fails, what was counted is lost. */
  const writeInTime = (): void => {
    try {
      write();
    } catch (error) {
      ignoreCacheOut(error);
    }
  };
  return {
    /** Returns the new count. */
    add(key: string, by: number, ttlSeconds: number): number {
      const before = noted.get(key) ?? { stored: counters.storedCount(key), by: 0 };
      const { stored } = before;
      noted.set(key, { stored, by: before.by + by, ttlSeconds });
      timer ??= setTimeout(writeInTime, LAG_MS).unref();
      return stored + before.by + by;
    },
    has: (key: string): boolean => noted.has(key),
    write,
    close: writeInTime,
  };
}

import { randomUUID } from "node:crypto";
import { AppError } from "../../domain/errors.ts";
import { type Clock, steadyTime } from "../../ports/clock.ts";
import type { OutgoingMessage, QueueDepth, QueueName, Queues, ReceivedMessage } from "../../ports/queues.ts";
import { openSqliteDatabase, type SqliteDatabase } from "./sqlite-database.ts";

export interface SqliteQueuesOptions {
  readonly clock: Clock;
  /** After this number of receives without an acknowledgement, a message moves to the dead letters. */
  readonly maxReceives: number;
}

/** SQS's limits, so that what works here works there: its developer guide, "Message quotas". */
const BODY_MAX_BYTES = 2 ** 20;
const DELAY_MAX_SECONDS = 900;
/** A waiting receiver checks again after this time: the clock may have changed, or a delay may have ended. */
const POLL_MS = 500;

/**
 * AUTOINCREMENT: logs contain message ids, so no id may come twice. `turn` is the place in a fair order. The messages
 * of a group are one turn apart, so other groups' messages get through beside a long batch.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    sender_group TEXT NOT NULL,
    turn INTEGER NOT NULL,
    body TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    visible_at INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0,
    receipt TEXT
  );
  CREATE INDEX IF NOT EXISTS messages_turn ON messages (queue, turn, seq);
  CREATE INDEX IF NOT EXISTS messages_group ON messages (queue, sender_group, turn);
  CREATE INDEX IF NOT EXISTS messages_receipt ON messages (receipt) WHERE receipt IS NOT NULL;`;

export interface SqliteQueues extends Queues {
  /** Removes deleted data from the write-ahead log, the last file that holds it. */
  checkpoint(): void;
  close(): void;
}

/**
 * Queues in their own SQLite file, apart from the documents, so that their many writes delay nobody. One process owns
 * it.
 */
export function createSqliteQueues(file: string, options: SqliteQueuesOptions): SqliteQueues {
  const database = openSqliteDatabase(file, {
    schema: SCHEMA,
    secureDelete: true,
    cacheMegabytes: 8,
  });
  const now = steadyTime(options.clock);
  const waiters = new Set<() => void>();
  const wake = (): void => {
    for (const waiter of waiters) waiter();
  };
  let isClosed = false;
  freeHeld(database, now());

  return {
    async send(queue, messages) {
      messages.forEach(requireSendable);
      database.transaction(() => insert(database, queue, messages, now()));
      wake();
    },
    async receive(queue, { max, visibilitySeconds, waitSeconds }) {
      const until = performance.now() + waitSeconds * 1_000;
      while (!isClosed) {
        const visibleUntil = now() + visibilitySeconds * 1_000;
        const messages = database.transaction(() =>
          take(database, queue, { max, now: now(), visibleUntil, maxReceives: options.maxReceives }),
        );
        const left = until - performance.now();
        if (messages.length > 0 || left <= 0) return messages;
        await pause(waiters, Math.min(left, POLL_MS));
      }
      return [];
    },
    async acknowledge(queue, receipts) {
      const remove = database.prepare("DELETE FROM messages WHERE receipt = ? AND queue = ?");
      database.transaction(() => {
        for (const receipt of receipts) remove.run(receipt, queue);
      });
    },
    async release(queue, receipts, delaySeconds) {
      const visibleAt = now() + delaySeconds * 1_000;
      const free = database.prepare(
        "UPDATE messages SET visible_at = ?, receipt = NULL WHERE receipt = ? AND queue = ?",
      );
      database.transaction(() => {
        for (const receipt of receipts) free.run(visibleAt, receipt, queue);
      });
      wake();
    },
    depth: async (queue) => database.run(() => depth(database, queue, now())),
    checkpoint: () => database.checkpoint(),
    close() {
      isClosed = true;
      wake();
      database.close();
    },
  };
}

/** At a start: frees the messages that a process that is gone held, and those with a delay that nobody can have asked. */
function freeHeld(database: SqliteDatabase, now: number): void {
  // One process owns the queues. So a message in flight at this point belonged to a process that is gone.
  database.run(() =>
    database
      .prepare(
        "UPDATE messages SET visible_at = ?, receipt = NULL WHERE receipt IS NOT NULL AND visible_at > ?",
      )
      .run(now, now),
  );
  // No delay is longer. A later time was written before the clock was set back.
  const latest = now + DELAY_MAX_SECONDS * 1_000;
  database.run(() =>
    database.prepare("UPDATE messages SET visible_at = ? WHERE visible_at > ?").run(now, latest),
  );
}

function requireSendable({ body, delaySeconds = 0 }: OutgoingMessage): void {
  if (delaySeconds < 0 || delaySeconds > DELAY_MAX_SECONDS) {
    throw new AppError("invalid", "bad-delay", `A delay is 0 to ${DELAY_MAX_SECONDS} seconds.`, {
      delaySeconds,
    });
  }
  const bytes = Buffer.byteLength(body);
  if (bytes > BODY_MAX_BYTES) {
    throw new AppError("invalid", "message-too-large", "A message holds at most 1 MiB.", { bytes });
  }
}

function insert(
  database: SqliteDatabase,
  queue: QueueName,
  messages: readonly OutgoingMessage[],
  now: number,
): void {
  const lastTurn = database.prepare(
    "SELECT max(turn) AS turn FROM messages WHERE queue = ? AND sender_group = ?",
  );
  const write = database.prepare(
    "INSERT INTO messages (queue, sender_group, turn, body, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const first = numberOf(
    database.prepare("SELECT min(turn) AS turn FROM messages WHERE queue = ?").get(queue)?.turn,
  );
  for (const { body, delaySeconds = 0, group = "" } of messages) {
    const turn = Math.max(numberOf(lastTurn.get(queue, group)?.turn) + 1, first);
    write.run(queue, group, turn, body, now, now + delaySeconds * 1_000);
  }
}

interface Take {
  readonly max: number;
  readonly now: number;
  readonly visibleUntil: number;
  readonly maxReceives: number;
}

/**
 * Takes visible messages. A message that was received too often moves to the dead letters instead. A message that was
 * received before is delivered alone: if it made its process crash, its neighbours are not received with it until all
 * become dead letters.
 */
function take(database: SqliteDatabase, queue: QueueName, options: Take): ReceivedMessage[] {
  if (!queue.endsWith("-dead")) buryOverdue(database, queue, options);
  const rows = database
    .prepare(
      `SELECT seq, body, sent_at, receives FROM messages
       WHERE queue = ? AND visible_at <= ? ORDER BY turn, seq LIMIT ?`,
    )
    .all(queue, options.now, options.max);
  const firstOld = rows.findIndex(({ receives }) => Number(receives) > 0);
  const taken = firstOld === -1 ? rows : rows.slice(0, Math.max(1, firstOld));
  const makeInvisible = database.prepare(
    "UPDATE messages SET visible_at = ?, receives = receives + 1, receipt = ? WHERE seq = ?",
  );
  return taken.map((row) => {
    const receipt = randomUUID();
    makeInvisible.run(options.visibleUntil, receipt, Number(row.seq));
    return {
      id: String(row.seq),
      receipt,
      body: String(row.body),
      receiveCount: Number(row.receives) + 1,
      sentAt: new Date(Number(row.sent_at)),
    };
  });
}

function buryOverdue(database: SqliteDatabase, queue: QueueName, { now, maxReceives }: Take): void {
  database
    .prepare(
      `UPDATE messages SET queue = ?, receives = 0, receipt = NULL
       WHERE queue = ? AND visible_at <= ? AND receives >= ?`,
    )
    .run(`${queue}-dead`, queue, now, maxReceives);
}

function depth(database: SqliteDatabase, queue: QueueName, now: number): QueueDepth {
  const row = database
    .prepare(
      `SELECT coalesce(sum(visible_at <= :now), 0) AS visible,
              coalesce(sum(visible_at > :now AND receipt IS NOT NULL), 0) AS in_flight,
              coalesce(sum(visible_at > :now AND receipt IS NULL), 0) AS delayed,
              min(CASE WHEN visible_at <= :now THEN sent_at END) AS oldest
       FROM messages WHERE queue = :queue`,
    )
    .get({ now, queue });
  const oldest = row?.oldest;
  return {
    visible: numberOf(row?.visible),
    inFlight: numberOf(row?.in_flight),
    delayed: numberOf(row?.delayed),
    oldestAgeSeconds: oldest == null ? 0 : Math.max(0, (now - numberOf(oldest)) / 1_000),
  };
}

const numberOf = (value: unknown): number => (value == null ? 0 : Number(value));

/** Waits until someone sends or releases a message, or the time is over. */
function pause(waiters: Set<() => void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      waiters.delete(end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    waiters.add(end);
  });
}

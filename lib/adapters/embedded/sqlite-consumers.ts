import type { Consumers } from "../../ports/consumers.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export const CONSUMERS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS paused_queues (queue TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;`;

/** Records which queues are paused. It is stored with the documents, so a pause outlives the process. */
export function createSqliteConsumers(store: SqliteDatabase): Consumers {
  return {
    async pause(queue, reason) {
      store.run(() =>
        store
          .prepare("INSERT OR REPLACE INTO paused_queues (queue, reason) VALUES (?, ?)")
          .run(queue, reason),
      );
    },
    async resume(queue) {
      store.run(() => store.prepare("DELETE FROM paused_queues WHERE queue = ?").run(queue));
    },
    async state(queue) {
      const row = store.run(() =>
        store.prepare("SELECT reason FROM paused_queues WHERE queue = ?").get(queue),
      );
      return row ? { paused: true, reason: String(row.reason) } : { paused: false, reason: null };
    },
  };
}

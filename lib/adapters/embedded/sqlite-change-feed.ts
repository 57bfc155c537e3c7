import { type EventEmitter, once } from "node:events";
import type { CreatorRecord } from "../../domain/creator.ts";
import { type ChangeFeed, type CreatorChange, tokenLost } from "../../ports/change-feed.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** Changes kept, about 1 MB. A reader that falls further behind looks for pending creators instead. */
const KEPT = 100_000;
/** Changes are removed in groups of this size, because each removal overwrites pages. */
const TRIM_EVERY = 10_000;

/** AUTOINCREMENT: no number comes twice, so a token of removed changes is recognised. */
export const CHANGES_SCHEMA = `
  CREATE TABLE IF NOT EXISTS creator_changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, doc INTEGER NOT NULL);`;

interface Change {
  readonly before: CreatorRecord | null;
  readonly after: CreatorRecord | null;
}

interface ChangingStore extends SqliteDatabase {
  readonly changes: EventEmitter;
}

/** Whether the change goes into the feed: see the port `ChangeFeed`. */
function isTold({ before, after }: Change): boolean {
  if (after === null) return false;
  if (after.erased) return before?.erased !== true;
  if (!after.index_pending) return false;
  return (
    before === null ||
    before.erased ||
    !before.index_pending ||
    before.text_hash !== after.text_hash ||
    before.facet_hash !== after.facet_hash ||
    (after.index_urgent === true && before.index_urgent !== true)
  );
}

/** Records, in the transaction of their write, the rows of the creators whose changes go into the feed. */
export function noteChanges(store: ChangingStore, changes: ReadonlyMap<number, Change>): void {
  const insert = store.prepare("INSERT INTO creator_changes (doc) VALUES (?)");
  let [count, last] = [0, 0];
  for (const [doc, change] of changes) {
    if (!isTold(change)) continue;
    count += 1;
    last = Number(insert.run(doc).lastInsertRowid);
  }
  if (count === 0) return;
  if (last % TRIM_EVERY < count) store.prepare("DELETE FROM creator_changes WHERE seq <= ?").run(last - KEPT);
  store.afterCommit(() => store.changes.emit("told"));
}

/** Changes of creators in SQLite: a short table of changed rows, written in the transactions that changed them. */
export function createSqliteChangeFeed(store: ChangingStore): ChangeFeed {
  return {
    now: async () => String(store.run(() => lastChange(store))),
    async read(after, { max, waitMs, signal }) {
      const from = placeOf(after);
      const known = store.run(() => readBehind(store, from, max));
      if (known.token !== after || waitMs <= 0 || signal.aborted) return known;
      const ends = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
      await once(store.changes, "told", { signal: ends }).catch(() => undefined);
      return store.run(() => readBehind(store, from, max));
    },
  };
}

/** A token of another database counts as lost too. */
function placeOf(token: string): number {
  const place = Number(token);
  if (token === "" || !Number.isSafeInteger(place) || place < 0) throw tokenLost();
  return place;
}

function readBehind(store: SqliteDatabase, from: number, max: number) {
  const last = lastChange(store);
  const { first } = { ...store.prepare("SELECT MIN(seq) AS first FROM creator_changes").get() };
  if (from > last || from + 1 < Number(first ?? last + 1)) throw tokenLost();
  let place = from;
  let changes: readonly CreatorChange[] = [];
  while (changes.length === 0 && place < last) {
    const rows = store.prepare(BEHIND).all(place, max);
    place = Number(rows.at(-1)?.seq ?? last);
    const docs = new Set(rows.map(({ doc }) => Number(doc)));
    changes = [...docs].flatMap((doc) => changeOf(store, doc));
  }
  return { changes, token: String(place) };
}

const BEHIND = "SELECT seq, doc FROM creator_changes WHERE seq > ? ORDER BY seq LIMIT ?";

const PRESENT = `
  SELECT facets.tenant_id, facets.id, facets.erased, facets.index_pending,
    json_extract(coalesce(record.rest, record.body), '$.index_urgent') AS urgent,
    json_extract(coalesce(record.rest, record.body), '$.index_mark') AS mark
  FROM creator_facets facets JOIN "creators" record ON record.doc = facets.doc WHERE facets.doc = ?`;

function changeOf(store: SqliteDatabase, doc: number): CreatorChange[] {
  const row = store.prepare(PRESENT).get(doc);
  if (!row || (row.erased !== 1 && row.index_pending !== 1)) return [];
  return [
    {
      tenantId: row.tenant_id as CreatorChange["tenantId"],
      id: row.id as CreatorChange["id"],
      erased: row.erased === 1,
      urgent: row.urgent === 1,
      indexed: row.mark !== null,
    },
  ];
}

/** The number of the last change; 0 before the first. */
function lastChange(store: SqliteDatabase): number {
  const row = store.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'creator_changes'").get();
  return Number(row?.seq ?? 0);
}

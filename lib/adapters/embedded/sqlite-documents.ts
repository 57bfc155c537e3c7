import { setImmediate as onceTurnEnds } from "node:timers";
import { setImmediate } from "node:timers/promises";
import type { TenantId } from "../../domain/ids.ts";
import type { CollectionName, Collections, Documents, FindQuery, Page } from "../../ports/documents.ts";
import { type Place, readCursor, requireLimit, writeCursor } from "../find-cursor.ts";
import { readsJson, type SqlCondition, sqlOfConditions, sqlOfSortField } from "./sqlite-conditions.ts";
import { type DocumentWriter, documentWriter, parseBody } from "./sqlite-document-writes.ts";
import { wholeText } from "./sqlite-record-text.ts";
import type { SqliteStore } from "./sqlite-store.ts";

/** Records in a page of `scan`: about 1 MB of creators. */
const SCAN_PAGE = 500;

/**
 * Documents in SQLite: one table per collection, records as JSON. Writes of creators also write their filter columns
 * and keyword postings.
 */
export function createSqliteDocuments(store: SqliteStore): Documents {
  const inOneTransaction = <T>(work: (writer: DocumentWriter) => T): T =>
    store.transaction(() => {
      const writer = documentWriter(store);
      const result = work(writer);
      writer.finish();
      return result;
    });
  /**
   * Lets other work run after it. Each call answers at once, so the steps of a batch would otherwise run without a
   * pause.
   */
  const inBulk = async <T>(work: (writer: DocumentWriter) => T): Promise<T> => {
    const result = inOneTransaction(work);
    await setImmediate();
    return result;
  };

  const giveWay = afterLongTurns();
  const reading: Reading = async (work) => {
    const pause = giveWay();
    if (pause) await pause;
    return store.run(work);
  };

  return {
    getMany: (collection, tenants, ids) =>
      reading(() => getMany(store, collection, wholeText(collection, "record"), tenants, ids)),
    getSearched: (tenants, ids) => reading(() => getMany(store, "creators", "record.body", tenants, ids)),
    find: (collection, query) => reading(() => find(store, collection, query)),
    count: (collection, query) => reading(() => count(store, collection, query)),
    upsertMany: (collection, writes) =>
      inBulk((writer) => writes.map((write) => writer.upsert(collection, write))),
    update: async (collection, key, set, when = []) =>
      inOneTransaction((writer) => writer.update(collection, { key, set, when })),
    updateMany: (collection, updates) =>
      inBulk((writer) => updates.map((update) => writer.update(collection, update))),
    delete: async (collection, tenantId, ids) =>
      inOneTransaction((writer) => ids.filter((id) => writer.remove(collection, tenantId, id)).length),
    deleteUnchanged: async (collection, tenantId, records) =>
      inOneTransaction(
        (writer) =>
          records.filter(({ id, version }) => writer.remove(collection, tenantId, id, version)).length,
      ),
    scan: (collection, tenants, idPrefix, after) =>
      scan({ store, reading }, collection, tenants, idPrefix, after),
  };
}

/** A turn of the event loop that lasts longer is ended by the next read. */
const TURN_MS = 20;
/** Each so manieth read looks how long its turn lasts. A search has fewer. */
const WATCHED = 16;

/**
 * Lets other work run when this turn of the event loop has lasted long. SQLite answers at once, so work that reads again
 * and again, such as a daily job, would otherwise delay every request until its end.
 */
function afterLongTurns(): () => Promise<void> | undefined {
  let reads = 0;
  let began: number | null = null;
  return () => {
    if (began !== null) return performance.now() - began > TURN_MS ? setImmediate() : undefined;
    reads += 1;
    if (reads % WATCHED > 0) return undefined;
    began = performance.now();
    onceTurnEnds(() => {
      began = null;
    });
    return undefined;
  };
}

function getMany<C extends CollectionName>(
  store: SqliteStore,
  collection: C,
  text: string,
  tenants: readonly TenantId[],
  ids: readonly string[],
): Map<string, Collections[C]> {
  // One statement for all ids: most lookups of suppressions find nothing and cost only their call.
  const read = store.prepare(
    `SELECT ${text} FROM json_each(?) AS wanted CROSS JOIN "${collection}" AS record ON record.id = wanted.value`,
  );
  // Rows as arrays, all at once: an object for each row and a call for each take a sixth of the time.
  read.setReturnArrays(true);
  const allowed = new Set<string>(tenants);
  const found = new Map<string, Collections[C]>();
  for (const [body] of read.all(JSON.stringify(ids)) as unknown as [unknown][]) {
    const record = parseBody<Collections[C]>(body);
    if (allowed.has(record.tenant_id)) found.set(record.id, record);
  }
  return found;
}

function find<C extends CollectionName>(
  store: SqliteStore,
  collection: C,
  query: FindQuery,
): Page<Collections[C]> {
  requireLimit(query);
  const order = orderOf(collection, query);
  const { cursor = null } = query;
  const after = cursor === null ? null : readCursor(collection, query, cursor);
  const where = allOf([
    tenantCondition(collection, query.tenants),
    sqlOfConditions(collection, query.where),
    ...(after ? [afterCondition(order, after)] : []),
  ]);
  const rows = store
    .prepare(
      `SELECT ${order.doc} AS doc, ${order.id} AS id, ${order.field ?? "NULL"} AS sorted_by
       FROM ${tablesOf(collection, order.readsJson || readsJson(collection, query.where))}
       WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ?`,
    )
    .all(...where.parameters, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  // Bodies are read separately: otherwise the sort would carry every candidate's JSON.
  const text = wholeText(collection, "record");
  const body = store.prepare(`SELECT ${text} AS body FROM "${collection}" AS record WHERE doc = ?`);
  return {
    items: page.map((row) => parseBody<Collections[C]>(body.get(Number(row.doc))?.body)),
    cursor: last ? writeCursor(collection, query, { value: last.sorted_by, id: last.id }) : null,
  };
}

function count(
  store: SqliteStore,
  collection: CollectionName,
  query: Pick<FindQuery, "tenants" | "where">,
): number {
  const where = allOf([tenantCondition(collection, query.tenants), sqlOfConditions(collection, query.where)]);
  const tables = tablesOf(collection, readsJson(collection, query.where));
  const row = store
    .prepare(`SELECT count(*) AS records FROM ${tables} WHERE ${where.sql}`)
    .get(...where.parameters);
  return Number(row?.records);
}

/** Sorts after every continuation of an id: it is the last character in the order of UTF-8's bytes. */
const LAST = "\u{10ffff}";

/** Reads after a long turn has ended. */
type Reading = <T>(work: () => T) => Promise<T>;

async function* scan<C extends CollectionName>(
  { store, reading }: { readonly store: SqliteStore; readonly reading: Reading },
  collection: C,
  tenants: readonly TenantId[],
  idPrefix: string,
  from = "",
): AsyncGenerator<Collections[C][]> {
  const page = `SELECT id, tenant_id, ${wholeText(collection, "record")} AS body FROM "${collection}" AS record
    WHERE id >= ? AND id > ? AND id < ? ORDER BY id LIMIT ?`;
  const allowed = new Set<unknown>(tenants);
  let after = from;
  while (true) {
    const rows = await reading(() =>
      store.prepare(page).all(idPrefix, after, `${idPrefix}${LAST}`, SCAN_PAGE),
    );
    const records = rows
      .filter((row) => allowed.has(row.tenant_id))
      .map((row) => parseBody<Collections[C]>(row.body));
    if (records.length > 0) yield records;
    if (rows.length < SCAN_PAGE) return;
    after = String(rows.at(-1)?.id);
    // SQLite answers on this thread. Without this pause, a long scan would delay every request.
    await setImmediate();
  }
}

/** With a plain JOIN the planner may start from the JSON's table. CROSS JOIN keeps the narrow table outside. */
function tablesOf(collection: CollectionName, withJson: boolean): string {
  if (collection !== "creators") return `"${collection}" AS record`;
  if (!withJson) return "creator_facets AS facets";
  return "creator_facets AS facets CROSS JOIN creators AS record ON record.doc = facets.doc";
}

const tenantCondition = (collection: CollectionName, tenants: readonly TenantId[]): SqlCondition => ({
  sql: `${collection === "creators" ? "facets" : "record"}.tenant_id IN (${tenants.map(() => "?").join(", ")})`,
  parameters: tenants,
});

const allOf = (parts: readonly SqlCondition[]): SqlCondition => ({
  sql: parts.map((part) => `(${part.sql})`).join(" AND "),
  parameters: parts.flatMap((part) => part.parameters),
});

interface Order {
  readonly doc: string;
  readonly id: string;
  readonly field: string | null;
  readonly descending: boolean;
  readonly readsJson: boolean;
  readonly sql: string;
}

function orderOf(collection: CollectionName, { sort }: FindQuery): Order {
  const table = collection === "creators" ? "facets" : "record";
  const names = { doc: `${table}.doc`, id: `${table}.id` };
  const descending = sort?.direction === "descending";
  const direction = descending ? "DESC" : "ASC";
  if (!sort || sort.field === "id") {
    return { ...names, field: null, descending, readsJson: false, sql: `${names.id} ${direction}` };
  }
  const field = sqlOfSortField(collection, sort.field);
  const sql = `${field} ${direction}, ${names.id} ASC`;
  return { ...names, field, descending, readsJson: field.includes("record."), sql };
}

/** The records after a place in an order. */
function afterCondition(order: Order, { value: sortedBy, id }: Place): SqlCondition {
  const { field } = order;
  const value = typeof sortedBy === "boolean" ? Number(sortedBy) : sortedBy;
  if (field === null) return { sql: `${order.id} ${order.descending ? "<" : ">"} ?`, parameters: [id] };
  if (value === null) {
    const behind = order.descending ? "" : ` OR ${field} IS NOT NULL`;
    return { sql: `(${field} IS NULL AND ${order.id} > ?)${behind}`, parameters: [id] };
  }
  const behind = order.descending ? `${field} < ? OR ${field} IS NULL` : `${field} > ?`;
  return { sql: `(${field} = ? AND ${order.id} > ?) OR ${behind}`, parameters: [value, id, value] };
}

import type { Document } from "mongodb";
import { atLeast, atMost } from "../../domain/condition.ts";
import { UNSEARCHED_FIELDS } from "../../domain/creator.ts";
import type { TenantId } from "../../domain/ids.ts";
import { inPages } from "../../domain/in-pages.ts";
import type { CollectionName, Collections, Documents, FindQuery, Page } from "../../ports/documents.ts";
import { type Place, readCursor, requireLimit, writeCursor } from "../find-cursor.ts";
import { filtersOf, type MongoFilter, ofTenants, storedField } from "./mongo-conditions.ts";
import { type MongoConnection, readLimit, type StoredDocument } from "./mongo-connection.ts";
import { updateEach } from "./mongo-document-updates.ts";
import { upsertAll } from "./mongo-document-writes.ts";

/** Records per page of `scan`: about 1 MB of creators. */
const SCAN_PAGE = 500;
/** Above every character that can follow in an id. */
const LAST_CHARACTER = "\u{10FFFF}";

const SEARCHED = Object.fromEntries(UNSEARCHED_FIELDS.map((field) => [field, 0]));

/** Documents in MongoDB: one collection per name, `_id` is the record's id, and every filter has the tenant. */
export function createMongoDocuments(connection: MongoConnection): Documents {
  return {
    getMany: (name, tenants, ids) => getMany(connection, name, tenants, ids),
    getSearched: (tenants, ids) => getMany(connection, "creators", tenants, ids, SEARCHED),
    find: (name, query) => find(connection, name, query),
    count: (name, { tenants, where }) =>
      connection.within(name, (collection) =>
        collection.countDocuments(ofTenants(tenants, filtersOf(where)), readLimit()),
      ),
    async upsertMany(name, writes) {
      if (writes.length === 0) return [];
      return connection.within(name, (collection) => upsertAll(collection, writes));
    },
    async update(name, key, set, when = []) {
      const [changed] = await updateEach(connection, name, [{ key, set, when }]);
      return changed === true;
    },
    updateMany: (name, updates) => updateEach(connection, name, updates),
    async delete(name, tenantId, ids) {
      if (ids.length === 0) return 0;
      const filter = ofTenants([tenantId], [{ _id: { $in: ids } }]);
      const { deletedCount } = await connection.within(name, (collection) => collection.deleteMany(filter));
      return deletedCount;
    },
    async deleteUnchanged(name, tenantId, records) {
      if (records.length === 0) return 0;
      const unchanged = { $or: records.map(({ id, version }) => ({ _id: id, version })) };
      const filter = ofTenants([tenantId], [unchanged]);
      const { deletedCount } = await connection.within(name, (collection) => collection.deleteMany(filter));
      return deletedCount;
    },
    scan: (name, tenants, idPrefix, after) => scan(connection, name, tenants, idPrefix, after),
  };
}

async function getMany<C extends CollectionName>(
  connection: MongoConnection,
  name: C,
  tenants: readonly TenantId[],
  ids: readonly string[],
  projection: Document = {},
): Promise<Map<string, Collections[C]>> {
  if (ids.length === 0) return new Map();
  const filter = ofTenants(tenants, [{ _id: { $in: ids } }]);
  const found = await connection.within(name, (collection) =>
    // All in one answer. By default the first answer holds 101 records.
    collection.find(filter, { projection, batchSize: ids.length + 1, ...readLimit() }).toArray(),
  );
  return new Map(found.map((document) => [document._id, recordOf<C>(document)]));
}

async function find<C extends CollectionName>(
  connection: MongoConnection,
  name: C,
  query: FindQuery,
): Promise<Page<Collections[C]>> {
  const { tenants, where, limit, cursor = null } = query;
  requireLimit(query);
  const order = orderOf(query);
  const after = cursor === null ? [] : [afterPlace(order, readCursor(name, query, cursor))];
  const filter = ofTenants(tenants, [...filtersOf(where), ...after]);
  const found = await connection.within(name, (collection) =>
    collection
      .find(filter, { batchSize: limit + 1, ...readLimit() })
      .sort(sortOf(order))
      .limit(limit + 1)
      .toArray(),
  );
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((document) => recordOf<C>(document)),
    cursor: last
      ? writeCursor(name, query, { value: order.field === null ? null : last[order.field], id: last._id })
      : null,
  };
}

/** Each page is a separate query, so no server cursor must stay open while a page is handled. */
async function* scan<C extends CollectionName>(
  connection: MongoConnection,
  name: C,
  tenants: readonly TenantId[],
  idPrefix: string,
  after: string | undefined,
): AsyncGenerator<Collections[C][]> {
  // No id ends in the lowest character, so this is the first possible id after `after`.
  const first = after !== undefined && after >= idPrefix ? `${after}\u0000` : idPrefix;
  const within = [atLeast("id", first), atMost("id", idPrefix + LAST_CHARACTER)];
  const pages = inPages((cursor) =>
    find(connection, name, { tenants, where: within, limit: SCAN_PAGE, cursor }),
  );
  for await (const { items } of pages) if (items.length > 0) yield items;
}

/** Reads do not validate: only this adapter writes, from typed records, and this is the hottest path. */
function recordOf<C extends CollectionName>({ _id: id, ...fields }: StoredDocument): Collections[C] {
  return { id, ...fields } as unknown as Collections[C];
}

interface Order {
  /** Null: records are ordered by id alone. */
  readonly field: string | null;
  readonly descending: boolean;
}

function orderOf({ sort }: FindQuery): Order {
  const descending = sort?.direction === "descending";
  return { field: !sort || sort.field === "id" ? null : storedField(sort.field), descending };
}

const sortOf = ({ field, descending }: Order): [string, 1 | -1][] => {
  const direction = descending ? -1 : 1;
  return field === null
    ? [["_id", direction]]
    : [
        [field, direction],
        ["_id", 1],
      ];
};

/** The records after a place in an order. Null and absent sort as one, below every value. */
function afterPlace({ field, descending }: Order, { value, id }: Place): MongoFilter {
  if (field === null) return { _id: { [descending ? "$lt" : "$gt"]: id } };
  const tied = { [field]: value, _id: { $gt: id } };
  if (value === null) return descending ? tied : { $or: [tied, { [field]: { $ne: null } }] };
  return descending
    ? { $or: [tied, { [field]: { $lt: value } }, { [field]: null }] }
    : { $or: [tied, { [field]: { $gt: value } }] };
}

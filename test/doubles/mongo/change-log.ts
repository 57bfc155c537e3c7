import { isDeepStrictEqual } from "node:util";
import type { CreatorRecord } from "../../../lib/domain/creator.ts";
import type { TenantId } from "../../../lib/domain/ids.ts";
import type { CollectionName, Documents, UpsertOutcome } from "../../../lib/ports/documents.ts";

/** A change event without its `_id`: https://www.mongodb.com/docs/manual/reference/change-events/ */
export type ChangeEvent = Readonly<Record<string, unknown>>;

/** Creators in a store that stands in for MongoDB, and what an oplog keeps of their writes. */
export interface ChangeLog {
  /** Writes through these are logged. */
  readonly documents: Documents;
  /** The event at a place, from 1; undefined behind the last and for one that is not kept any more. */
  at(place: number): ChangeEvent | undefined;
  last(): number;
  /** The first place that is still kept. */
  first(): number;
  add(event: ChangeEvent): void;
  /** The oplog is full, so what was written until now is dropped. */
  forget(): void;
  creators(ids: readonly string[]): Promise<CreatorRecord[]>;
  /** Settles with the next event, or after this many milliseconds. */
  next(ms: number): Promise<void>;
}

export function changeLog(store: Documents): ChangeLog {
  const events: ChangeEvent[] = [];
  const tenants = new Set<TenantId>();
  let [first, told] = [1, Promise.withResolvers<void>()];
  const creator = async (id: string) => (await store.getMany("creators", [...tenants], [id])).get(id);
  const add = (event: ChangeEvent): void => {
    events.push(event);
    told.resolve();
    told = Promise.withResolvers();
  };
  /** One write, and MongoDB's event for the fields that it changed. */
  async function logged<T>(
    collection: CollectionName,
    { id, tenant_id, replace }: { id: string; tenant_id: TenantId; replace?: boolean },
    write: () => Promise<T>,
  ): Promise<T> {
    if (collection !== "creators") return write();
    tenants.add(tenant_id);
    const before = await creator(id);
    const result = await write();
    const event = eventOf(before, await creator(id), replace === true);
    if (event) add({ ...event, ns: { db: "double", coll: "creators" }, documentKey: { _id: id } });
    return result;
  }
  const documents: Documents = {
    ...store,
    async upsertMany(collection, writes) {
      const outcomes: UpsertOutcome[] = [];
      for (const write of writes)
        outcomes.push(...(await logged(collection, write, () => store.upsertMany(collection, [write]))));
      return outcomes;
    },
    update: (collection, key, set, when) =>
      logged(collection, key, () => store.update(collection, key, set, when)),
    async updateMany(collection, updates) {
      const changed: boolean[] = [];
      for (const { key, set, when } of updates)
        changed.push(await documents.update(collection, key, set, when));
      return changed;
    },
    async delete(collection, tenant_id, ids) {
      let count = 0;
      for (const id of ids)
        count += await logged(collection, { id, tenant_id }, () => store.delete(collection, tenant_id, [id]));
      return count;
    },
  };
  return {
    documents,
    add,
    at: (place) => (place < first ? undefined : events[place - 1]),
    last: () => events.length,
    first: () => first,
    forget() {
      first = events.length + 1;
    },
    creators: async (ids) => [...(await store.getMany("creators", [...tenants], ids)).values()],
    async next(ms) {
      const timer = Promise.withResolvers<void>();
      const timeout = setTimeout(timer.resolve, ms);
      await Promise.race([told.promise, timer.promise]);
      clearTimeout(timeout);
    },
  };
}

/** An update names the fields that it changed, whatever it set: null where it changed none. */
function eventOf(
  before: CreatorRecord | undefined,
  after: CreatorRecord | undefined,
  isReplacement: boolean,
): ChangeEvent | null {
  if (!after) return before ? { operationType: "delete" } : null;
  if (!before) return { operationType: "insert", fullDocument: after };
  if (isDeepStrictEqual(before, after)) return null;
  if (isReplacement) return { operationType: "replace", fullDocument: after };
  const old: Readonly<Record<string, unknown>> = before;
  const updatedFields = Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !isDeepStrictEqual(value, old[field])),
  );
  const removedFields = Object.keys(before).filter((field) => !Object.hasOwn(after, field));
  return {
    operationType: "update",
    updateDescription: { updatedFields, removedFields, truncatedArrays: [] },
  };
}

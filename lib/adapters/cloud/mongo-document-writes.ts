import type { AnyBulkWriteOperation, WithId } from "mongodb";
import { AppError } from "../../domain/errors.ts";
import {
  type CollectionName,
  type ConditionalUpsert,
  type UpsertOutcome,
  WRITTEN_ONCE,
} from "../../ports/documents.ts";
import { readLimit, type StoredCollection, type StoredDocument } from "./mongo-connection.ts";
import { isDuplicateKey } from "./mongo-errors.ts";
import { namingTooLarge } from "./mongo-record-size.ts";

type Write = ConditionalUpsert<CollectionName>;
interface Placed {
  readonly place: number;
  readonly write: Write;
}

/** In each try somebody's write succeeds. So this limit is reached only if more writers than this meet on one id. */
const TRIES_MAX = 20;

/** Conditional upserts. One bulk write for the first write of each id, and one more for each repetition of ids. */
export async function upsertAll(
  collection: StoredCollection,
  writes: readonly Write[],
): Promise<UpsertOutcome[]> {
  const outcomes: UpsertOutcome[] = writes.map(() => "superseded");
  for (const round of roundsOf(writes)) {
    let open = round;
    for (let tries = 0; open.length > 0; tries += 1) {
      if (tries === TRIES_MAX)
        throw new AppError("unavailable", "documents-contended", "Too many writers met.");
      const { done, refused } = await tryAll(collection, open);
      for (const { place, outcome } of done) outcomes[place] = outcome;
      open = refused.length === 0 ? [] : await notSuperseded(collection, refused);
    }
  }
  return outcomes;
}

/** Writes of one id apply in their order: first the first write of each id, then the second, and so on. */
function roundsOf(writes: readonly Write[]): Placed[][] {
  const seen = new Map<string, number>();
  const rounds: Placed[][] = [];
  for (const [place, write] of writes.entries()) {
    const turn = seen.get(write.id) ?? 0;
    seen.set(write.id, turn + 1);
    const round = rounds[turn] ?? [];
    round.push({ place, write });
    rounds[turn] = round;
  }
  return rounds;
}

interface Tried {
  readonly done: readonly { readonly place: number; readonly outcome: UpsertOutcome }[];
  /** Writes whose id has a version that is not lower, or was taken at the same moment. */
  readonly refused: readonly Placed[];
}

async function tryAll(collection: StoredCollection, writes: readonly Placed[]): Promise<Tried> {
  // Plain inserts, so that database users need no right to change what is written once: mongo-roles.ts.
  const isOnce = collection.collectionName === WRITTEN_ONCE;
  const operations = writes.map(({ write }) => (isOnce ? insertOf(write) : operationOf(write)));
  const sized = operations.map((operation, at) => ({ id: writes[at]?.write.id ?? "", operation }));
  const { inserted, refused } = await namingTooLarge(collection.collectionName, sized, () =>
    bulkWrite(collection, operations),
  );
  return {
    done: writes.flatMap(({ place }, at) => {
      if (refused.has(at)) return [];
      return [{ place, outcome: isOnce || inserted.has(at) ? ("inserted" as const) : ("updated" as const) }];
    }),
    refused: writes.filter((_, at) => refused.has(at)),
  };
}

/** If the stored version is not lower, the filter does not match and the insert fails on the id. */
function operationOf({
  id,
  tenant_id,
  version,
  set,
  setOnInsert,
  replace,
}: Write): AnyBulkWriteOperation<StoredDocument> {
  const filter = { _id: id, tenant_id, version: { $lt: version } };
  if (replace === true) {
    return { replaceOne: { filter, replacement: { ...set, tenant_id, version }, upsert: true } };
  }
  // A path may be in one operator only.
  const fresh = Object.entries(setOnInsert ?? {}).filter(([field]) => !Object.hasOwn(set, field));
  const update = { $set: { ...set, version }, $setOnInsert: { ...Object.fromEntries(fresh), tenant_id } };
  return { updateOne: { filter, update, upsert: true } };
}

const insertOf = ({
  id,
  tenant_id,
  version,
  set,
  setOnInsert,
}: Write): AnyBulkWriteOperation<StoredDocument> => ({
  insertOne: { document: { ...setOnInsert, ...set, _id: id, tenant_id, version } },
});

async function bulkWrite(
  collection: StoredCollection,
  operations: AnyBulkWriteOperation<StoredDocument>[],
): Promise<{ inserted: ReadonlySet<number>; refused: ReadonlySet<number> }> {
  const { MongoBulkWriteError } = await import("./mongo-driver.ts");
  try {
    const { upsertedIds } = await collection.bulkWrite(operations, { ordered: false });
    return { inserted: placesOf(upsertedIds), refused: new Set() };
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    if (failures.length === 0 || !failures.every(isDuplicateKey)) throw error;
    return {
      inserted: placesOf(error.result.upsertedIds),
      refused: new Set(failures.map(({ index }) => index)),
    };
  }
}

const placesOf = (byPlace: Readonly<Record<number, unknown>>): Set<number> =>
  new Set(Object.keys(byPlace).map(Number));

/**
 * The refused writes to try again. The others met an equal or newer version.
 * @throws AppError `conflict` when an id belongs to another tenant; writes beside it may have been applied.
 */
async function notSuperseded(collection: StoredCollection, refused: readonly Placed[]): Promise<Placed[]> {
  const ids = refused.map(({ write }) => write.id);
  const stored = new Map<string, Pick<WithId<StoredDocument>, "tenant_id" | "version">>();
  const found = collection.find(
    { _id: { $in: ids } },
    { projection: { tenant_id: 1, version: 1 }, batchSize: ids.length + 1, ...readLimit() },
  );
  for await (const document of found) stored.set(document._id, document);
  return refused.filter(({ write }) => {
    const present = stored.get(write.id);
    if (present && present.tenant_id !== write.tenant_id) {
      throw new AppError("conflict", "foreign-id", "The id belongs to another tenant.", { id: write.id });
    }
    return !present || present.version < write.version;
  });
}

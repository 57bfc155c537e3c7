import { isDeepStrictEqual } from "node:util";
import { rewrapped } from "../consent/sealed-consent.ts";
import { inChunks } from "../domain/chunks.ts";
import type { Creator } from "../domain/creator.ts";
import { AppError } from "../domain/errors.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import type { MovedRow } from "../domain/move.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import {
  APPEND_ONLY,
  type CollectionName,
  type Collections,
  type MutableCollection,
  type TenantDocuments,
  wholeRecord,
} from "../ports/tenant-documents.ts";
import { type Subject, suppressionCheck } from "../suppression/suppression.ts";
import { carriedCollections, onlyScope, ownersIn } from "./collections.ts";
import { inStep, type Step } from "./in-step.ts";
import type { MoveOptions, MovePorts } from "./ports.ts";

/** Makes the target's records equal to the source's, collection by collection, suppressions first. */
export async function moveDocuments(ports: MovePorts, options: MoveOptions): Promise<MovedRow[]> {
  const owners = await ownersIn(ports.source);
  const rows: MovedRow[] = [];
  for (const collection of carriedCollections(ports)) {
    for (const owner of owners) {
      const row = await moveCollection(ports, collection, owner, options);
      if (row.records + row.removed > 0) rows.push(row);
    }
  }
  return rows;
}

/** Some 200 kB of creators, so that even a slow database answers in time. */
const RECORDS_A_WRITE = 100;

async function moveCollection(
  ports: MovePorts,
  collection: CollectionName,
  owner: TenantId,
  { onProgress, signal }: MoveOptions,
): Promise<MovedRow> {
  const source = ports.source.openDocuments(onlyScope(owner));
  const target = ports.target.openDocuments(ownScope(owner));
  const name = `${collection} of ${owner}`;
  const row = { part: "documents" as const, name, records: 0, written: 0, removed: 0, left_out: 0 };
  const steps = inStep(source.scan(collection, ""), target.scan(collection, ""), ({ id }) => id);
  for await (const step of steps) {
    signal.throwIfAborted();
    const { missing, both } = step;
    row.records += missing.length + both.length;
    const changed = both.filter((pair) => !isSame(asCarried(ports, pair.source), pair.target));
    const fresh = await admitted(ports, target, missing);
    const coming = [
      ...fresh,
      ...(await admitted(
        ports,
        target,
        changed.map((pair) => pair.source),
      )),
    ];
    row.left_out += missing.length - fresh.length;
    row.written += coming.length;
    const records: Collections[CollectionName][] = [];
    for (const record of coming) records.push(await rewrappedFor(ports, asCarried(ports, record)));
    for (const part of inChunks(records, RECORDS_A_WRITE)) {
      await write(target, collection, part);
    }
    row.removed += await removeExtra(source, target, collection, step);
    onProgress({ what: name, done: row.records });
  }
  return { ...row, there: await ports.target.openDocuments(onlyScope(owner)).count(collection, []) };
}

/** Leaves out creators that the target suppresses, whatever the source still has of them. */
async function admitted<T extends object>(
  { keyring }: MovePorts,
  target: TenantDocuments,
  records: readonly T[],
): Promise<T[]> {
  const subjects = records.flatMap((record): Subject[] => {
    if (!isLiveCreator(record)) return [];
    const { id, platform, platform_user_id } = record;
    return [{ id, account: { platform, platform_user_id } }];
  });
  if (subjects.length === 0) return [...records];
  const suppressed = await suppressionCheck(keyring, subjects)(target);
  return records.filter((record) => !(isLiveCreator(record) && suppressed.has(record.id)));
}

/** Only records of creators say whether they are erased. */
const isLiveCreator = (record: object): record is Creator => "erased" in record && record.erased === false;

/** If the target makes its own vectors, the records' marks are cleared, because they describe other vectors. */
function asCarried<T extends object>({ embedsAnew }: MovePorts, record: T): T {
  return embedsAnew && isLiveCreator(record) ? { ...record, index_mark: null, index_pending: true } : record;
}

/** Wraps data keys with the target's key if the two sides wrap differently. */
async function rewrappedFor<T extends object>({ source, target }: MovePorts, record: T): Promise<T> {
  if (source.keyWrapping === target.keyWrapping || !isLiveCreator(record) || !record.consent) return record;
  const owner = { tenant: record.tenant_id, creator: record.id };
  const consent = await rewrapped(source.keyWrapping, target.keyWrapping, record.consent, owner);
  return { ...record, consent };
}

/**
 * Each side seals a consent with its own keys, so seals are not compared. A consent that is given again has another
 * `at`.
 */
const isSame = (one: object, other: object): boolean =>
  isDeepStrictEqual(withoutSeals(one), withoutSeals(other));

const withoutSeals = (record: object): object =>
  isLiveCreator(record) && record.consent
    ? { ...record, consent: { ...record.consent, sealed: null } }
    : record;

/** @throws AppError `conflict`, code `target-in-use`, if the target's own audit differs. */
async function write<C extends CollectionName>(
  target: TenantDocuments,
  collection: C,
  records: readonly Collections[C][],
): Promise<void> {
  const outcomes = await target.upsertMany(collection, records.map(wholeRecord<C>));
  const superseded = records.filter((_, at) => outcomes[at] === "superseded");
  if (superseded.length === 0) return;
  if (!isMutable(collection)) return requireSame(target, collection, superseded);
  // The record changed but kept its version, and an upsert alone would keep the target's.
  await target.delete(collection, idsOf(superseded));
  await target.upsertMany(collection, superseded.map(wholeRecord<C>));
}

const isMutable = (collection: CollectionName): collection is MutableCollection =>
  !(APPEND_ONLY as readonly CollectionName[]).includes(collection);

async function requireSame<C extends CollectionName>(
  target: TenantDocuments,
  collection: C,
  records: readonly Collections[C][],
): Promise<void> {
  const there = await target.getMany(collection, idsOf(records));
  if (records.some((record) => !isSame(record, there.get(record.id) ?? {}))) throw inUse();
}

const inUse = (): AppError =>
  new AppError(
    "conflict",
    "target-in-use",
    "The target was used since the move began: its audit has entries that the source has not. End what runs there, empty its stores, and move again.",
  );

/**
 * Removes what the source no longer has. It asks the source once more, so that a wrong order alone cannot cost a
 * record.
 */
async function removeExtra<C extends CollectionName>(
  source: TenantDocuments,
  target: TenantDocuments,
  collection: C,
  { extra }: Step<Collections[C]>,
): Promise<number> {
  if (extra.length === 0) return 0;
  const ids = idsOf(extra);
  const known = await source.getMany(collection, ids);
  const gone = ids.filter((id) => !known.has(id));
  if (gone.length === 0) return 0;
  if (!isMutable(collection)) throw inUse();
  return target.delete(collection, gone);
}

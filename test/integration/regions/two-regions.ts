import { join } from "node:path";
import { createFileObjects } from "../../../lib/adapters/embedded/file-objects.ts";
import { createMemoryCache } from "../../../lib/adapters/embedded/memory-cache.ts";
import { createSqliteDocuments } from "../../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { createSqliteQueues } from "../../../lib/adapters/embedded/sqlite-queues.ts";
import { openSqliteStore } from "../../../lib/adapters/embedded/sqlite-store.ts";
import { inPlace } from "../../../lib/compose/regions.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { LOCAL_TENANT, SYSTEM_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import type { CollectionName, Documents } from "../../../lib/ports/documents.ts";
import { tenantDocuments } from "../../../lib/ports/tenant-documents.ts";
import { createSearchMemory, SEARCH_SETTINGS } from "../../../lib/search/search-creators.ts";
import { createMemoryVectorIndex } from "../pipeline/memory-vector-index.ts";
import { createRig, type RigOptions } from "../pipeline/rig.ts";

export const PRIMARY = "us-east-1";
export const SECOND = "eu-central-1";
const ALL = [PRIMARY, SECOND];

/** As lib/adapters/cloud/mongo-connection.ts has it, of what the tests store. */
const READ_THERE: readonly CollectionName[] = ["creators", "suppressions", "identities", "benchmarks"];

/** What may be cut, by the names of its ends. */
export interface Cuts {
  /** Nothing passes between the regions. */
  isCut: boolean;
  /** The second region's vector index does not answer. */
  isIndexOut: boolean;
}

/**
 * Two regions on one machine: the pipeline's rig is the primary, beside it a second region with a vector index, a
 * cache and queues of its own, and a copy of the documents that catches up when it is told to.
 */
export function twoRegions(options: RigOptions = {}) {
  const rig = createRig(options);
  const cuts: Cuts = { isCut: false, isIndexOut: false };
  const isAcross = () => cuts.isCut;
  const across = <T extends object>(port: T): T => cuttable(port, isAcross);
  const store = openSqliteStore({ folder: join(rig.folder, SECOND) });
  const copy = createSqliteDocuments(store);
  const vectors = createMemoryVectorIndex(rig.ports.embedder.dimensions);
  const { clock } = rig.ports;
  const queues = createSqliteQueues(join(rig.folder, "second-queues.sqlite"), {
    clock,
    maxReceives: options.maxReceives ?? 1_000,
  });
  const copies = createFileObjects({ folder: join(rig.folder, "second-objects") });
  const there = {
    keywords: createSqliteKeywordIndex(store),
    vectors: cuttable(vectors.index, () => cuts.isIndexOut),
    cache: createMemoryCache({ clock }),
    queues,
  };
  const openCopy = (documents: Documents) => (scope: typeof LOCAL_SCOPE) => tenantDocuments(documents, scope);
  const ofSecond = {
    name: SECOND,
    openDocuments: openCopy(across(copy)),
    keywords: across(there.keywords),
    vectors: across(there.vectors),
    cache: across(there.cache),
    queues: across(queues),
    objects: across(copies),
  };
  const own = { ...rig.ports };
  Object.assign(rig.ports, inPlace(own, { all: ALL, here: PRIMARY, primary: PRIMARY }, [ofSecond]));

  const primary = across(rig.documents);
  const ofPrimary = { ...own, name: PRIMARY, cache: across(own.cache) };
  const place = { all: ALL, here: SECOND, primary: PRIMARY };
  /** The worker that fills the index there reads what it embeds from the primary. */
  const worker = inPlace({ ...own, ...there, openDocuments: openCopy(primary) }, place, [ofPrimary]);
  /** What answers people there. */
  const readers = () => {
    const parts = { ...own, ...there, openDocuments: openCopy(readThere(copy, primary)) };
    const services = inPlace(parts, place, [ofPrimary]);
    return {
      ...services,
      documents: services.openDocuments(LOCAL_SCOPE),
      memory: createSearchMemory(),
      settings: SEARCH_SETTINGS,
    };
  };

  return {
    ...{ rig, cuts, vectors, copy, worker, readers, queues },
    cacheThere: there.cache,
    /** The copy becomes what the primary is; not over a cut. */
    async catchUp(): Promise<void> {
      if (cuts.isCut) return;
      for (const collection of READ_THERE) await replicate(collection, rig.documents, copy);
    },
    close(): void {
      queues.close();
      store.close();
      rig.close();
    },
  };
}
export type TwoRegions = ReturnType<typeof twoRegions>;

/** Searches read the copy; everything else, and every write, is the primary's. */
function readThere(copy: Documents, primary: Documents): Documents {
  const of = (collection: CollectionName): Documents => (READ_THERE.includes(collection) ? copy : primary);
  return {
    ...primary,
    upsertMany: (collection, writes) => primary.upsertMany(collection, writes),
    update: (collection, key, set, when) => primary.update(collection, key, set, when),
    updateMany: (collection, updates) => primary.updateMany(collection, updates),
    getMany: (collection, tenants, ids) => of(collection).getMany(collection, tenants, ids),
    getSearched: (tenants, ids) => of("creators").getSearched(tenants, ids),
    find: (collection, query) => of(collection).find(collection, query),
    count: (collection, query) => of(collection).count(collection, query),
    scan: (collection, tenants, prefix, after) => of(collection).scan(collection, tenants, prefix, after),
  };
}

/** A port that does not answer while it is cut off. */
function cuttable<T extends object>(port: T, isCut: () => boolean): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) => {
        if (!isCut()) return Reflect.apply(member, target, given);
        const error = new AppError("unavailable", "cut-off", "Nothing passes.");
        return name === "scan" ? failing(error) : Promise.reject(error);
      };
    },
  });
}

// biome-ignore lint/correctness/useYield: the stream fails before its first page.
async function* failing(error: AppError): AsyncGenerator<never> {
  throw error;
}

/** Records as they are, whatever their versions say: as a member of a replica set copies its primary. */
async function replicate(collection: CollectionName, from: Documents, to: Documents): Promise<void> {
  const tenants = [LOCAL_TENANT, SYSTEM_TENANT];
  const read = async (documents: Documents) => {
    const records = new Map<string, { readonly text: string; readonly record: Record<string, unknown> }>();
    for await (const page of documents.scan(collection, tenants, ""))
      for (const record of page)
        records.set(record.id, { text: JSON.stringify(record), record: { ...record } });
    return records;
  };
  const [source, target] = await Promise.all([read(from), read(to)]);
  for (const tenant of tenants) {
    const gone = [...target].flatMap(([id, { text, record }]) =>
      record.tenant_id === tenant && source.get(id)?.text !== text ? [id] : [],
    );
    if (gone.length > 0) await to.delete(collection, tenant, gone);
  }
  const added = [...source].flatMap(([id, { text, record }]) => {
    if (target.get(id)?.text === text) return [];
    const { id: _id, tenant_id: _tenant, version: _version, ...set } = record;
    return [{ id, tenant_id: record.tenant_id as typeof LOCAL_TENANT, version: String(record.version), set }];
  });
  await to.upsertMany(collection, added);
}

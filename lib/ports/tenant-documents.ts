import { AUDIT_VERSION } from "../domain/audit.ts";
import type { Condition, Guard } from "../domain/condition.ts";
import type { SearchedRecord } from "../domain/creator.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import { ownScope, type TenantScope } from "../domain/tenant-scope.ts";
import type {
  CollectionName,
  Collections,
  ConditionalUpsert,
  Documents,
  FindQuery,
  MutableCollection,
  Page,
  UpsertOutcome,
} from "./documents.ts";
import { APPEND_ONLY, WRITTEN_ONCE } from "./documents.ts";

export type { CollectionName, Collections, MutableCollection, Page } from "./documents.ts";
export { APPEND_ONLY } from "./documents.ts";

type Unscoped<C extends CollectionName> = Omit<ConditionalUpsert<C>, "tenant_id">;

/** A write that makes the stored record exactly this one, unless the stored version is as new. */
export function wholeRecord<C extends CollectionName>(record: Collections[C]): Unscoped<C> {
  const { id, tenant_id: _, version, ...set } = record;
  return { id, version, set: set as Unscoped<C>["set"], replace: true };
}

type Update<C extends CollectionName> = {
  readonly id: string;
  readonly set: ConditionalUpsert<C>["set"];
  readonly when?: readonly Guard[];
};

/**
 * The only way for use cases to the database. Reads see the scope's tenants and writes go to its own tenant. If a
 * record of another tenant still comes back, the call fails. The audit only grows: code that would change or remove an
 * entry does not compile, and is refused at run time too.
 */
export interface TenantDocuments {
  readonly scope: TenantScope;
  get<C extends CollectionName>(collection: C, id: string): Promise<Collections[C] | null>;
  getMany<C extends CollectionName>(
    collection: C,
    ids: readonly string[],
  ): Promise<Map<string, Collections[C]>>;
  /** Creators without `UNSEARCHED_FIELDS`. */
  getSearched(ids: readonly string[]): Promise<Map<string, SearchedRecord>>;
  find<C extends CollectionName>(
    collection: C,
    query: Omit<FindQuery, "tenants">,
  ): Promise<Page<Collections[C]>>;
  count<C extends CollectionName>(collection: C, where: readonly Condition[]): Promise<number>;
  upsertMany<C extends CollectionName>(
    collection: C,
    writes: readonly Unscoped<C>[],
  ): Promise<UpsertOutcome[]>;
  update<C extends MutableCollection>(collection: C, update: Update<C>): Promise<boolean>;
  updateMany<C extends MutableCollection>(collection: C, updates: readonly Update<C>[]): Promise<boolean[]>;
  delete<C extends MutableCollection>(collection: C, ids: readonly string[]): Promise<number>;
  deleteUnchanged<C extends MutableCollection>(
    collection: C,
    records: readonly { readonly id: string; readonly version: string }[],
  ): Promise<number>;
  scan<C extends CollectionName>(
    collection: C,
    idPrefix: string,
    after?: string,
  ): AsyncIterable<Collections[C][]>;
}

/** Opens the database for one tenant. `compose/` passes this to use cases. */
export type OpenTenantDocuments = (scope: TenantScope) => TenantDocuments;

/** The caller's own records, without the common catalogue's. */
export const ownDocuments = ({
  documents,
  openDocuments,
}: {
  readonly documents: TenantDocuments;
  readonly openDocuments: OpenTenantDocuments;
}): TenantDocuments => openDocuments(ownScope(documents.scope.tenantId));

export function tenantDocuments(documents: Documents, scope: TenantScope): TenantDocuments {
  const own = scope.tenantId;
  return {
    scope,
    async get(collection, id) {
      const found = await documents.getMany(collection, scope.reads, [id]);
      return admit(scope, found.get(id)) ?? null;
    },
    async getMany(collection, ids) {
      if (ids.length === 0) return new Map();
      const found = await documents.getMany(collection, scope.reads, ids);
      for (const record of found.values()) admit(scope, record);
      return found;
    },
    async getSearched(ids) {
      if (ids.length === 0) return new Map();
      const found = await documents.getSearched(scope.reads, ids);
      for (const record of found.values()) admit(scope, record);
      return found;
    },
    async find(collection, query) {
      const page = await documents.find(collection, { ...query, tenants: scope.reads });
      for (const record of page.items) admit(scope, record);
      return page;
    },
    count: (collection, where) => documents.count(collection, { tenants: scope.reads, where }),
    async upsertMany(collection, writes) {
      if (writes.length === 0) return [];
      refuseRewriting(collection, writes);
      return documents.upsertMany(
        collection,
        writes.map((write) => ({ ...write, tenant_id: own })),
      );
    },
    async update(collection, { id, set, when }) {
      refuseChanging(collection);
      return documents.update(collection, { tenant_id: own, id }, set, when);
    },
    async updateMany(collection, updates) {
      refuseChanging(collection);
      if (updates.length === 0) return [];
      return documents.updateMany(
        collection,
        updates.map(({ id, ...rest }) => ({ ...rest, key: { tenant_id: own, id } })),
      );
    },
    async delete(collection, ids) {
      refuseChanging(collection);
      return ids.length === 0 ? 0 : documents.delete(collection, own, ids);
    },
    async deleteUnchanged(collection, records) {
      refuseChanging(collection);
      return records.length === 0 ? 0 : documents.deleteUnchanged(collection, own, records);
    },
    async *scan(collection, idPrefix, after) {
      for await (const page of documents.scan(collection, [own], idPrefix, after)) {
        for (const record of page) admit(scope, record);
        yield page;
      }
    },
  };
}

/** Refuses code that gets around the types. */
function refuseChanging(collection: CollectionName): void {
  const grows: readonly CollectionName[] = APPEND_ONLY;
  if (grows.includes(collection)) throw appendOnly(collection);
}

/** All entries have the same version, so a second write of an entry never wins. Heads have versions of their own. */
function refuseRewriting(
  collection: CollectionName,
  writes: readonly { readonly version: string; readonly replace?: boolean }[],
): void {
  const rewrites = collection === WRITTEN_ONCE && writes.some(({ version }) => version !== AUDIT_VERSION);
  if (rewrites) throw appendOnly(collection);
}

const appendOnly = (collection: CollectionName): AppError =>
  new AppError(
    "forbidden",
    "append-only",
    "The audit only grows: its entries are neither changed nor removed.",
    { collection },
  );

function admit<T extends { tenant_id: TenantId }>(scope: TenantScope, record: T | undefined): T | undefined {
  if (record && !scope.reads.includes(record.tenant_id)) {
    const message = "A record of another tenant came back from the store.";
    throw new AppError("forbidden", "foreign-tenant", message, { tenant: scope.tenantId });
  }
  return record;
}

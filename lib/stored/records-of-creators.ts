import { oneOf } from "../domain/condition.ts";
import { type CreatorId, idsOf, type TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import type { CollectionName, Collections, TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "./every-page.ts";

/** The fields of a record that hold ids of creators. */
type IdFields<R> = R extends unknown
  ? {
      [K in keyof R & string]: Extract<R[K], CreatorId | readonly CreatorId[]> extends never ? never : K;
    }[keyof R & string]
  : never;

/**
 * A record that names a creator in these fields is removed with it, and `store` covers it in an erasure. `own-way`:
 * more must be done than remove the record. `evidence`: the record stays, because it tells what was done or keeps the
 * creator away.
 */
type Naming<R> = [IdFields<R>] extends [never]
  ? "nobody" | "own-way"
  :
      | { readonly store: Erasure["stores"][number]["store"]; readonly fields: readonly IdFields<R>[] }
      | "own-way"
      | "evidence";

/**
 * How the records of each collection name creators. If a new collection is missing here, nothing compiles. A creator
 * named by fields is forgotten in the documents and in every copy of them, and read back.
 */
export const NAMING = {
  list_entries: { store: "lists", fields: ["creator_id"] },
  search_hits: { store: "saved-searches", fields: ["creator_id"] },
  feedback: { store: "feedback", fields: ["creator_id"] },
  match_keys: { store: "suggestions", fields: ["creator_id"] },
  identity_suggestions: { store: "suggestions", fields: ["a", "b"] },
  // A message that a creator was erased has no `creator_id` and stays until its days are over.
  webhook_deliveries: { store: "webhooks", fields: ["creator_id"] },
  creators: "own-way",
  identities: "own-way",
  references: "own-way",
  targets: "own-way",
  export_parts: "own-way",
  erasures: "evidence",
  erasure_parts: "evidence",
  backup_erasures: "evidence",
  suppressions: "nobody",
  erasure_reports: "nobody",
  vector_deletions: "nobody",
  account_challenges: "nobody",
  audit: "nobody",
  audit_heads: "nobody",
  retention_reports: "nobody",
  benchmarks: "nobody",
  checkpoints: "nobody",
  api_keys: "nobody",
  tenants: "nobody",
  lists: "nobody",
  saved_searches: "nobody",
  exports: "nobody",
  adapters: "nobody",
  webhooks: "nobody",
  backups: "nobody",
  backup_shards: "nobody",
  state_backups: "nobody",
  restores: "nobody",
  job_runs: "nobody",
  moves: "nobody",
  acts: "nobody",
  feed_positions: "nobody",
} as const satisfies { readonly [C in CollectionName]: Naming<Collections[C]> };
type NamedBy<N> = {
  [C in CollectionName]: (typeof NAMING)[C] extends N ? C : never;
}[CollectionName];
type NamedCollection = NamedBy<{ readonly store: unknown }>;
/** Collections for which each copy must define how it forgets a creator. */
export type OwnWayCollection = NamedBy<"own-way">;
export type NamedStore = (typeof NAMING)[NamedCollection]["store"];

/** Each field of the stores' records that names creators; of all stores if none is given. */
const placesOf = (stores: readonly NamedStore[] | null) =>
  Object.entries(NAMING).flatMap(([collection, naming]) =>
    typeof naming === "object" && (stores === null || stores.includes(naming.store))
      ? naming.fields.map((field) => ({ collection: collection as NamedCollection, field }))
      : [],
  );

/** Records that may name a creator: `read` reads those of all tenants concerned, `ownedBy` removes one tenant's. */
export interface Holders {
  readonly read: TenantDocuments;
  readonly ownedBy: (owner: TenantId) => TenantDocuments;
}

const PAGE = 1_000;
const naming = (field: string, ids: readonly CreatorId[]) => [oneOf(field, ids)];

/** Removes the records that name the creators. Returns how many were removed. */
export async function removeRecordsOf(
  { read, ownedBy }: Holders,
  ids: readonly CreatorId[],
  stores: readonly NamedStore[] | null = null,
): Promise<number> {
  let removed = 0;
  for (const { collection, field } of placesOf(stores)) {
    for await (const page of everyPage(read, collection, { where: naming(field, ids), limit: PAGE })) {
      for (const [owner, records] of Map.groupBy(page, ({ tenant_id }) => tenant_id))
        removed += await ownedBy(owner).delete(collection, idsOf(records));
    }
  }
  return removed;
}

/** Counts how often records name the creators. */
export async function countRecordsOf(
  { read }: Pick<Holders, "read">,
  ids: readonly CreatorId[],
  stores: readonly NamedStore[] | null = null,
): Promise<number> {
  let found = 0;
  for (const { collection, field } of placesOf(stores))
    found += await read.count(collection, naming(field, ids));
  return found;
}

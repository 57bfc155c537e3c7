import { everyTenant, holdersOf } from "../../access/tenants.ts";
import { removeTargetsOf } from "../../crawl/targets/remove-targets.ts";
import type { Tombstone } from "../../domain/creator.ts";
import type { CreatorId, TenantId } from "../../domain/ids.ts";
import { ownScope } from "../../domain/tenant-scope.ts";
import { withdrawExports } from "../../exports/forget-creators.ts";
import { forgetDecisions } from "../../identity/decisions.ts";
import { forgetIdentities } from "../../identity/settle-identities.ts";
import { type OwnWayCollection, removeRecordsOf } from "../../stored/records-of-creators.ts";
import {
  type ErasureSubject,
  type OpenErasurePorts,
  suppressSubjects,
} from "../../suppression/open-erasure.ts";

export interface Forgotten {
  readonly tenantId: TenantId;
  readonly creatorId: CreatorId;
  readonly erasureId: string;
}

type CopyPorts = Pick<OpenErasurePorts, "openDocuments" | "keyring" | "clock">;

/**
 * Does in a copy of the documents what the erasure did in the documents: suppression, tombstone, no link to others, and
 * nothing that tenants keep of them, has to crawl or to tell. Which creators the copy still held.
 */
export async function forgetIn(ports: CopyPorts, creators: readonly Forgotten[]): Promise<CreatorId[]> {
  const found: CreatorId[] = [];
  for (const one of creators) {
    let removed = await removeRecordsOf(await holdersOf(ports, one.tenantId), [one.creatorId]);
    for (const forget of Object.values(OWN_WAY)) removed += await forget(ports, one);
    if (removed > 0) found.push(one.creatorId);
  }
  return found;
}

const documentsOf = ({ openDocuments }: CopyPorts, { tenantId }: Forgotten) =>
  openDocuments(ownScope(tenantId));

/** How many records went of each collection that names creators in a way of its own. */
const OWN_WAY: Readonly<Record<OwnWayCollection, (ports: CopyPorts, one: Forgotten) => Promise<number>>> = {
  creators: forgetRecord,
  references: (ports, one) => forgetDecisions(documentsOf(ports, one), [one.creatorId]),
  identities: (ports, one) =>
    forgetIdentities({ clock: ports.clock, documents: documentsOf(ports, one) }, [one.creatorId]),
  targets: (ports, one) => removeTargetsOf(ports, documentsOf(ports, one), [one.creatorId], false),
  export_parts: ({ openDocuments }, { tenantId, creatorId }) =>
    withdrawExports({ openDocuments, objects: NO_FILES }, tenantId, [creatorId]),
};
/** Files of exports are in no copy, and end within the day. */
const NO_FILES = { deletePrefix: async () => 0 };

async function forgetRecord(ports: CopyPorts, one: Forgotten): Promise<number> {
  const { tenantId, creatorId: id, erasureId } = one;
  const documents = documentsOf(ports, one);
  const record = await documents.get("creators", id);
  if (!record || record.erased || record.tenant_id !== tenantId) return 0;
  const { platform, platform_user_id } = record;
  const subject: ErasureSubject = { id, platform, account: { platform, platform_user_id }, isStored: true };
  // What holds in every tenant is carried over with the suppressions.
  await suppressSubjects(ports, documents, { id: erasureId, origin: "ingest" }, [subject]);
  return 1;
}

/**
 * What a restored copy of the documents needs before it is used: those erased since are erased in it, and every other
 * creator waits for its vector, since no mark of the copy tells of the index beside it.
 */
export async function settleRestoredCopy(ports: CopyPorts, tombstones: readonly Tombstone[]): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(tombstones, (one) => one.tenant_id)) {
    const documents = ports.openDocuments(ownScope(tenantId));
    await forgetIn(
      ports,
      ofTenant.map(({ id }) => ({ tenantId, creatorId: id, erasureId: RESTORED })),
    );
    // Also of those that the copy does not know: no later write may bring them in.
    await documents.upsertMany(
      "creators",
      ofTenant.map(({ id, version, platform, updated_at }) => ({
        id,
        version,
        replace: true,
        set: { erased: true, platform, updated_at },
      })),
    );
  }
  await waitForVectors(ports);
}

const RESTORED = "restored";

/** Lets every creator be embedded again, as where the index beside the documents is gone. */
export async function waitForVectors(ports: Pick<CopyPorts, "openDocuments">): Promise<void> {
  for (const tenantId of await everyTenant(ports)) {
    const documents = ports.openDocuments(ownScope(tenantId));
    for await (const page of documents.scan("creators", "")) {
      const live = page.filter(({ erased }) => !erased);
      const set = { index_mark: null, index_pending: true, index_urgent: false };
      await documents.updateMany(
        "creators",
        live.map(({ id }) => ({ id, set })),
      );
    }
  }
}

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
 * Repeats in a copy of the documents what the erasure did in the documents: adds suppression and tombstone, and removes
 * links to others and everything that tenants keep, crawl or report about the creators. Returns the creators that the
 * copy still held.
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

/**
 * For each collection that names creators in its own way, how to forget them; each returns the number of removed
 * records.
 */
const OWN_WAY: Readonly<Record<OwnWayCollection, (ports: CopyPorts, one: Forgotten) => Promise<number>>> = {
  creators: forgetRecord,
  references: (ports, one) => forgetDecisions(documentsOf(ports, one), [one.creatorId]),
  identities: (ports, one) =>
    forgetIdentities({ clock: ports.clock, documents: documentsOf(ports, one) }, [one.creatorId]),
  targets: (ports, one) => removeTargetsOf(ports, documentsOf(ports, one), [one.creatorId], false),
  export_parts: ({ openDocuments }, { tenantId, creatorId }) =>
    withdrawExports({ openDocuments, objects: NO_FILES }, tenantId, [creatorId]),
};
/** No copy contains export files, and they expire within a day. */
const NO_FILES = { deletePrefix: async () => 0 };

async function forgetRecord(ports: CopyPorts, one: Forgotten): Promise<number> {
  const { tenantId, creatorId: id, erasureId } = one;
  const documents = documentsOf(ports, one);
  const record = await documents.get("creators", id);
  if (!record || record.erased || record.tenant_id !== tenantId) return 0;
  const { platform, platform_user_id } = record;
  const subject: ErasureSubject = { id, platform, account: { platform, platform_user_id }, isStored: true };
  // Suppressions for all tenants are carried over separately.
  await suppressSubjects(ports, documents, { id: erasureId, origin: "ingest" }, [subject]);
  return 1;
}

/**
 * What a restored copy of the documents needs before use. Creators erased since are erased in it. Every other creator
 * waits for its vector, since the copy's marks say nothing about the index beside it.
 */
export async function settleRestoredCopy(ports: CopyPorts, tombstones: readonly Tombstone[]): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(tombstones, (one) => one.tenant_id)) {
    const documents = ports.openDocuments(ownScope(tenantId));
    await forgetIn(
      ports,
      ofTenant.map(({ id }) => ({ tenantId, creatorId: id, erasureId: RESTORED })),
    );
    // Also for creators that the copy does not know, so that no later write can bring them in.
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

/** Has every creator embedded again, for when the index beside the documents is gone. */
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

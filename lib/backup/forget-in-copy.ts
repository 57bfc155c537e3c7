import { everyTenant } from "../access/tenants.ts";
import { removeTargetsOf } from "../crawl/remove-targets.ts";
import type { Tombstone } from "../domain/creator.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import { forgetDecisions } from "../identity/decisions.ts";
import { removeSuggestions } from "../identity/forget-suggestions.ts";
import { forgetIdentities } from "../identity/settle-identities.ts";
import { type ErasureSubject, type OpenErasurePorts, suppressSubjects } from "../suppression/open-erasure.ts";
import { removeDeliveries } from "../webhooks/forget-creators.ts";
import { removeKept } from "../workspace/forget-creators.ts";

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
    const kept = await forgetWhatNamesThem(ports, one);
    if ((await forgetRecord(ports, one)) || kept > 0) found.push(one.creatorId);
  }
  return found;
}

async function forgetRecord(
  ports: CopyPorts,
  { tenantId, creatorId: id, erasureId }: Forgotten,
): Promise<boolean> {
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const record = await documents.get("creators", id);
  if (!record || record.erased || record.tenant_id !== tenantId) return false;
  const { platform, platform_user_id } = record;
  const subject: ErasureSubject = { id, platform, account: { platform, platform_user_id }, isStored: true };
  // What holds in every tenant is carried over with the suppressions.
  await suppressSubjects(ports, documents, { id: erasureId, origin: "ingest" }, [subject]);
  await forgetDecisions(documents, [id]);
  await forgetIdentities({ clock: ports.clock, documents }, [id]);
  return true;
}

/** How many records went. Exports are over within the day, and their files are in no copy. */
async function forgetWhatNamesThem(ports: CopyPorts, { tenantId, creatorId }: Forgotten): Promise<number> {
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  let removed = await removeSuggestions(documents, [creatorId]);
  removed += await removeTargetsOf(ports, documents, [creatorId], false);
  removed += await removeDeliveries(ports, tenantId, [creatorId]);
  for (const kept of ["list_entries", "search_hits", "feedback"] as const)
    removed += await removeKept(ports, kept, tenantId, [creatorId]);
  return removed;
}

/**
 * What a restored copy of the documents needs before it is used: those erased since are erased in it, and every other
 * creator waits for its vector, since no mark of the copy tells of the index beside it.
 */
export async function settleRestoredCopy(ports: CopyPorts, tombstones: readonly Tombstone[]): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(tombstones, (one) => one.tenant_id)) {
    const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
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
    const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
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

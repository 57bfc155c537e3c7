import { eq } from "../../domain/condition.ts";
import type { Finding } from "../../domain/erasure.ts";
import type { CreatorId, TenantId } from "../../domain/ids.ts";
import type { Erasure } from "../../domain/records.ts";
import type { Ports } from "../../ports/ports.ts";
import { backupMessage } from "../backup-message.ts";
import { systemDocuments } from "../ports.ts";

export type EraseFromBackupsPorts = Pick<Ports, "openDocuments" | "objects" | "queues" | "clock">;

export interface BackupRemoval {
  readonly tenantId: TenantId;
  readonly creatorIds: readonly CreatorId[];
  readonly erasure: Pick<Erasure, "id" | "tenant_id">;
}

export const erasureEntryId = (tenantId: TenantId, id: CreatorId): string => `${tenantId}/${id}`;

/**
 * An erasure's other stores take seconds. Waiting a little lets one read of the files serve all erasures that arrive
 * meanwhile.
 */
const GATHER_SECONDS = 10;

/**
 * Has creators removed from every backup. `pending` until a worker has rewritten the files that held them and read them
 * back; `done` at once if there is no backup at all.
 */
export async function eraseFromBackups(
  ports: EraseFromBackupsPorts,
  { tenantId, creatorIds, erasure }: BackupRemoval,
): Promise<Finding> {
  const documents = systemDocuments(ports);
  const entryIds = creatorIds.map((id) => erasureEntryId(tenantId, id));
  const entries = await documents.getMany("backup_erasures", entryIds);
  const missing = creatorIds.filter((id) => !entries.has(erasureEntryId(tenantId, id)));
  if (entries.size === 0 && !(await hasBackups(ports))) return { removed: 0, left: 0, status: "done" };
  const at = ports.clock.now().toISOString();
  await documents.upsertMany(
    "backup_erasures",
    missing.map((creator_id) => ({
      id: erasureEntryId(tenantId, creator_id),
      version: "1",
      set: {
        ...{ erasure_id: erasure.id, erasure_tenant: erasure.tenant_id, owner: tenantId, creator_id },
        ...{ status: "pending" as const, at, removed: 0, done_at: null, is_told: false },
      },
    })),
  );
  const isDone = missing.length === 0 && [...entries.values()].every(({ status }) => status === "done");
  const atLeast = [...entries.values()].reduce((sum, { removed }) => sum + removed, 0);
  if (isDone) return { removed: 0, left: 0, status: "done", atLeast };
  await ports.queues.send("backup", [backupMessage({ work: "rewrite" }, GATHER_SECONDS)]);
  return { removed: 0, left: null, status: "pending", atLeast };
}

/** A running backup counts too, since it will publish what it has read already. */
async function hasBackups(ports: EraseFromBackupsPorts): Promise<boolean> {
  const documents = systemDocuments(ports);
  const running =
    (await documents.count("backups", [eq("status", "running")])) +
    (await documents.count("state_backups", [eq("status", "partial")]));
  return running > 0 || (await ports.objects.list("backups/", { limit: 1 })).objects.length > 0;
}

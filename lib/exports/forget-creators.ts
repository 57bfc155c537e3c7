import { holdersOf } from "../access/tenants.ts";
import { type Condition, oneOf } from "../domain/condition.ts";
import type { ExportId } from "../domain/export.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import type { Ports } from "../ports/ports.ts";
import { everyPage } from "../stored/every-page.ts";
import { exportDocuments, type FileRemoval, removeFiles } from "./store.ts";

const holding = (creatorIds: readonly CreatorId[]): Condition[] => [oneOf("creator_ids", creatorIds)];

/**
 * Withdraws every export that contains one of the creators: removes files and parts, and leaves a record that tells the
 * requester why. Returns the number of withdrawn exports.
 */
export async function withdrawExports(
  ports: FileRemoval,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> {
  const found = new Map<ExportId, TenantId>();
  const query = { where: holding(creatorIds), limit: 100 };
  const { read } = await holdersOf(ports, tenantId);
  for await (const page of everyPage(read, "export_parts", query))
    for (const { export_id, tenant_id } of page) found.set(export_id, tenant_id);
  for (const [id, tenant_id] of found) {
    // First, so that a job that is making the export notices before it marks the file ready.
    await exportDocuments(ports, tenant_id).update("exports", { id, set: { status: "withdrawn" } });
    await removeFiles(ports, { id, tenant_id });
  }
  return found.size;
}

/** Counts the parts of all exports that contain one of the creators. */
export const countInExports = async (
  ports: Pick<Ports, "openDocuments">,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> => (await holdersOf(ports, tenantId)).read.count("export_parts", holding(creatorIds));

import { eq } from "../domain/condition.ts";
import type { Export, ExportId } from "../domain/export.ts";
import type { TenantId } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Objects } from "../ports/objects.ts";
import type { Ports } from "../ports/ports.ts";
import { deleteWhere } from "../stored/every-page.ts";

export type ExportStore = Pick<Ports, "openDocuments" | "objects">;

/** Removes an export's files. A copy of the documents has no files. */
export interface FileRemoval extends Pick<ExportStore, "openDocuments"> {
  readonly objects: Pick<Objects, "deletePrefix">;
}

type Named = Pick<Export, "id" | "tenant_id">;

/** Exports belong to one tenant. Those of the common catalogue's owner are not shared. */
export const exportDocuments = ({ openDocuments }: Pick<ExportStore, "openDocuments">, tenantId: TenantId) =>
  openDocuments(ownScope(tenantId));

const folderOf = ({ tenant_id, id }: Named): string => `exports/${tenant_id}/${id}/`;
/** Rows as NDJSON, whatever format the file will have. */
export const partKey = (one: Named, part: number): string =>
  `${folderOf(one)}parts/${String(part).padStart(6, "0")}.ndjson`;
export const fileKey = (one: Named & Pick<Export, "format">): string =>
  `${folderOf(one)}creators.${one.format}`;
export const partId = (id: ExportId, part: number): string => `${id}/${String(part).padStart(6, "0")}`;

/**
 * Removes the file and all parts; the export's record stays. The parts' records go last, so that an erasure finds the
 * export while any data of a creator may be left.
 */
export async function removeFiles(ports: FileRemoval, one: Named): Promise<void> {
  const documents = exportDocuments(ports, one.tenant_id);
  await ports.objects.deletePrefix(folderOf(one));
  await deleteWhere(documents, "export_parts", [eq("export_id", one.id)]);
}

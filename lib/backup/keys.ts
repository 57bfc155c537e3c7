import { type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { type Platform, platformSchema } from "../domain/platform.ts";

/** Everything of one backup of vectors. */
export const backupPrefix = (id: string): string => `backups/vectors/${id}/`;

/** What bulk import reads: `<this><namespace>/*.parquet`. Nothing else may be under it. */
export const importPrefix = (id: string): string => `${backupPrefix(id)}import/`;

export const importFileKey = (id: string, namespace: string, name: string): string =>
  `${importPrefix(id)}${namespace}/${name}.parquet`;
export const changesFileKey = (id: string, namespace: string, name: string): string =>
  `${backupPrefix(id)}changes/${namespace}/${name}.parquet`;
export const deletionsKey = (id: string, number: number): string =>
  `${backupPrefix(id)}deletions/${String(number).padStart(5, "0")}.ndjson.gz`;
export const manifestKey = (id: string): string => `${backupPrefix(id)}manifest.json`;
export const signatureKey = (id: string): string => `${backupPrefix(id)}manifest.sig`;

/** Copies of the files that a restore imports if it restores only some namespaces. */
export const stagingPrefix = (restoreId: string): string => `backups/staging/${restoreId}/`;

/** The tenant and platform of a namespace; null for one that is not part of the system, such as a drill's. */
export function partsOfNamespace(
  namespace: string,
): { readonly tenantId: TenantId; readonly platform: Platform } | null {
  const [tenantText, platformText, ...rest] = namespace.split(".");
  const tenant = tenantIdSchema.safeParse(tenantText);
  const platform = platformSchema.safeParse(platformText);
  return tenant.success && platform.success && rest.length === 0
    ? { tenantId: tenant.data, platform: platform.data }
    : null;
}

import { type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { type Platform, platformSchema } from "../domain/platform.ts";

/** Everything of one backup of vectors. */
export const backupPrefix = (id: string): string => `backups/vectors/${id}/`;

/** What bulk import reads: `<this><namespace>/*.parquet`, and nothing else stands under it. */
export const importPrefix = (id: string): string => `${backupPrefix(id)}import/`;

export const importFileKey = (id: string, namespace: string, name: string): string =>
  `${importPrefix(id)}${namespace}/${name}.parquet`;
export const changesFileKey = (id: string, namespace: string, name: string): string =>
  `${backupPrefix(id)}changes/${namespace}/${name}.parquet`;
export const deletionsKey = (id: string, number: number): string =>
  `${backupPrefix(id)}deletions/${String(number).padStart(5, "0")}.ndjson.gz`;
export const manifestKey = (id: string): string => `${backupPrefix(id)}manifest.json`;
export const signatureKey = (id: string): string => `${backupPrefix(id)}manifest.sig`;

/** Copies of files that a restore of some namespaces alone imports. */
export const stagingPrefix = (restoreId: string): string => `backups/staging/${restoreId}/`;

/** Whose vectors a namespace holds; null for one that is not the system's, such as a drill's. */
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

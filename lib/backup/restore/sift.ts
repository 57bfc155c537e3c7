import { type CreatorId, creatorIdSchema, type TenantId } from "../../domain/ids.ts";
import { ownScope } from "../../domain/tenant-scope.ts";
import { type Subject, suppressionCheck } from "../../suppression/suppression.ts";
import { partsOfNamespace } from "../keys.ts";
import type { BackupPorts } from "../ports.ts";

export interface Sifted {
  readonly wanted: ReadonlySet<string>;
  /** Erased, or suppressed by id or account. Never sent anywhere. */
  readonly forbidden: ReadonlySet<string>;
  /** Ids that no longer have a document. */
  readonly orphans: ReadonlySet<string>;
}

type SiftPorts = Pick<BackupPorts, "openDocuments" | "keyring">;

/** Tells which vectors of a namespace may come back, from the present documents and suppressions. */
export async function sift(ports: SiftPorts, namespace: string, ids: readonly string[]): Promise<Sifted> {
  const parts = partsOfNamespace(namespace);
  if (!parts) return { wanted: new Set(), forbidden: new Set(), orphans: new Set(ids) };
  return siftOf(ports, parts.tenantId, ids);
}

/** The same for a tenant's creators, no matter what is kept under their ids. */
export async function siftOf(ports: SiftPorts, tenantId: TenantId, ids: readonly string[]): Promise<Sifted> {
  const known = ids.flatMap((id) => creatorIdSchema.safeParse(id).data ?? []);
  const documents = ports.openDocuments(ownScope(tenantId));
  const records = await documents.getMany("creators", known);
  const subjects = known.map((id): Subject => {
    const record = records.get(id);
    if (!record || record.erased) return { id, account: null };
    return { id, account: { platform: record.platform, platform_user_id: record.platform_user_id } };
  });
  const suppressed = await suppressionCheck(ports.keyring, subjects)(documents);
  const isForbidden = (id: CreatorId) => suppressed.has(id) || records.get(id)?.erased === true;
  const forbidden = new Set<string>(known.filter(isForbidden));
  const wanted = new Set<string>(known.filter((id) => !forbidden.has(id) && records.has(id)));
  return { wanted, forbidden, orphans: new Set(ids.filter((id) => !wanted.has(id) && !forbidden.has(id))) };
}

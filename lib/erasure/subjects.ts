import type { CreatorRecord } from "../domain/creator.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { ErasureSubject } from "../suppression/open-erasure.ts";
import type { Account } from "../suppression/suppression.ts";

/** A creator that nothing is stored under. */
export const unstoredSubject = (id: CreatorId, account: Account | null): ErasureSubject => ({
  id,
  platform: account?.platform ?? null,
  account,
  isStored: false,
});

/** The creator, and with `identity` those of its tenant that are known to be the same person. */
export async function subjectsOf(
  documents: TenantDocuments,
  record: CreatorRecord,
  scope: Erasure["scope"],
): Promise<readonly [ErasureSubject, ...ErasureSubject[]]> {
  const others = scope === "identity" ? await linkedTo(documents, record) : [];
  return [subjectOf(record), ...others.map(subjectOf)];
}

async function linkedTo(documents: TenantDocuments, record: CreatorRecord): Promise<CreatorRecord[]> {
  if (record.erased || record.identity_id === null) return [];
  const identity = await documents.get("identities", record.identity_id);
  const others = (identity?.members ?? []).filter((id) => id !== record.id);
  return [...(await documents.getMany("creators", others)).values()];
}

const subjectOf = (record: CreatorRecord): ErasureSubject => ({
  id: record.id,
  platform: record.platform,
  account: record.erased ? null : { platform: record.platform, platform_user_id: record.platform_user_id },
  isStored: true,
});

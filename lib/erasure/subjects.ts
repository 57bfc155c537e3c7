import type { CreatorRecord } from "../domain/creator.ts";
import { type CreatorId, SHARED_TENANT } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { ErasureSubject } from "../suppression/open-erasure.ts";
import { type Account, idsSeenBy } from "../suppression/suppression.ts";

/** A creator of which nothing is stored. */
export const unstoredSubject = (id: CreatorId, account: Account | null): ErasureSubject => ({
  id,
  platform: account?.platform ?? null,
  account,
  isStored: false,
});

/** The creator and, with `identity`, those in its tenant that are known to be the same person. */
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

/** What a tenant asks to erase. */
export interface SeenByTenant {
  /** The tenant's own records, and the common catalogue's, which are only hidden from this tenant. */
  readonly subjects: readonly [ErasureSubject, ...ErasureSubject[]];
  /** Whether one of the tenant's own records lives. */
  readonly isLive: boolean;
  /**
   * The common catalogue's live records of the same accounts, if the tenant sees the catalogue and is not its owner.
   */
  readonly shared: readonly ErasureSubject[];
}

/** One account is one request, even if the tenant holds it itself and also sees it in the common catalogue. */
export async function seenByTenant(
  documents: TenantDocuments,
  named: readonly [ErasureSubject, ...ErasureSubject[]],
): Promise<SeenByTenant> {
  const { tenantId } = documents.scope;
  const all = new Map<CreatorId, ErasureSubject>();
  for (const subject of named) {
    const ids = subject.account ? idsSeenBy(tenantId, subject.account) : [];
    for (const id of [subject.id, ...ids]) all.set(id, { ...subject, id, isStored: false });
  }
  const stored = await documents.getMany("creators", [...all.keys()]);
  const isOwn = (id: CreatorId) => stored.get(id)?.tenant_id === tenantId;
  const subjects = [...all.values()].map((subject) => ({ ...subject, isStored: isOwn(subject.id) }));
  const [first, ...others] = subjects;
  if (!first) throw new Error("Nobody was named.");
  const live = subjects.filter(({ id }) => stored.get(id)?.erased === false);
  const isShared = ({ id }: ErasureSubject) => !isOwn(id) && stored.get(id)?.tenant_id === SHARED_TENANT;
  return {
    subjects: [first, ...others],
    isLive: live.some(({ isStored }) => isStored),
    shared: live.filter(isShared),
  };
}

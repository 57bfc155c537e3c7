import type { Creator, CreatorRecord } from "../domain/creator.ts";
import { type ErasureView, erasureView, isOpen } from "../domain/erasure.ts";
import { type CreatorId, SHARED_TENANT } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { writeAudit } from "./audit.ts";
import {
  announceErased,
  callWorker,
  type ErasureSubject,
  hide,
  latestErasure,
  type OpenErasurePorts,
  openErasure,
} from "./erasure/open-erasure.ts";
import { forgetCreators, type SearchMemory } from "./search/memory.ts";
import type { Account } from "./suppression.ts";

export interface EraseCreatorPorts extends OpenErasurePorts {
  /** The caller's. */
  readonly documents: TenantDocuments;
  /** What this process remembers of searches, so that its own pages forget at once. */
  readonly memory: SearchMemory;
}

export interface EraseCreatorRequest {
  readonly creatorId: CreatorId;
  readonly scope: Erasure["scope"];
  /** The account, where the caller named it and nothing may be stored of it. */
  readonly account?: Account;
}

/**
 * Forgets a creator: see DESIGN "PII and erasure". An id that nothing is stored under is suppressed all the same,
 * for it may be on its way in. A creator of the common catalogue is erased there, for everyone. Asking again gives
 * the same erasure. `actor` is the public id of the key that asked; the act is audited.
 */
export async function eraseCreator(
  ports: EraseCreatorPorts,
  request: EraseCreatorRequest,
  actor: string,
): Promise<ErasureView> {
  const record = await ports.documents.get("creators", request.creatorId);
  const documents = record ? ownersDocuments(ports, record) : ports.documents;
  const isLive = record?.erased === false;
  const known = isLive ? null : await latestErasure(documents, request.creatorId);
  const asked = record ? subjectOf(record) : unstoredSubject(request);
  const erasure = known
    ? await takeUp(ports, documents, known, asked)
    : await openNew(ports, documents, record, asked, request.scope);
  forgetCreators(ports.memory, documents.scope.tenantId, erasure.creator_ids);
  if (documents !== ports.documents) {
    await announceErased(ports.cache, ports.documents.scope.tenantId, erasure.creator_ids);
  }
  await writeAudit(ports, ports.documents, {
    actor,
    action: "erase-creator",
    subject: request.creatorId,
    outcome: "allowed",
    detail: { erasure: erasure.id, scope: request.scope, creators: erasure.creator_ids.length },
  });
  return erasureView(erasure);
}

async function openNew(
  ports: EraseCreatorPorts,
  documents: TenantDocuments,
  record: CreatorRecord | null,
  asked: ErasureSubject,
  scope: Erasure["scope"],
): Promise<Erasure> {
  const others = record && !record.erased && scope === "identity" ? await linkedTo(documents, record) : [];
  return openErasure(ports, documents, { subjects: [asked, ...others.map(subjectOf)], scope });
}

/** The earlier request may not have known the account, or have ended before the worker was called. */
async function takeUp(
  ports: EraseCreatorPorts,
  documents: TenantDocuments,
  erasure: Erasure,
  asked: ErasureSubject,
): Promise<Erasure> {
  await hide(ports, documents, erasure.id, [asked]);
  if (isOpen(erasure)) await callWorker(ports, erasure);
  return erasure;
}

/** The creators that are known to be the same person, without the one itself. */
async function linkedTo(documents: TenantDocuments, creator: Creator): Promise<CreatorRecord[]> {
  if (creator.identity_id === null) return [];
  const identity = await documents.get("identities", creator.identity_id);
  const others = (identity?.members ?? []).filter((id) => id !== creator.id);
  return [...(await documents.getMany("creators", others)).values()];
}

const unstoredSubject = ({ creatorId, account }: EraseCreatorRequest): ErasureSubject => ({
  id: creatorId,
  platform: account?.platform ?? null,
  account: account ?? null,
  isStored: false,
});

const subjectOf = (record: CreatorRecord): ErasureSubject => ({
  id: record.id,
  platform: record.platform,
  account: record.erased ? null : { platform: record.platform, platform_user_id: record.platform_user_id },
  isStored: true,
});

/** A tenant writes its own records alone; those of the common catalogue are erased in the catalogue's name. */
function ownersDocuments(ports: EraseCreatorPorts, record: CreatorRecord): TenantDocuments {
  const isForeign = record.tenant_id !== ports.documents.scope.tenantId;
  if (!isForeign || record.tenant_id !== SHARED_TENANT) return ports.documents;
  return ports.openDocuments(tenantScope(SHARED_TENANT, { subscribesShared: false }));
}

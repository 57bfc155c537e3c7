import { writeAudit } from "../audit/audit.ts";
import { forgetCreators, type SearchMemory } from "../cache/process-memory.ts";
import type { CreatorRecord } from "../domain/creator.ts";
import { type ErasureView, erasureView, isOpen } from "../domain/erasure.ts";
import { type CreatorId, SHARED_TENANT } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { CATALOGUE_SCOPE } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import {
  announceIfReachable,
  callWorker,
  type ErasureSubject,
  hide,
  latestErasure,
  type OpenErasurePorts,
  openErasure,
} from "../suppression/open-erasure.ts";
import { type Account, hideFromTenant } from "../suppression/suppression.ts";
import { subjectsOf, unstoredSubject } from "./subjects.ts";

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
  /** The name that it was asked for by: see `nameSubject`. */
  readonly askedBy?: ErasureSubject | undefined;
}

/**
 * Forgets a creator: see DESIGN "PII and erasure". An id that nothing is stored under is suppressed all the same,
 * for it may be on its way in. A creator of the common catalogue is hidden from the tenant that asks, at once and
 * whatever follows, and then erased there, for everyone. Asking again gives the same erasure. `actor` is the public
 * id of the key that asked; the act is audited.
 */
export async function eraseCreator(
  ports: EraseCreatorPorts,
  request: EraseCreatorRequest,
  actor: string,
): Promise<ErasureView> {
  const record = await ports.documents.get("creators", request.creatorId);
  const isShared = isOfCatalogue(ports, record);
  const documents = isShared ? ports.openDocuments(CATALOGUE_SCOPE) : ports.documents;
  const subjects = record
    ? await subjectsOf(documents, record, request.scope)
    : ([unstoredSubject(request.creatorId, request.account ?? null)] as const);
  if (isShared) await hideForCaller(ports, subjects);
  const isLive = record?.erased === false;
  const known = isLive ? null : await latestErasure(documents, request.creatorId);
  const erasure = known
    ? await takeUp(ports, documents, known, subjects)
    : await openErasure(ports, documents, {
        subjects: request.askedBy ? [...subjects, request.askedBy] : subjects,
        scope: request.scope,
        origin: "caller",
      });
  forgetCreators(ports.memory, documents.scope.tenantId, erasure.creator_ids);
  await writeAudit(ports, ports.documents, {
    actor,
    action: "erase-creator",
    subject: request.creatorId,
    outcome: "allowed",
    detail: { erasure: erasure.id, scope: request.scope, creators: erasure.creator_ids.length },
  });
  return erasureView(erasure);
}

/** A tenant writes its own records alone; those of the common catalogue are erased in the catalogue's name. */
const isOfCatalogue = (ports: EraseCreatorPorts, record: CreatorRecord | null): boolean =>
  record?.tenant_id === SHARED_TENANT && ports.documents.scope.tenantId !== SHARED_TENANT;

/** The tenant's own word, which holds also while the catalogue's erasure is late: in its searches and in its cached pages. */
async function hideForCaller(ports: EraseCreatorPorts, subjects: readonly ErasureSubject[]): Promise<void> {
  const { documents, memory, cache, clock } = ports;
  const ids = subjects.map(({ id }) => id);
  await hideFromTenant(ports, documents, ids, { erasureId: null, at: clock.now().toISOString() });
  forgetCreators(memory, documents.scope.tenantId, ids);
  await announceIfReachable(cache, documents.scope.tenantId, ids);
}

/** The earlier request may not have known the account, or have ended before the worker was called. */
async function takeUp(
  ports: EraseCreatorPorts,
  documents: TenantDocuments,
  erasure: Erasure,
  asked: readonly ErasureSubject[],
): Promise<Erasure> {
  await hide(ports, documents, erasure.id, asked);
  if (isOpen(erasure)) await callWorker(ports, erasure);
  return erasure;
}

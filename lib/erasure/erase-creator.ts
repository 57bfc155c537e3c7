import { writeAudit } from "../audit/audit.ts";
import { forgetCreators, type SearchMemory } from "../cache/process-memory.ts";
import { type ErasureView, erasureView, isOpen } from "../domain/erasure.ts";
import { type CreatorId, idsOf } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import {
  callWorker,
  type ErasureSubject,
  latestErasure,
  type OpenErasurePorts,
  openErasure,
  removeFromPagesIfReachable,
  suppressSubjects,
} from "../suppression/open-erasure.ts";
import type { Account } from "../suppression/suppression.ts";
import { proposeToCatalogue } from "./propose-erasure.ts";
import { seenByTenant, subjectsOf, unstoredSubject } from "./subjects.ts";

export interface EraseCreatorPorts extends OpenErasurePorts {
  /** The documents that the caller may read. */
  readonly documents: TenantDocuments;
  /** The searches that this process remembers, so that its own pages forget the creator at once. */
  readonly memory: SearchMemory;
}

export interface EraseCreatorRequest {
  readonly creatorId: CreatorId;
  readonly scope: Erasure["scope"];
  /** The account, if the caller named it; perhaps nothing is stored of it. */
  readonly account?: Account;
  /** The name that the caller asked by: see `nameSubject`. */
  readonly askedBy?: ErasureSubject | undefined;
}

/**
 * Forgets a creator for the caller's own tenant. It erases the tenant's own record. It hides the common catalogue's
 * record from the tenant at once and proposes its erasure to the platform's administrator (ADR 0026). Other tenants do
 * not change. It also suppresses an id that nothing is stored under, since the creator may be on its way in. Asking
 * again gives the same erasure. `actor` is the public id of the key that asked; the audit has the act before it takes
 * effect.
 */
export async function eraseCreator(
  ports: EraseCreatorPorts,
  request: EraseCreatorRequest,
  actor: string,
): Promise<ErasureView> {
  const { documents } = ports;
  const { scope, creatorId } = request;
  const record = await documents.get("creators", creatorId);
  const named = record
    ? await subjectsOf(documents, record, scope)
    : ([unstoredSubject(creatorId, request.account ?? null)] as const);
  const { subjects, isLive, shared } = await seenByTenant(documents, named);
  const audit = (erasure: string) =>
    writeAudit(ports, documents, {
      ...{ actor, action: "erase-creator", subject: creatorId, outcome: "allowed" },
      detail: { erasure, scope, creators: subjects.length },
    });
  const known = isLive ? null : await latestErasure(documents, creatorId);
  const erasure = known
    ? await takeUp(ports, known, subjects, audit)
    : await openErasure(ports, documents, {
        subjects: request.askedBy ? [...subjects, request.askedBy] : subjects,
        ...{ scope, origin: "caller", audit },
      });
  forgetCreators(ports.memory, documents.scope.tenantId, erasure.creator_ids);
  return erasureView(await proposeToCatalogue(ports, erasure, shared, actor));
}

/** Perhaps the earlier request did not know the account, or died before it called the worker. */
async function takeUp(
  ports: EraseCreatorPorts,
  erasure: Erasure,
  asked: readonly ErasureSubject[],
  audit: (erasureId: string) => Promise<void>,
): Promise<Erasure> {
  const { documents, memory, cache } = ports;
  const { tenantId } = documents.scope;
  const ids = idsOf(asked);
  await audit(erasure.id);
  await suppressSubjects(ports, documents, erasure, asked);
  forgetCreators(memory, tenantId, ids);
  await removeFromPagesIfReachable(cache, tenantId, ids);
  if (isOpen(erasure)) await callWorker(ports, erasure);
  return erasure;
}

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
 * Forgets a creator in the caller's own tenant: its record there is erased, and the common catalogue's is hidden from
 * the tenant at once and proposed to the platform's administrator (ADR 0026). Other tenants are not touched. An id that
 * nothing is stored under is suppressed all the same, for it may be on its way in. Asking again gives the same erasure.
 * `actor` is the public id of the key that asked; the act is audited before it takes effect.
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

/** The earlier request may not have known the account, or have ended before the worker was called. */
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

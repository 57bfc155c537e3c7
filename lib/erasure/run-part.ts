import { writeAudit } from "../audit/audit.ts";
import { dropTargets } from "../crawl/targets/remove-targets.ts";
import { eq } from "../domain/condition.ts";
import { inRegions, isComplete, withFinding } from "../domain/erasure.ts";
import { creatorIdOf, type TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import {
  type ErasureSubject,
  removeFromPagesIfReachable,
  suppressSubjects,
} from "../suppression/open-erasure.ts";
import { partIdOf, whomOf } from "../suppression/reach.ts";
import { throwWhereFailed } from "./incomplete.ts";
import { calledBy } from "./reach-tenants.ts";
import { removeEverywhere } from "./remove-everywhere.ts";
import { type RemovalPorts, removalOf } from "./stores.ts";
import { subjectsOf, unstoredSubject } from "./subjects.ts";
import { tellWebhooks } from "./tell-webhooks.ts";

/**
 * One tenant's part of an erasure everywhere: the tenant's audit first, then hide the creators, then remove them from
 * every store, with evidence of its own. It may be called again; it leaves a finished part alone. For stores that only
 * need time, the erasure's next pass asks.
 * @throws AppError `unavailable`, code `erasure-incomplete`, when a store still has to be asked again.
 */
export async function runPart(
  ports: RemovalPorts,
  catalogue: TenantDocuments,
  erasure: Erasure,
  tenantId: TenantId,
): Promise<void> {
  const id = partIdOf(erasure.id, tenantId);
  const part = await catalogue.get("erasure_parts", id);
  if (!part || part.status === "done") return;
  const documents = ports.openDocuments(ownScope(tenantId));
  const { subjects, isLive } = await subjectsIn(ports, documents, erasure);
  const creator_ids = [...new Set([...part.creator_ids, ...subjects.map((one) => one.id)])];
  const [first] = creator_ids;
  if (isLive && first) await audit(ports, documents, erasure, first);
  // First, so that a process that dies leaves a trace of what it was about to remove.
  await catalogue.update("erasure_parts", { id, set: { creator_ids, call_by: calledBy(ports.clock) } });
  await suppressSubjects(ports, documents, erasure, subjects);
  if (first) await removeFromPagesIfReachable(ports.cache, tenantId, creator_ids);
  const removal = removalOf(ports, erasure, { tenantId, creatorIds: creator_ids });
  await tellWebhooks(ports, removal);
  let stores = inRegions(part.stores, ports.regions);
  await removeEverywhere(ports, removal, async (place, finding) => {
    stores = withFinding(stores, place, finding, ports.clock.now().toISOString());
    await catalogue.update("erasure_parts", { id, set: { stores } });
  });
  throwWhereFailed({ id: erasure.id, stores });
  const now = ports.clock.now().toISOString();
  await catalogue.update("erasure_parts", {
    id,
    set: isComplete(stores) ? { status: "done" } : { call_by: now },
    // Another round may have opened it meanwhile.
    when: [eq("round", part.round)],
  });
}

/** What this tenant has of the account, and whether any of it lives. Nobody, if only a name is known. */
async function subjectsIn(
  ports: RemovalPorts,
  documents: TenantDocuments,
  erasure: Erasure,
): Promise<{ readonly subjects: readonly ErasureSubject[]; readonly isLive: boolean }> {
  const whom = whomOf(ports.keyring, erasure);
  if (whom === null) return { subjects: [], isLive: false };
  if ("name" in whom) {
    const target = { platform: whom.name.platform, handle: whom.name.name, platform_user_id: null };
    await dropTargets(documents, [target]);
    return { subjects: [], isLive: false };
  }
  const { account } = whom;
  const id = creatorIdOf(documents.scope.tenantId, account.platform, account.platform_user_id);
  const record = await documents.get("creators", id);
  const subjects = record
    ? await subjectsOf(documents, record, erasure.scope)
    : ([unstoredSubject(id, account)] as const);
  return { subjects: named(subjects, account), isLive: record?.erased === false };
}

/** A tombstone no longer knows the account, but the caller does. */
export const named = (
  [first, ...others]: readonly [ErasureSubject, ...ErasureSubject[]],
  account: ErasureSubject["account"],
): readonly [ErasureSubject, ...ErasureSubject[]] => [{ ...first, account }, ...others];

const audit = (
  ports: RemovalPorts,
  documents: TenantDocuments,
  { id, scope, origin, reach }: Erasure,
  subject: string,
): Promise<unknown> =>
  writeAudit(ports, documents, {
    ...{ actor: reach?.actor ?? origin, action: "erase-everywhere", subject, outcome: "allowed" },
    detail: { erasure: id, scope, origin },
  });

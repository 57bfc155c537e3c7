import { everyTenant } from "../access/tenants.ts";
import { writeAudit } from "../audit/audit.ts";
import { forgetCreators, type SearchMemory } from "../cache/process-memory.ts";
import { inChunks } from "../domain/chunks.ts";
import { type ErasureView, erasureView, holdsEverywhere, isOpen } from "../domain/erasure.ts";
import { type CreatorId, creatorIdOf, SHARED_TENANT } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { CATALOGUE_SCOPE, platformScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import {
  callWorker,
  type ErasureRequest,
  type ErasureSubject,
  latestErasure,
  type OpenErasurePorts,
  openErasure,
  suppressSubjects,
} from "../suppression/open-erasure.ts";
import { newReach } from "../suppression/reach.ts";
import { type Account, suppressAccounts } from "../suppression/suppression.ts";
import { named } from "./run-part.ts";
import { subjectsOf, unstoredSubject } from "./subjects.ts";

export interface EraseEverywherePorts extends OpenErasurePorts {
  readonly memory: SearchMemory;
}

export interface EraseEverywhereRequest {
  readonly account: Account;
  /** `identity`: in each tenant also the creators that are mutually linked there. */
  readonly scope: Erasure["scope"];
  readonly origin: Erasure["origin"];
  /** The erasure's id, if it follows from the request: then the same request always gets the same erasure. */
  readonly erasureId?: string;
  /** The name that the request gave: see `nameSubject`. */
  readonly askedBy?: ErasureSubject | undefined;
}

/**
 * Forgets an account in every tenant and in the common catalogue. Only the platform's administrator and the person may
 * ask for this. It is one erasure of the catalogue, with evidence of each tenant. Once this returns, no tenant can
 * store the account or see it in the catalogue. Messages, one for each tenant, remove what tenants hold themselves
 * (`reachTenants`). The suppression also holds for tenants that come later. Asking again gives the same erasure,
 * unless the account came back somewhere.
 */
export async function eraseEverywhere(
  ports: EraseEverywherePorts,
  { account, scope, origin, erasureId, askedBy }: EraseEverywhereRequest,
  actor: string,
): Promise<ErasureView> {
  const documents = ports.openDocuments(CATALOGUE_SCOPE);
  const id = creatorIdOf(SHARED_TENANT, account.platform, account.platform_user_id);
  const record = await documents.get("creators", id);
  const own = named(
    record ? await subjectsOf(documents, record, scope) : [unstoredSubject(id, account)],
    account,
  );
  /** Whoever finds an erasure by its id believes that the request was heard. So suppress the account first. */
  const audit = async (erasure: string): Promise<void> => {
    await writeAudit(ports, documents, {
      ...{ actor, action: "erase-everywhere", subject: id, outcome: "allowed" },
      detail: { scope, origin, erasure },
    });
    await suppressAccounts(ports, [account], { erasureId: erasure, at: ports.clock.now().toISOString() });
  };
  const known =
    erasureId !== undefined
      ? await documents.get("erasures", erasureId)
      : (await livesSomewhere(ports, account))
        ? null
        : await earlier(documents, id);
  const subjects: ErasureRequest["subjects"] = askedBy ? [...own, askedBy] : own;
  const everywhere = { whom: { account }, actor };
  const request = { subjects, scope, origin, audit, everywhere };
  const erasure = known
    ? await takeUp(ports, documents, known, request)
    : await openErasure(ports, documents, { ...request, id: erasureId });
  const ids = own.map((subject) => subject.id);
  forgetCreators(ports.memory, SHARED_TENANT, ids);
  return erasureView(erasure);
}

/** Ids that one read asks for, so that thousands of tenants take a few reads and not thousands. */
const IDS_A_READ = 1_000;

async function livesSomewhere(ports: EraseEverywherePorts, account: Account): Promise<boolean> {
  const tenants = await everyTenant(ports);
  for (const some of inChunks(tenants, IDS_A_READ)) {
    const ids = some.map((tenant) => creatorIdOf(tenant, account.platform, account.platform_user_id));
    const found = await ports.openDocuments(platformScope(some)).getMany("creators", ids);
    if ([...found.values()].some(({ erased }) => !erased)) return true;
  }
  return false;
}

/** The account's newest erasure that reaches every tenant. */
async function earlier(documents: TenantDocuments, id: CreatorId): Promise<Erasure | null> {
  const erasure = await latestErasure(documents, id);
  return erasure?.reach && holdsEverywhere(erasure) ? erasure : null;
}

async function takeUp(
  ports: EraseEverywherePorts,
  documents: TenantDocuments,
  { id }: Erasure,
  { origin, audit, subjects, everywhere }: ErasureRequest,
): Promise<Erasure> {
  await audit(id);
  const reach = everywhere && newReach(ports.keyring, id, everywhere.whom, everywhere.actor);
  // A granted proposal reaches every tenant from now on.
  const erasure = await changeErasure(documents, id, ({ status }) =>
    status === "proposed" ? { status: "accepted", origin, ...(reach && { reach }) } : null,
  );
  await suppressSubjects(ports, documents, erasure, subjects);
  if (isOpen(erasure)) await callWorker(ports, erasure);
  return erasure;
}

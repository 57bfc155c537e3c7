import { everyTenant } from "../access/tenants.ts";
import { writeAudit } from "../audit/audit.ts";
import { forgetCreators, type SearchMemory } from "../cache/process-memory.ts";
import type { CreatorRecord } from "../domain/creator.ts";
import { type ErasureView, erasureView, holdsEverywhere, isOpen } from "../domain/erasure.ts";
import { creatorIdOf, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { CATALOGUE_SCOPE, tenantScope } from "../domain/tenant-scope.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import {
  callWorker,
  type ErasureRequest,
  type ErasureSubject,
  hide,
  latestErasure,
  type OpenErasurePorts,
  openErasure,
  reachOf,
  type SubjectsOfTenant,
} from "../suppression/open-erasure.ts";
import { type Account, suppressAccounts } from "../suppression/suppression.ts";
import { subjectsOf, unstoredSubject } from "./subjects.ts";

export interface EraseEverywherePorts extends OpenErasurePorts {
  readonly memory: SearchMemory;
}

export interface EraseEverywhereRequest {
  readonly account: Account;
  /** `identity`: in each tenant with those that are mutually linked there. */
  readonly scope: Erasure["scope"];
  readonly origin: Erasure["origin"];
  /** Of the erasure, where it follows from the request: then the same request always has the same one. */
  readonly erasureId?: string;
  /** The name that it was asked for by: see `nameSubject`. */
  readonly askedBy?: ErasureSubject | undefined;
}

/** One tenant's part: what the account is there, and whether it lives. */
interface Part extends SubjectsOfTenant {
  readonly tenantId: TenantId;
  readonly subjects: readonly [ErasureSubject, ...ErasureSubject[]];
  readonly isLive: boolean;
}

/**
 * Forgets an account in every tenant and in the common catalogue, as one erasure of the catalogue with one evidence:
 * what the platform's administrator and the person itself may ask for. The suppression of the account holds for
 * tenants to come. Asking again gives the same erasure, unless the account came back somewhere.
 */
export async function eraseEverywhere(
  ports: EraseEverywherePorts,
  request: EraseEverywhereRequest,
  actor: string,
): Promise<ErasureView> {
  const { account, scope, origin, erasureId } = request;
  const parts: Part[] = [];
  for (const tenantId of await everyTenant(ports)) parts.push(await partOf(ports, tenantId, account, scope));
  const own = parts.find(({ tenantId }) => tenantId === SHARED_TENANT);
  const elsewhere = parts.filter((part) => part !== own);
  if (!own) throw new Error("The common catalogue is no tenant.");
  /** Whoever finds an erasure by its id takes the wish for heard: the account must be suppressed before it stands. */
  const audit = async (erasure: string): Promise<void> => {
    await auditEach(ports, parts, { actor, scope, origin, erasure });
    await suppressAccounts(ports, [account], { erasureId: erasure, at: ports.clock.now().toISOString() });
  };
  const known =
    erasureId !== undefined
      ? await own.documents.get("erasures", erasureId)
      : parts.some(({ isLive }) => isLive)
        ? null
        : await earlier(own, elsewhere);
  const { askedBy } = request;
  const subjects: Part["subjects"] = askedBy ? [...own.subjects, askedBy] : own.subjects;
  const erasure = known
    ? await takeUp(ports, parts, known, { origin, audit })
    : await openErasure(ports, own.documents, { id: erasureId, subjects, scope, origin, elsewhere, audit });
  for (const { tenantId, subjects } of parts) {
    forgetCreators(
      ports.memory,
      tenantId,
      subjects.map(({ id }) => id),
    );
  }
  return erasureView(erasure);
}

/** In the audit of the catalogue, and of every tenant that loses a record by it. */
async function auditEach(
  ports: EraseEverywherePorts,
  parts: readonly Part[],
  { actor, ...wish }: Readonly<Record<"actor" | "scope" | "origin" | "erasure", string>>,
): Promise<void> {
  for (const { tenantId, documents, subjects, isLive } of parts) {
    const isCatalogue = tenantId === SHARED_TENANT;
    if (!isCatalogue && !isLive) continue;
    const detail = isCatalogue ? { ...wish, tenants: parts.length } : wish;
    const act = { actor, action: "erase-everywhere", outcome: "allowed", detail } as const;
    await writeAudit(ports, documents, { ...act, subject: subjects[0].id });
  }
}

async function partOf(
  { openDocuments }: EraseEverywherePorts,
  tenantId: TenantId,
  account: Account,
  scope: Erasure["scope"],
): Promise<Part> {
  const documents = openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const id = creatorIdOf(tenantId, account.platform, account.platform_user_id);
  const record: CreatorRecord | null = await documents.get("creators", id);
  const subjects = record
    ? await subjectsOf(documents, record, scope)
    : ([unstoredSubject(id, account)] as const);
  return { tenantId, documents, subjects: named(subjects, account), isLive: record?.erased === false };
}

/** A tombstone no longer knows the account, and whoever asks does. */
const named = (
  [first, ...others]: readonly [ErasureSubject, ...ErasureSubject[]],
  account: Account,
): Part["subjects"] => [{ ...first, account }, ...others];

/** The newest erasure of the account that reaches as far. */
async function earlier(own: Part, elsewhere: readonly Part[]): Promise<Erasure | null> {
  const erasure = await latestErasure(own.documents, own.subjects[0].id);
  if (!erasure || !holdsEverywhere(erasure)) return null;
  const reached = new Set(erasure.also_in.map(({ tenant_id }) => tenant_id));
  return elsewhere.every(({ tenantId }) => reached.has(tenantId)) ? erasure : null;
}

async function takeUp(
  ports: EraseEverywherePorts,
  parts: readonly Part[],
  { id }: Erasure,
  { origin, audit }: Pick<ErasureRequest, "origin" | "audit">,
): Promise<Erasure> {
  await audit(id);
  const elsewhere = parts.filter(({ tenantId }) => tenantId !== SHARED_TENANT);
  // A proposal that is granted reaches every tenant from now on.
  const erasure = await changeErasure(ports.openDocuments(CATALOGUE_SCOPE), id, ({ status }) =>
    status === "proposed" ? { status: "accepted", origin, also_in: reachOf(elsewhere) } : null,
  );
  for (const { documents, subjects } of parts) await hide(ports, documents, erasure, subjects);
  if (isOpen(erasure)) await callWorker(ports, erasure);
  return erasure;
}

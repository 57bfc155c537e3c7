import { ensureTenant } from "../access/tenants.ts";
import { writeAudit } from "../audit/audit.ts";
import { followConsent, saysTruly } from "../consent/consent.ts";
import { type Creator, type CreatorRecord, followerTier } from "../domain/creator.ts";
import { type CreatorId, idsOf, type TenantId } from "../domain/ids.ts";
import { type CreatorWrite, creatorFromProfile } from "../domain/profile/creator-from-profile.ts";
import { mayDeriveMetrics } from "../domain/terms.ts";
import { linkMutualAccounts } from "../identity/link-mutual-accounts.ts";
import { forgetIdentities } from "../identity/settle-identities.ts";
import { PLATFORM_TERMS } from "../platforms/terms.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { type BenchmarkTable, benchmarkKey } from "../quality/benchmark-table.ts";
import { rawPrefix } from "../stored/object-keys.ts";
import { type ErasureSubject, type OpenErasurePorts, openErasure } from "../suppression/open-erasure.ts";
import { arrivalCheck } from "../suppression/requests-by-name.ts";
import { arrivalOf, type PreparedEnvelope } from "./prepared-envelope.ts";
import { writeRawObjects } from "./write-raw-objects.ts";

export type StoreBatchPorts = OpenErasurePorts & Pick<Ports, "objects" | "statements">;

export interface BatchContext {
  readonly tenantId: TenantId;
  readonly documents: TenantDocuments;
  readonly benchmarks: BenchmarkTable;
  readonly now: Date;
  /** Whether someone waits for these creators. */
  readonly isUrgent: boolean;
}

export interface BatchOutcome {
  readonly stored: number;
  readonly unchanged: number;
  readonly suppressed: number;
}

/**
 * Stores envelopes in order. Storing one again changes nothing. Suppression is looked up before the writes and again
 * after them, because an erasure may begin in between. Either it left a tombstone, whose version wins over these
 * writes, or it knew of no record, and the second lookup finds the record written here. Each lookup also checks the
 * requests that wait for a name and finds the accounts they mean. It sends no message: later steps follow the change
 * feed.
 */
export async function storeBatch(
  ports: StoreBatchPorts,
  context: BatchContext,
  batch: readonly PreparedEnvelope[],
): Promise<BatchOutcome> {
  const { documents } = context;
  await ensureTenant(ports, context.tenantId);
  const findSuppressed = arrivalCheck(ports, batch.map(arrivalOf));
  const early = await findSuppressed(documents);
  const stored = await documents.getMany("creators", [...new Set(idsOf(batch))]);
  const isAway = ({ id }: PreparedEnvelope) => early.has(id) || stored.get(id)?.erased === true;
  const admitted = batch.filter((one) => !isAway(one));
  await forgetAgain(ports, context, batch.filter(isAway), stored);

  const before = liveOnly(stored);
  const { writes, latest } = creatorWrites(ports, context, admitted, new Map(before));
  const [outcomes] = await Promise.all([
    documents.upsertMany("creators", writes),
    writeRawObjects(ports.objects, context.tenantId, admitted),
  ]);
  await followConsent({ ...ports, documents }, consentsToFollow(stored));
  const late = await findSuppressed(documents);
  for (const subject of distinctSubjects(admitted.filter(({ id }) => late.has(id)))) {
    await forgetRecord(ports, documents, subject);
  }

  const live = [...latest.values()].filter(({ id }) => !late.has(id));
  const isCurrent = currentIds(writes, outcomes, stored);
  await linkMutualAccounts(
    { clock: ports.clock, documents },
    live.filter(({ id }) => isCurrent.has(id)),
    before,
  );
  return countOutcomes(batch, admitted, late, outcomes);
}

const subjectOf = ({ id, profile }: PreparedEnvelope): ErasureSubject => ({
  id,
  account: { platform: profile.platform, platform_user_id: profile.platform_user_id },
  platform: profile.platform,
  isStored: true,
});

const distinctSubjects = (batch: readonly PreparedEnvelope[]): ErasureSubject[] => [
  ...new Map(batch.map((one) => [one.id, subjectOf(one)])).values(),
];

/**
 * Removes raw objects and identities of suppressed or erased accounts, which an interrupted ingest may have left. Also
 * erases a record that is still live because the request was made in another tenant.
 */
async function forgetAgain(
  ports: StoreBatchPorts,
  { documents, tenantId }: BatchContext,
  batch: readonly PreparedEnvelope[],
  stored: ReadonlyMap<string, CreatorRecord>,
): Promise<void> {
  const gone: CreatorId[] = [];
  for (const subject of distinctSubjects(batch)) {
    if (stored.get(subject.id)?.erased === false) {
      await forgetRecord(ports, documents, subject);
    } else if (subject.platform) {
      await ports.objects.deletePrefix(rawPrefix(tenantId, subject.platform, subject.id));
      gone.push(subject.id);
    }
  }
  await forgetIdentities({ clock: ports.clock, documents }, gone);
}

/** The actor in the audit: suppression acts, not the owner of a key. */
const SUPPRESSION = "suppression";

/** Erases a record that suppression forbids, and writes it to its tenant's audit. */
async function forgetRecord(
  ports: StoreBatchPorts,
  documents: TenantDocuments,
  subject: ErasureSubject,
): Promise<void> {
  const [scope, origin] = ["creator", "ingest"] as const;
  const audit = (erasure: string) =>
    writeAudit(ports, documents, {
      ...{ actor: SUPPRESSION, action: "erase-creator", subject: subject.id, outcome: "allowed" },
      detail: { erasure, scope, origin },
    });
  await openErasure(ports, documents, { subjects: [subject], scope, origin, audit });
}

/** Includes creators whose consent is out of date because an ingest died after its write. */
const consentsToFollow = (stored: ReadonlyMap<string, CreatorRecord>): CreatorId[] =>
  [...liveOnly(stored).values()]
    .filter((creator) => creator.consent !== null || !saysTruly(creator))
    .map(({ id }) => id);

function liveOnly(stored: ReadonlyMap<string, CreatorRecord>): Map<CreatorId, Creator> {
  const live = new Map<CreatorId, Creator>();
  for (const record of stored.values()) if (!record.erased) live.set(record.id, record);
  return live;
}

/** One write per envelope, each on top of the same creator's earlier ones, and the final state of each creator. */
function creatorWrites(
  { statements }: StoreBatchPorts,
  { tenantId, benchmarks, isUrgent, now }: BatchContext,
  batch: readonly PreparedEnvelope[],
  latest: Map<CreatorId, Creator>,
): { readonly writes: CreatorWrite[]; readonly latest: ReadonlyMap<CreatorId, Creator> } {
  const writes = batch.map(({ id, profile, fetchedAt, contacts, normaliserVersion, synthetic }) => {
    const terms = PLATFORM_TERMS[profile.platform];
    const previous = latest.get(id) ?? null;
    const tier = profile.followers === null ? null : followerTier(profile.followers);
    const write = creatorFromProfile({
      profile,
      tenantId,
      contacts,
      fetchedAt,
      normaliserVersion,
      mayDeriveMetrics: mayDeriveMetrics(terms, statements, synthetic),
      historyDays: synthetic ? null : terms.historyDays,
      unrefreshedDataDays: synthetic ? null : terms.unrefreshedDataDays,
      synthetic,
      benchmark:
        tier === null ? null : (benchmarks.get(benchmarkKey(profile.platform, tier, synthetic)) ?? null),
      previous,
      isUrgent,
      now,
    });
    if (previous === null || previous.version < write.version) latest.set(id, write.creator);
    return write;
  });
  return { writes, latest };
}

/**
 * Creators whose newest fetch is in this batch: written now, or earlier by a delivery that was interrupted afterwards.
 */
function currentIds(
  writes: readonly CreatorWrite[],
  outcomes: readonly string[],
  stored: ReadonlyMap<string, CreatorRecord>,
): Set<CreatorId> {
  const current = writes.filter(
    ({ id, version }, index) => outcomes[index] !== "superseded" || stored.get(id)?.version === version,
  );
  return new Set(idsOf(current));
}

function countOutcomes(
  batch: readonly PreparedEnvelope[],
  admitted: readonly PreparedEnvelope[],
  late: ReadonlySet<CreatorId>,
  outcomes: readonly string[],
): BatchOutcome {
  let [kept, stored] = [0, 0];
  for (const [index, { id }] of admitted.entries()) {
    if (late.has(id)) continue;
    kept += 1;
    if (outcomes[index] !== "superseded") stored += 1;
  }
  return { stored, unchanged: kept - stored, suppressed: batch.length - kept };
}

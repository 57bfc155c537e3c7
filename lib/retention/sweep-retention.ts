import { absentCreators } from "../crawl/targets/absent-creators.ts";
import { atMost, eq } from "../domain/condition.ts";
import { type Creator, namespaceOf } from "../domain/creator.ts";
import { DAY_MS } from "../domain/durations.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import type { PlatformRetention, RetentionReport } from "../domain/retention-report.ts";
import { ownScope, SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { PlatformTerms } from "../domain/terms.ts";
import { forgetIdentities } from "../identity/settle-identities.ts";
import { ingestMessage } from "../ingest/ingest-message.ts";
import { PLATFORM_TERMS } from "../platforms/terms.ts";
import type { Objects } from "../ports/objects.ts";
import type { Ports } from "../ports/ports.ts";
import { messagesIn } from "../ports/queues.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyObject } from "../stored/every-object.ts";
import { basicInstant, quarantinePrefix, rawPrefix } from "../stored/object-keys.ts";
import { endExpiredRequests } from "../suppression/requests-by-name.ts";
import { fileReport, platformRetention } from "./report.ts";

export interface SweepRetentionPorts
  extends Pick<Ports, "openDocuments" | "vectors" | "objects" | "queues" | "clock"> {
  /** Whether the object store removes old objects by itself, as S3's lifecycle rules do. */
  readonly expiresObjects: boolean;
}

export interface RetentionRequest {
  readonly tenantId: TenantId;
  readonly remainingMs?: () => number;
}

export interface RetentionSweep {
  /** Creators removed because their platform's terms forbid keeping data longer without a new fetch. */
  readonly creators: number;
  /** Objects past their days, over all three kinds. */
  readonly objects: number;
  /** The day's report so far. */
  readonly report: RetentionReport;
  /** Whether the time ran out. The next sweep looks for what is left, so it continues wherever it begins. */
  readonly isCutShort: boolean;
}

const PAGE = 200;
const FOREVER = () => Number.POSITIVE_INFINITY;

/**
 * Removes what may not be kept longer. A creator removed because of its platform's terms is not suppressed; it may be
 * fetched again. The day's report tells what was done, what is due soon and what is overdue.
 */
export async function sweepRetention(
  ports: SweepRetentionPorts,
  { tenantId, remainingMs = FOREVER }: RetentionRequest,
): Promise<RetentionSweep> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const now = ports.clock.now();
  const platforms: PlatformRetention[] = [];
  for (const terms of Object.values(PLATFORM_TERMS)) {
    const expired = await expireCreators(ports, documents, terms, remainingMs);
    const removed = expired + (await removeAbsent(ports, documents, terms, remainingMs));
    platforms.push(await platformRetention(documents, terms, { removed, histories_cut: 0 }, now));
  }
  await expireCheckpoints(ports, documents);
  await expireChallenges(ports);
  for (const one of [documents, ports.openDocuments(SYSTEM_SCOPE)]) await endExpiredRequests(ports, one);
  const objects = ports.expiresObjects ? 0 : await expireObjects(ports, tenantId);
  return {
    creators: platforms.reduce((sum, { removed }) => sum + removed, 0),
    objects,
    report: await fileReport(documents, tenantId, { platforms, objectsRemoved: objects }, now),
    isCutShort: remainingMs() <= 0,
  };
}

/** For this number of days callers can ask how an ingest ended. */
const CHECKPOINT_DAYS = 30;

async function expireCheckpoints({ clock }: SweepRetentionPorts, documents: TenantDocuments): Promise<void> {
  const limit = new Date(clock.now().getTime() - CHECKPOINT_DAYS * DAY_MS);
  const where = [atMost("at", limit.toISOString())];
  while (true) {
    const { items } = await documents.find("checkpoints", { where, limit: PAGE });
    if (items.length === 0) return;
    await documents.delete("checkpoints", idsOf(items));
  }
}

/** For this number of days a person can ask for the state of a request. */
const CHALLENGE_DAYS = 30;

/** These belong to the system tenant, so any tenant's sweep removes them. */
async function expireChallenges({ openDocuments, clock }: SweepRetentionPorts): Promise<void> {
  const documents = openDocuments(SYSTEM_SCOPE);
  const limit = new Date(clock.now().getTime() - CHALLENGE_DAYS * DAY_MS);
  const where = [atMost("expires_at", limit.toISOString())];
  const { items } = await documents.find("account_challenges", { where, limit: PAGE });
  await documents.delete("account_challenges", idsOf(items));
}

/** The terms' limit as an instant; null: the terms name none. */
function limitOf(days: number | null, now: Date): Date | null {
  return days === null ? null : new Date(now.getTime() - days * DAY_MS);
}

async function expireCreators(
  ports: SweepRetentionPorts,
  documents: TenantDocuments,
  { platform, unrefreshedDataDays }: PlatformTerms,
  remainingMs: () => number,
): Promise<number> {
  const limit = limitOf(unrefreshedDataDays, ports.clock.now());
  if (!limit) return 0;
  const where = [eq("platform", platform), eq("synthetic", false), atMost("fetched_at", limit.toISOString())];
  let removed = 0;
  while (true) {
    // Always the first page, because the earlier ones were removed.
    const { items } = await documents.find("creators", { where, limit: PAGE });
    const expired = items.filter((record) => !record.erased);
    if (expired.length === 0 || remainingMs() <= 0) return removed;
    removed += await removeCreators(ports, documents, expired, limit);
  }
}

/**
 * Follows the deletion of accounts at their platform, if its terms set a deadline for that (X 24 hours, YouTube 7
 * days).
 */
async function removeAbsent(
  ports: SweepRetentionPorts,
  documents: TenantDocuments,
  { platform, deletionClockHours }: PlatformTerms,
  remainingMs: () => number,
): Promise<number> {
  if (deletionClockHours === null) return 0;
  let removed = 0;
  for await (const creators of absentCreators(documents, platform)) {
    removed += await removeCreators(ports, documents, creators, ports.clock.now());
    if (remainingMs() <= 0) break;
  }
  return removed;
}

/**
 * The document is deleted after the creator's vectors and objects, so that an interrupted run finds the creator again.
 * A fetch that was stored meanwhile has left its raw object, and is ingested again from there.
 */
async function removeCreators(
  ports: SweepRetentionPorts,
  documents: TenantDocuments,
  expired: readonly Creator[],
  limit: Date,
): Promise<number> {
  const { tenantId } = documents.scope;
  const ids = idsOf(expired);
  for (const [platform, creators] of Map.groupBy(expired, (creator) => creator.platform)) {
    await ports.vectors.delete(namespaceOf(tenantId, platform), idsOf(creators));
  }
  const fresh: string[] = [];
  for (const { id, platform } of expired) {
    await ports.objects.deletePrefix(quarantinePrefix(tenantId, id));
    fresh.push(...(await expireRaw(ports, rawPrefix(tenantId, platform, id), limit)));
  }
  const removed = await documents.delete("creators", ids);
  await forgetIdentities({ clock: ports.clock, documents }, ids);
  const messages = fresh.map((key) => ({ body: ingestMessage(key), group: tenantId }));
  if (messages.length > 0) await ports.queues.send("ingest", messages);
  return removed;
}

/** Removes a creator's raw objects that were fetched before the limit. Returns the keys of the others. */
async function expireRaw({ objects }: SweepRetentionPorts, prefix: string, limit: Date): Promise<string[]> {
  const { objects: found } = await objects.list(prefix, { limit: 1_000 });
  const keys = found.map(({ key }) => key);
  const old = keys.filter((key) => isFetchedBefore(key, limit));
  await objects.deleteAllVersions(old);
  return keys.filter((key) => !old.includes(key));
}

/** A raw object's name is its time of fetching, in a form that sorts by time. */
const isFetchedBefore = (key: string, limit: Date): boolean =>
  (key.split("/").at(-1) ?? "") <= `${basicInstant(limit.toISOString())}.json.gz`;

/** Days that objects live: DESIGN "Raw envelope" and "Flows". */
const LIFETIMES = [
  { folder: "quarantine", days: 14 },
  { folder: "raw", days: 30 },
  { folder: "inbox", days: 1 },
] as const;

async function expireObjects(ports: SweepRetentionPorts, tenantId: TenantId): Promise<number> {
  const now = ports.clock.now();
  let removed = 0;
  for (const { folder, days } of LIFETIMES) {
    // While ingest has messages, dropped files are kept, however long the system was stopped.
    if (folder === "inbox" && (await messagesIn(ports.queues, "ingest")) > 0) continue;
    const limit = new Date(now.getTime() - days * DAY_MS);
    removed += await expirePrefix(ports.objects, `${folder}/${tenantId}/`, limit);
  }
  return removed;
}

async function expirePrefix(objects: Objects, prefix: string, limit: Date): Promise<number> {
  let removed = 0;
  for await (const page of everyObject(objects, prefix)) {
    const old = page.filter(({ lastModified }) => lastModified < limit).map(({ key }) => key);
    removed += await objects.deleteAllVersions(old);
  }
  return removed;
}

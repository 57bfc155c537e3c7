import { atMost, eq } from "../domain/condition.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import type { PlatformRetention, RetentionReport } from "../domain/retention-report.ts";
import type { PlatformTerms } from "../domain/terms.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

const SOON_DAYS = 7;

/** What one sweep did for one platform. */
export type PlatformSweep = Pick<PlatformRetention, "removed" | "histories_cut">;

/** What breaks a platform's terms now or within 7 days, and what the sweep did. */
export async function platformRetention(
  documents: TenantDocuments,
  { platform, unrefreshedDataDays: days }: PlatformTerms,
  sweep: PlatformSweep,
  now: Date,
): Promise<PlatformRetention> {
  const fetchedBefore = (at: number): Promise<number> =>
    documents.count("creators", [
      eq("platform", platform),
      eq("erased", false),
      eq("synthetic", false),
      atMost("fetched_at", new Date(at).toISOString()),
    ]);
  const limit = days === null ? null : now.getTime() - days * DAY_MS;
  const overdue = limit === null ? 0 : await fetchedBefore(limit);
  const soon = limit === null ? 0 : await fetchedBefore(limit + SOON_DAYS * DAY_MS);
  return { platform, unrefreshed_days: days, ...sweep, overdue, due_in_7_days: soon - overdue };
}

interface Swept {
  readonly platforms: readonly PlatformRetention[];
  readonly objectsRemoved: number;
}

/** Adds a sweep to its day's report. */
export async function fileReport(
  documents: TenantDocuments,
  tenantId: TenantId,
  { platforms, objectsRemoved }: Swept,
  now: Date,
): Promise<RetentionReport> {
  const at = now.toISOString();
  const day = at.slice(0, 10);
  const id = `${tenantId}/${day}`;
  const before = await documents.get("retention_reports", id);
  const report = {
    day,
    at,
    sweeps: (before?.sweeps ?? 0) + 1,
    platforms: platforms.map((one) => added(one, before)),
    objects_removed: (before?.objects_removed ?? 0) + objectsRemoved,
  };
  await documents.upsertMany("retention_reports", [{ id, version: at, set: report }]);
  return { id, tenant_id: tenantId, version: at, ...report };
}

function added(one: PlatformRetention, before: RetentionReport | null): PlatformRetention {
  const earlier = before?.platforms.find(({ platform }) => platform === one.platform);
  return {
    ...one,
    removed: one.removed + (earlier?.removed ?? 0),
    histories_cut: one.histories_cut + (earlier?.histories_cut ?? 0),
  };
}

/** Adds cut histories to the day's report, if a sweep has begun one. */
export async function fileHistories(
  documents: TenantDocuments,
  tenantId: TenantId,
  { platform, cut }: { readonly platform: Platform; readonly cut: number },
  now: Date,
): Promise<void> {
  const id = `${tenantId}/${now.toISOString().slice(0, 10)}`;
  const report = cut === 0 ? null : await documents.get("retention_reports", id);
  if (!report) return;
  const platforms = report.platforms.map((one) =>
    one.platform === platform ? { ...one, histories_cut: one.histories_cut + cut } : one,
  );
  const when = [eq("version", report.version)];
  await documents.update("retention_reports", { id, set: { platforms }, when });
}

/** The report of the last day with a sweep; null before the first. */
export async function latestReport(documents: TenantDocuments): Promise<RetentionReport | null> {
  const { items } = await documents.find("retention_reports", {
    where: [],
    sort: { field: "day", direction: "descending" },
    limit: 1,
  });
  return items[0] ?? null;
}

/** Platforms with data older than their terms allow. An operator must look at these. */
export const overdueAlarms = ({ platforms }: RetentionReport) =>
  platforms
    .filter(({ overdue }) => overdue > 0)
    .map(({ platform, overdue }) => ({ alarm: "retention-overdue", platform, overdue }));

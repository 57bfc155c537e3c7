import { atMost, eq } from "../domain/condition.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { TenantId } from "../domain/ids.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import type { PlatformRetention, RetentionReport } from "../domain/retention-report.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { PlatformTerms } from "../domain/terms.ts";
import type { Ports } from "../ports/ports.ts";
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

/**
 * The tenants' latest reports in one: what the last day's sweeps did, and what each tenant's last sweep left. Null
 * before the first sweep.
 */
export async function reportOfAll(
  { openDocuments }: Pick<Ports, "openDocuments">,
  tenants: readonly TenantId[],
): Promise<Pick<RetentionReport, "day" | "platforms" | "objects_removed"> | null> {
  const latest = await Promise.all(tenants.map((one) => latestReport(openDocuments(ownScope(one)))));
  const reports = latest.filter((report) => report !== null);
  const day = reports.reduce((last, report) => (report.day > last ? report.day : last), "");
  if (day === "") return null;
  const ofDay = reports.filter((report) => report.day === day);
  const platforms = PLATFORMS.flatMap((platform): PlatformRetention[] => {
    const rows = (some: readonly RetentionReport[]) =>
      some.flatMap((report) => report.platforms.filter((row) => row.platform === platform));
    const sum = (some: readonly RetentionReport[], figure: Figure) =>
      rows(some).reduce((total, row) => total + row[figure], 0);
    const [first] = rows(reports);
    if (!first) return [];
    const done = { removed: sum(ofDay, "removed"), histories_cut: sum(ofDay, "histories_cut") };
    const left = { overdue: sum(reports, "overdue"), due_in_7_days: sum(reports, "due_in_7_days") };
    return [{ ...first, ...done, ...left }];
  });
  return { day, platforms, objects_removed: ofDay.reduce((total, one) => total + one.objects_removed, 0) };
}

type Figure = Exclude<keyof PlatformRetention, "platform" | "unrefreshed_days">;

/** Platforms with data older than their terms allow. An operator must look at these. */
export const overdueAlarms = ({ platforms }: RetentionReport) =>
  platforms
    .filter(({ overdue }) => overdue > 0)
    .map(({ platform, overdue }) => ({ alarm: "retention-overdue", platform, overdue }));

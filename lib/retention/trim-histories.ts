import { atMost, eq } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { DAY_MS, isoAfter } from "../domain/durations.ts";
import type { TenantId } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { PlatformTerms } from "../domain/terms.ts";
import { PLATFORM_TERMS } from "../platforms/terms.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { fileHistories } from "./report.ts";

export type TrimPorts = Pick<Ports, "openDocuments" | "clock">;

export interface TrimRequest {
  readonly tenantId: TenantId;
  /** Continues from an earlier answer's `next`. */
  readonly from?: string | null;
  readonly remainingMs?: () => number;
}

const PAGE = 1_000;

/**
 * Cuts the part of follower histories that is older than the platform allows, for creators that were not fetched for a
 * day. A fetch cuts its own creator's history.
 * @returns how many creators' histories were cut, and where the walk continues if the time ran out.
 */
export async function trimHistories(
  { openDocuments, clock }: TrimPorts,
  { tenantId, from = null, remainingMs = () => Number.POSITIVE_INFINITY }: TrimRequest,
): Promise<{ readonly cut: number; readonly next: string | null }> {
  const documents = openDocuments(ownScope(tenantId));
  const now = clock.now();
  const [first, place = null] = from?.split(" ") ?? [null];
  const limited = Object.values(PLATFORM_TERMS).filter(({ historyDays }) => historyDays !== null);
  const begun = Math.max(
    0,
    limited.findIndex(({ platform }) => platform === first),
  );
  let [cut, cursor] = [0, place];
  for (const terms of limited.slice(begun)) {
    do {
      const page = await trimPage(documents, terms, now, cursor);
      await fileHistories(documents, tenantId, { platform: terms.platform, cut: page.cut }, now);
      cut += page.cut;
      cursor = page.cursor;
      if (cursor !== null && remainingMs() <= 0) return { cut, next: `${terms.platform} ${cursor}` };
    } while (cursor !== null);
  }
  return { cut, next: null };
}

async function trimPage(
  documents: TenantDocuments,
  { platform, historyDays }: PlatformTerms,
  now: Date,
  cursor: string | null,
) {
  const where = [
    eq("platform", platform),
    eq("synthetic", false),
    atMost("fetched_at", isoAfter(now, -DAY_MS)),
  ];
  const page = await documents.find("creators", { where, limit: PAGE, cursor });
  const oldestDay = Math.floor(now.getTime() / DAY_MS) - (historyDays ?? Number.POSITIVE_INFINITY);
  const updates = page.items.flatMap((record) => (record.erased ? [] : historyCut(record, oldestDay)));
  const outcomes = await documents.updateMany("creators", updates);
  return { cut: outcomes.filter(Boolean).length, cursor: page.cursor };
}

function historyCut({ id, version, follower_history }: Creator, oldestDay: number) {
  const kept = follower_history.filter(({ day }) => day >= oldestDay);
  if (kept.length === follower_history.length) return [];
  const when = [eq("version", version)];
  return [{ id, set: { follower_history: kept }, when }];
}

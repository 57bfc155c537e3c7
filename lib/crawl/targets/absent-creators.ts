import { eq } from "../../domain/condition.ts";
import type { Creator } from "../../domain/creator.ts";
import type { Platform } from "../../domain/platform.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { everyPage } from "../../stored/every-page.ts";

const PAGE = 200;

/**
 * Pages of stored creators whose platform no longer shows their account: confirmed by a second look, and not fetched
 * since. If a platform demands that deletions are followed, these creators must be removed.
 */
export async function* absentCreators(
  documents: TenantDocuments,
  platform: Platform,
): AsyncGenerator<Creator[]> {
  const where = [eq("platform", platform), eq("status", "absent"), eq("synthetic", false)];
  for await (const page of everyPage(documents, "targets", { where, limit: PAGE })) {
    const absentSince = new Map(
      page.flatMap(({ creator_id, absent_since }) =>
        creator_id && absent_since ? [[String(creator_id), absent_since] as const] : [],
      ),
    );
    const records = await documents.getMany("creators", [...absentSince.keys()]);
    const gone = [...records.values()].filter(
      (record): record is Creator => !record.erased && record.fetched_at < (absentSince.get(record.id) ?? ""),
    );
    if (gone.length > 0) yield gone;
  }
}

import { z } from "zod";
import { eq } from "../../domain/condition.ts";
import { type CrawlTarget, TARGET_PRIORITIES } from "../../domain/crawl/target.ts";
import { platformSchema } from "../../domain/platform.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";

export const listTargetsSchema = z.object({
  platform: platformSchema.optional(),
  priority: z.enum(TARGET_PRIORITIES).optional(),
  status: z.enum(["active", "absent"]).optional(),
  limit: z.number().int().min(1).max(1_000),
  cursor: z.string().optional(),
});
export type ListTargets = z.infer<typeof listTargetsSchema>;

export interface TargetPage {
  readonly items: CrawlTarget[];
  readonly cursor: string | null;
  readonly total: number;
}

/** A tenant's targets; the one that is due first comes first. */
export async function listTargets(
  documents: TenantDocuments,
  { limit, cursor, ...filters }: ListTargets,
): Promise<TargetPage> {
  const where = Object.entries(filters).flatMap(([field, value]) =>
    value === undefined ? [] : [eq(field, value)],
  );
  const page = await documents.find("targets", {
    where,
    sort: { field: "due_at", direction: "ascending" },
    limit,
    cursor,
  });
  return { ...page, total: await documents.count("targets", where) };
}

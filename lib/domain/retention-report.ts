import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";
import { platformSchema } from "./platform.ts";
import { count, instant } from "./record-fields.ts";

/** What a day's sweeps did to meet one platform's terms, and what was still against them after the last sweep. */
const platformRetentionSchema = z.object({
  platform: platformSchema,
  /** As the terms said; null: they name no number of days. */
  unrefreshed_days: z.number().int().nullable(),
  removed: count,
  histories_cut: count,
  /** Creators past their days that are still stored: something is wrong. */
  overdue: count,
  /** Creators that will be past their days within a week unless they are fetched again. */
  due_in_7_days: count,
});
export type PlatformRetention = z.infer<typeof platformRetentionSchema>;

/** One a tenant and UTC day, id = `<tenant>/<day>`. It holds only counts, so it may be kept as evidence. */
const retentionReportSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  day: z.string(),
  /** The last sweep of the day. */
  at: instant,
  sweeps: count,
  platforms: z.array(platformRetentionSchema),
  /** Number of objects past their days in raw, inbox and quarantine. */
  objects_removed: count,
});
export type RetentionReport = z.infer<typeof retentionReportSchema>;

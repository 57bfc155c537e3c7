import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { overdueAlarms } from "../lib/retention/report.ts";
import { sweepRetention } from "../lib/retention/sweep-retention.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant(
  "sweep-retention",
  (services, tenantId) => sweepRetention(services, { tenantId }),
  ({ report }) => overdueAlarms(report),
);

export const handler = create(cloud);

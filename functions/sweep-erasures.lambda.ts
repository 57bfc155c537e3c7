import { sweepErasures } from "../lib/erasure/sweep-erasures.ts";
import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant(
  "sweep-erasures",
  (services, tenantId) => sweepErasures(services, { tenantId }),
  ({ alarms }) => alarms.map(({ id, due_by, isOverdue }) => ({ erasure: id, due_by, is_overdue: isOverdue })),
);

export const handler = create(cloud);

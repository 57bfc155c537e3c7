import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { sweepRetention } from "../lib/use-cases/sweep-retention.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant("sweep-retention", (services, tenantId) =>
  sweepRetention(services, { tenantId }),
);

export const handler = create(cloud);

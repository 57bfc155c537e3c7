import { sweepIndex } from "../lib/embed/sweep-index.ts";
import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant("sweep-index", (services, tenantId) =>
  sweepIndex(services, { tenantId }),
);

export const handler = create(cloud);

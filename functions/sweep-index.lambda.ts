import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { sweepIndex } from "../lib/use-cases/sweep-index.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant("sweep-index", (services, tenantId) =>
  sweepIndex(services, { tenantId }),
);

export const handler = create(cloud);

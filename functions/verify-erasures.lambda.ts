import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { verifyErasures } from "../lib/use-cases/verify-erasures.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant(
  "verify-erasures",
  (services, tenantId) => verifyErasures(services, { tenantId }),
  ({ alarms }) => alarms.map((alarm) => ({ ...alarm })),
);

export const handler = create(cloud);

import { verifyErasures } from "../lib/erasure/verify-erasures.ts";
import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant(
  "verify-erasures",
  (services, tenantId) => verifyErasures(services, { tenantId }),
  ({ alarms }) => alarms.map((alarm) => ({ ...alarm })),
);

export const handler = create(cloud);

import { scheduledPerTenant } from "../lib/lambda/schedule.ts";
import { benchmarkQuality } from "../lib/quality/benchmark-quality.ts";
import { cloud } from "./cloud.ts";

export const create = scheduledPerTenant("benchmark-quality", (services, tenantId, invocation) =>
  benchmarkQuality(services, { tenantId, ...invocation }),
);

export const handler = create(cloud);

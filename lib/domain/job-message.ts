import type { TenantId } from "./ids.ts";

/**
 * A message on the queue `jobs` that starts a tenant's piece of a job before its scheduled time. It says when its run
 * began, so that a crashed run continues when the same message comes again.
 */
export const startJob = (job: string, tenantId: TenantId, at: Date) => ({
  body: JSON.stringify({ job, at: at.toISOString(), began: at.toISOString(), tenant_id: tenantId }),
  group: tenantId,
});

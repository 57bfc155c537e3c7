import type { TenantId } from "./ids.ts";

/**
 * A message on the queue `jobs` that starts a tenant's piece of a job ahead of its clock. It says when its run began, so
 * that a run that a crash ended goes on with the same message when that comes again.
 */
export const startJob = (job: string, tenantId: TenantId, at: Date) => ({
  body: JSON.stringify({ job, at: at.toISOString(), began: at.toISOString(), tenant_id: tenantId }),
  group: tenantId,
});

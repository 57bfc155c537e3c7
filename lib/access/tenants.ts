import type { PlanName } from "../domain/api/plans.ts";
import { SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";

interface TenantPorts {
  readonly openDocuments: OpenTenantDocuments;
}

/** Notes that there is such a tenant, so that sweeps reach what is stored for it. Doing it again changes nothing,
 * the plan included. */
export async function registerTenant(
  { openDocuments, clock }: TenantPorts & { readonly clock: Clock },
  tenantId: TenantId,
  plan?: PlanName,
): Promise<void> {
  const set = { created_at: clock.now().toISOString(), ...(plan && { plan }) };
  await openDocuments(SYSTEM_SCOPE).upsertMany("tenants", [{ id: tenantId, version: "1", set }]);
}

/** Every registered tenant and the common catalogue. */
export async function everyTenant({ openDocuments }: TenantPorts): Promise<TenantId[]> {
  const tenants = new Set<TenantId>([SHARED_TENANT]);
  for await (const page of openDocuments(SYSTEM_SCOPE).scan("tenants", "")) {
    for (const { id } of page) tenants.add(tenantIdSchema.parse(id));
  }
  return [...tenants];
}

import type { PlanName } from "../domain/api/plans.ts";
import { SHARED_TENANT, SYSTEM_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { ownScope, platformScope, SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";

type TenantPorts = Pick<Ports, "openDocuments">;

/**
 * Registers a tenant, so that sweeps reach what is stored for it. Doing it again changes nothing, not even the plan.
 */
export async function registerTenant(
  { openDocuments, clock }: TenantPorts & Pick<Ports, "clock">,
  tenantId: TenantId,
  plan?: PlanName,
): Promise<void> {
  const set = { created_at: clock.now().toISOString(), ...(plan && { plan }) };
  await openDocuments(SYSTEM_SCOPE).upsertMany("tenants", [{ id: tenantId, version: "1", set }]);
}

/** Tenants that this process knows to be registered, by their database. */
const registered = new WeakMap<OpenTenantDocuments, Set<TenantId>>();

/**
 * Makes sure that sweeps, rotations and erasures reach what will be stored for a tenant, even for one without a key.
 * One write per process and tenant.
 */
export async function ensureTenant(
  ports: TenantPorts & Pick<Ports, "clock">,
  tenantId: TenantId,
): Promise<void> {
  if (tenantId === SHARED_TENANT || tenantId === SYSTEM_TENANT) return;
  const known = registered.get(ports.openDocuments) ?? new Set();
  registered.set(ports.openDocuments, known);
  if (known.has(tenantId)) return;
  await registerTenant(ports, tenantId);
  known.add(tenantId);
}

/** Every registered tenant and the common catalogue. */
export async function everyTenant({ openDocuments }: TenantPorts): Promise<TenantId[]> {
  const tenants = new Set<TenantId>([SHARED_TENANT]);
  for await (const page of openDocuments(SYSTEM_SCOPE).scan("tenants", "")) {
    for (const { id } of page) tenants.add(tenantIdSchema.parse(id));
  }
  return [...tenants];
}

/**
 * The records of every tenant that may keep ids of a tenant's creators. Every tenant may keep ids of the common
 * catalogue; a tenant's own creators can only be in its own records.
 */
export async function holdersOf(ports: TenantPorts, tenantId: TenantId) {
  const ownedBy = (owner: TenantId): TenantDocuments => ports.openDocuments(ownScope(owner));
  const isShared = tenantId === SHARED_TENANT;
  const read = isShared ? ports.openDocuments(platformScope(await everyTenant(ports))) : ownedBy(tenantId);
  return { read, ownedBy };
}

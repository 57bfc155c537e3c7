import type { PlanName } from "../domain/api/plans.ts";
import { SHARED_TENANT, SYSTEM_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { ownScope, platformScope, SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";

type TenantPorts = Pick<Ports, "openDocuments">;

/** Notes that there is such a tenant, so that sweeps reach what is stored for it. Doing it again changes nothing,
 * the plan included. */
export async function registerTenant(
  { openDocuments, clock }: TenantPorts & Pick<Ports, "clock">,
  tenantId: TenantId,
  plan?: PlanName,
): Promise<void> {
  const set = { created_at: clock.now().toISOString(), ...(plan && { plan }) };
  await openDocuments(SYSTEM_SCOPE).upsertMany("tenants", [{ id: tenantId, version: "1", set }]);
}

/** Tenants that this process knows to be registered, by the database that they stand in. */
const registered = new WeakMap<OpenTenantDocuments, Set<TenantId>>();

/**
 * Sees to it that sweeps, rotations and erasures reach what is about to be stored for a tenant, also for one that has no
 * key. One write a process and tenant.
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
 * The records of every tenant that may keep ids of a tenant's creators: those of the common catalogue may stand with all,
 * any other with its own tenant alone.
 */
export async function holdersOf(ports: TenantPorts, tenantId: TenantId) {
  const ownedBy = (owner: TenantId): TenantDocuments => ports.openDocuments(ownScope(owner));
  const isShared = tenantId === SHARED_TENANT;
  const read = isShared ? ports.openDocuments(platformScope(await everyTenant(ports))) : ownedBy(tenantId);
  return { read, ownedBy };
}

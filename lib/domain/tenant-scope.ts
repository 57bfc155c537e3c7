import { LOCAL_TENANT, SHARED_TENANT, SYSTEM_TENANT, type TenantId } from "./ids.ts";

/** What a caller may access: it writes the records of its own tenant and reads those of `reads`. */
export interface TenantScope {
  readonly tenantId: TenantId;
  readonly reads: readonly TenantId[];
}

/** A customer's scope. Only subscribers read `shared`. Records of the system tenant hold for everyone. */
export function tenantScope(tenantId: TenantId, options: { subscribesShared: boolean }): TenantScope {
  const reads = [tenantId, SYSTEM_TENANT, ...(options.subscribesShared ? [SHARED_TENANT] : [])];
  return { tenantId, reads: [...new Set(reads)] };
}

/** A tenant's own records, and those that hold for everyone. */
export const ownScope = (tenantId: TenantId): TenantScope =>
  tenantScope(tenantId, { subscribesShared: false });

/** For jobs that keep system-wide records (benchmark tables, platform-wide suppression). Never made from a request. */
export const SYSTEM_SCOPE: TenantScope = { tenantId: SYSTEM_TENANT, reads: [SYSTEM_TENANT] };

/** The common catalogue's own scope, for what is done in its name. */
export const CATALOGUE_SCOPE: TenantScope = ownScope(SHARED_TENANT);

/**
 * For acts over the whole platform, asked for by its administrator or by the person itself. It reads every tenant and
 * writes the catalogue.
 */
export const platformScope = (tenants: readonly TenantId[]): TenantScope => ({
  tenantId: SHARED_TENANT,
  reads: [...new Set([...CATALOGUE_SCOPE.reads, ...tenants])],
});

export const LOCAL_SCOPE: TenantScope = tenantScope(LOCAL_TENANT, { subscribesShared: true });

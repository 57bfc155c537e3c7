import type { TenantId } from "../ids.ts";

/**
 * The name under which API Gateway counts a tenant's requests against its usage plan: 20 to 128 characters. Only the
 * authoriser can set it (`apiKeySource: AUTHORIZER`), so it gives no access and is not a secret.
 */
export const usageKeyOf = (tenantId: TenantId): string => `increator-usage-of-tenant-${tenantId}`;

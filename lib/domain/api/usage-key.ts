import type { TenantId } from "../ids.ts";

/**
 * Under which name API Gateway counts a tenant's requests against its usage plan: 20 to 128 characters. Only the
 * authoriser can name it (`apiKeySource: AUTHORIZER`), so it opens nothing and is no secret.
 */
export const usageKeyOf = (tenantId: TenantId): string => `increator-usage-of-tenant-${tenantId}`;

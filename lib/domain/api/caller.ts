import type { TenantId } from "../ids.ts";
import type { Role } from "../records.ts";

/** Whom a key belongs to. */
export interface Caller {
  readonly tenantId: TenantId;
  readonly roles: readonly Role[];
  readonly subscribesShared: boolean;
  /** The key's public part. */
  readonly keyId: string;
}

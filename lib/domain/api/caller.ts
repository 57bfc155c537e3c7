import type { TenantId } from "../ids.ts";
import type { PlanName } from "./plans.ts";
import type { Role } from "./roles.ts";

/** The owner of a key and its rights. */
export interface Caller {
  readonly tenantId: TenantId;
  readonly roles: readonly Role[];
  readonly subscribesShared: boolean;
  /** The plan that limits how much the tenant may ask for. */
  readonly plan: PlanName;
  /** The key's public part. */
  readonly keyId: string;
}

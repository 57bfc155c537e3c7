import type { Caller } from "../domain/api/caller.ts";
import { OPERATIONS } from "../domain/api/operations.ts";
import { mayCall } from "../domain/api/roles.ts";
import type { CallerView } from "../domain/api/system-operations.ts";

/** Who a key or token belongs to, and which operations it may call, by the same rules that judge its requests. */
export const tellCaller = ({ tenantId, roles, plan, keyId }: Caller): { data: CallerView } => ({
  data: {
    ...{ key_id: keyId, tenant: tenantId, roles: [...roles], plan },
    operations: OPERATIONS.filter((one) => mayCall({ tenantId, roles }, one)).map(({ id }) => id),
  },
});

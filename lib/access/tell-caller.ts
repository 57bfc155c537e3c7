import type { Caller } from "../domain/api/caller.ts";
import { OPERATIONS } from "../domain/api/operations.ts";
import { mayCall } from "../domain/api/roles.ts";
import type { CallerView } from "../domain/api/system-operations.ts";

/** Whom a key or token belongs to, and what it may ask for, by the rules that its requests are judged by. */
export const tellCaller = ({ tenantId, roles, plan, keyId }: Caller): { data: CallerView } => ({
  data: {
    ...{ key_id: keyId, tenant: tenantId, roles: [...roles], plan },
    operations: OPERATIONS.filter((one) => mayCall({ tenantId, roles }, one)).map(({ id }) => id),
  },
});

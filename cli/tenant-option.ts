import { AppError } from "../lib/domain/errors.ts";
import { type TenantId, tenantIdSchema } from "../lib/domain/ids.ts";

/** The tenant that an option names. @throws AppError `invalid`, code `bad-tenant`. */
export function tenantOf(text: string): TenantId {
  const parsed = tenantIdSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const message = `--tenant ${text}: a tenant is 1-63 characters of a-z, 0-9 and -.`;
  throw new AppError("invalid", "bad-tenant", message);
}

import { InvalidArgumentError, Option } from "commander";
import { LOCAL_TENANT, type TenantId, tenantIdSchema } from "../lib/domain/ids.ts";

/** `--tenant`, by default the machine's own tenant. */
export const tenantOption = (description: string): Option =>
  new Option("--tenant <tenant>", description).argParser(tenantOf).default(LOCAL_TENANT);

/** Parses the tenant in an option. */
export function tenantOf(text: string): TenantId {
  const parsed = tenantIdSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("A tenant is 1-63 characters of a-z, 0-9 and -.");
}

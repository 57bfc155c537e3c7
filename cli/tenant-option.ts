import { InvalidArgumentError, Option } from "commander";
import { LOCAL_TENANT, type TenantId, tenantIdSchema } from "../lib/domain/ids.ts";

/** `--tenant`, the machine's own unless named. */
export const tenantOption = (description: string): Option =>
  new Option("--tenant <tenant>", description).argParser(tenantOf).default(LOCAL_TENANT);

/** The tenant that an option names. */
export function tenantOf(text: string): TenantId {
  const parsed = tenantIdSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("A tenant is 1-63 characters of a-z, 0-9 and -.");
}

import { z } from "zod";
import { type TenantId, tenantIdSchema } from "./ids.ts";

export const instant = z.iso.datetime();
export const count = z.number().int().nonnegative();

/** ISO 8601, in UTC. */
export type Instant = string;

/** What every stored record has beside its id, which may have a type of its own. */
export interface OwnedRecord {
  readonly tenant_id: TenantId;
  readonly version: string;
}
export interface StoredRecord extends OwnedRecord {
  readonly id: string;
}

/** The same fields, for records that an answer shows. */
export const owned = { tenant_id: tenantIdSchema, version: z.string() };
export const stored = { id: z.string(), ...owned };

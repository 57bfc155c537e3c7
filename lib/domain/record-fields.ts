import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";

export const instant = z.iso.datetime();
export const count = z.number().int().nonnegative();
/** The fields of every stored record, except the id, which may have a type of its own. */
export const owned = { tenant_id: tenantIdSchema, version: z.string() };
export const stored = { id: z.string(), ...owned };

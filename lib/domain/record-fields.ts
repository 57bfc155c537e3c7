import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";

export const instant = z.iso.datetime();
export const count = z.number().int().nonnegative();
/** What every stored record has, beside an id that may be of a kind of its own. */
export const owned = { tenant_id: tenantIdSchema, version: z.string() };
export const stored = { id: z.string(), ...owned };

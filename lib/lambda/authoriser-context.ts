import { z } from "zod";
import type { Caller } from "../domain/api/caller.ts";
import { DEFAULT_PLAN, planNameSchema } from "../domain/api/plans.ts";
import { ROLES } from "../domain/api/roles.ts";
import { tenantIdSchema } from "../domain/ids.ts";

/** API Gateway takes text, numbers and booleans from an authoriser and passes them to a function as text. */
const contextSchema = z.object({
  tenantId: tenantIdSchema,
  roles: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(ROLES))),
  subscribesShared: z.union([z.boolean(), z.stringbool()]),
  /** Missing while an authoriser of an earlier release still runs. */
  plan: planNameSchema.default(DEFAULT_PLAN),
  keyId: z.string(),
});

export const contextOf = (caller: Caller): Record<string, string> => ({
  tenantId: caller.tenantId,
  roles: caller.roles.join(","),
  subscribesShared: String(caller.subscribesShared),
  plan: caller.plan,
  keyId: caller.keyId,
});

/** The caller in an event's authoriser context; null: there is none. */
export const callerFrom = (context: unknown): Caller | null => contextSchema.safeParse(context).data ?? null;

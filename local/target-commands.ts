import { z } from "zod";
import { registerTenant } from "../lib/access/tenants.ts";
import type { Services } from "../lib/compose/services.ts";
import { ADD_MAX, addTargets, TARGET_OUTCOMES } from "../lib/crawl/add-targets.ts";
import { listTargets, listTargetsSchema, type TargetPage } from "../lib/crawl/list-targets.ts";
import { dropTargets } from "../lib/crawl/remove-targets.ts";
import { TARGET_PRIORITIES } from "../lib/domain/crawl/target.ts";
import { tenantIdSchema } from "../lib/domain/ids.ts";
import { platformSchema } from "../lib/domain/platform.ts";
import { tenantScope } from "../lib/domain/tenant-scope.ts";
import type { Clock } from "../lib/ports/clock.ts";

const accountSchema = z.object({
  platform: platformSchema,
  handle: z.string().nullable(),
  platform_user_id: z.string().nullable(),
});

export const addTargetsRequestSchema = z.object({
  tenant: tenantIdSchema,
  priority: z.enum(TARGET_PRIORITIES),
  accounts: z.array(accountSchema).max(ADD_MAX),
  /** Of simulated platforms. */
  synthetic: z.boolean(),
});
export type AddTargetsRequest = z.infer<typeof addTargetsRequestSchema>;

export const addedTargetsSchema = z.array(z.object({ id: z.string(), outcome: z.enum(TARGET_OUTCOMES) }));
export type AddedTargets = z.infer<typeof addedTargetsSchema>;

export const listTargetsRequestSchema = listTargetsSchema.extend({ tenant: tenantIdSchema });
export type ListTargetsRequest = z.infer<typeof listTargetsRequestSchema>;

export const removeTargetsRequestSchema = z.object({
  tenant: tenantIdSchema,
  accounts: z.array(accountSchema).max(ADD_MAX),
});
export type RemoveTargetsRequest = z.infer<typeof removeTargetsRequestSchema>;

/** What the frontier of a data folder can be asked to do. */
export interface TargetCommands {
  addTargets(request: AddTargetsRequest): Promise<AddedTargets>;
  listTargets(request: ListTargetsRequest): Promise<TargetPage>;
  /** How many went. */
  removeTargets(request: RemoveTargetsRequest): Promise<number>;
}

/** Clocks of simulated platforms may stand anywhere: what is due at the beginning of time is due on all of them. */
const BEFORE_ALL: Clock = { now: () => new Date(0) };

export function targetCommands(services: Services): TargetCommands {
  const of = (tenant: AddTargetsRequest["tenant"]) =>
    services.openDocuments(tenantScope(tenant, { subscribesShared: false }));
  return {
    async addTargets({ tenant, ...input }) {
      await registerTenant(services, tenant);
      const clock = input.synthetic ? BEFORE_ALL : services.clock;
      return addTargets({ ...services, clock }, of(tenant), { ...input, source: "operator" });
    },
    listTargets: ({ tenant, ...filters }) => listTargets(of(tenant), filters),
    removeTargets: ({ tenant, accounts }) => dropTargets(of(tenant), accounts),
  };
}

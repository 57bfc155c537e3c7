import { z } from "zod";

/**
 * How much a tenant may ask for. A unit is the cost of the cheapest request; an operation's `cost` says how many units
 * a request takes. A function, so that it is made only on demand: few processes read plans at their start.
 */
export const planSchema = () =>
  z.strictObject({
    /** For all its keys together. */
    tenantUnitsPerMinute: z.number().int().min(60).max(10_000_000),
    keyUnitsPerMinute: z.number().int().min(60).max(10_000_000),
    /** Pages of search results that one key may read in a day. It slows anyone who copies the catalogue. */
    pagesPerDay: z.number().int().min(10).max(100_000_000),
  });
type Plan = z.infer<ReturnType<typeof planSchema>>;

/** `unlimited` is for the operator's own tools and has no limits; no customer should have it. */
export const PLAN_NAMES = ["free", "team", "enterprise", "unlimited"] as const;
export const planNameSchema = z.enum(PLAN_NAMES);
export type PlanName = (typeof PLAN_NAMES)[number];
/** For a tenant without a plan of its own. */
export const DEFAULT_PLAN: PlanName = "team";

export type Plans = Readonly<Record<Exclude<PlanName, "unlimited">, Plan>>;

/** A key has half of its tenant's units, so that one key that runs wild leaves the others their share. */
export const PLANS: Plans = {
  free: { tenantUnitsPerMinute: 240, keyUnitsPerMinute: 120, pagesPerDay: 500 },
  team: { tenantUnitsPerMinute: 3_000, keyUnitsPerMinute: 1_500, pagesPerDay: 10_000 },
  enterprise: { tenantUnitsPerMinute: 24_000, keyUnitsPerMinute: 12_000, pagesPerDay: 200_000 },
};

import type { z } from "zod";
import type { Caller } from "../domain/api/caller.ts";
import { OPERATIONS } from "../domain/api/operations.ts";
import type { usageSchema } from "../domain/api/usage-operations.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { type UsagePorts, usedUnits } from "./usage.ts";

const ROUTES = new Map(OPERATIONS.map(({ id, method, path }) => [id, `${method} ${path}`]));

/** What a key and its tenant used by day and route, and what is left of their quotas. */
export async function tellUsage(
  ports: UsagePorts & { readonly rateLimiter: RateLimiter },
  caller: Caller,
  days: number,
): Promise<{ data: z.infer<typeof usageSchema> }> {
  const [quotas, used] = await Promise.all([
    ports.rateLimiter.left(caller),
    usedUnits(ports, caller, [...ROUTES.keys()], days),
  ]);
  return {
    data: {
      plan: caller.plan,
      quotas: quotas.map(({ quota, remaining }) => ({
        ...{ name: quota.name, units: quota.units, window_seconds: quota.windowSeconds, remaining },
      })),
      used: used.map((row) => ({ ...row, route: ROUTES.get(row.operation) ?? "" })),
    },
  };
}

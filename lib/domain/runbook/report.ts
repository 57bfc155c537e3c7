import { z } from "zod";
import { ACTS } from "./acts.ts";

const actViewSchema = z.object({
  act: z.enum(ACTS),
  state: z
    .enum(["proposed", "impossible", "begun", "standing", "ended", "failed"])
    .describe(
      "`proposed`: it would help, and nobody has done it. `impossible`: it would help but cannot be done here; `says` tells why. `begun`: this look began it. `standing`: it was in force before and still is. `ended`: this look ended it. `failed`: the part that it changes does not answer.",
    ),
  says: z.string().describe("Why it is done, or cannot be done."),
  until: z.iso.datetime().nullable().describe("Null unless it is in force."),
  by: z.string().nullable(),
});
export type ActView = z.infer<typeof actViewSchema>;

export const runbookReportSchema = z.object({
  at: z.iso.datetime(),
  checks: z.array(
    z.object({
      check: z.string(),
      outage: z.enum(["ingestion", "vector-latency"]),
      sees: z.string(),
      is_wrong: z.boolean(),
      acts: z.array(z.enum(ACTS)),
    }),
  ),
  acts: z.array(actViewSchema),
});
export type RunbookReport = z.infer<typeof runbookReportSchema>;

/** Checks that are wrong while none of their acts is in force. */
export function unanswered({
  checks,
  acts,
}: Pick<RunbookReport, "checks" | "acts">): RunbookReport["checks"] {
  const inForce = new Set(acts.filter(({ until }) => until !== null).map(({ act }) => act));
  return checks.filter(({ is_wrong, acts: helping }) => is_wrong && !helping.some((act) => inForce.has(act)));
}

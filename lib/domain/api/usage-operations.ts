import { z } from "zod";
import { operationsOf } from "./operation.ts";
import { planNameSchema } from "./plans.ts";

const operation = operationsOf("manage");

/** Number of days that are kept, including today. */
export const USAGE_DAYS = 31;

const quotaSchema = z.object({
  name: z
    .string()
    .describe(
      "`key` and `tenant`: units of the key, and of all keys of the tenant; `pages`: pages of results of the key.",
    ),
  units: z.number().int(),
  window_seconds: z.number().int(),
  remaining: z.number().int(),
});

const usedSchema = z.object({
  day: z.iso.date().describe("UTC."),
  operation: z.string().describe("The operation's id in this document."),
  route: z.string().describe("Such as `POST /search`."),
  key_units: z.number().int().describe("Units by this key."),
  tenant_units: z.number().int().describe("Units by all keys of the tenant, including this one."),
});

export const usageSchema = z.object({
  plan: planNameSchema,
  quotas: z.array(quotaSchema),
  used: z.array(usedSchema),
});

export const getUsage = operation({
  id: "getUsage",
  route: "GET /usage",
  role: "viewer",
  summary: "What this key and its tenant used, and what they have left",
  description:
    "`quotas` is what is left now, none of a plan without limits. `used` tells the units of each day (UTC) and route, newest first; what was refused used nothing. Counts follow the quotas: a time in which the counters did not answer is missing.",
  input: z.strictObject({
    days: z
      .number()
      .int()
      .min(1)
      .max(USAGE_DAYS)
      .default(7)
      .describe("Number of days to tell of, today among them."),
  }),
  answer: z.object({ data: usageSchema }),
  example: { days: 7 },
});

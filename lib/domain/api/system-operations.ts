import { z } from "zod";
import { tenantIdSchema } from "../ids.ts";
import { jobViewSchema } from "../job-run.ts";
import { platformSchema } from "../platform.ts";
import { count } from "../record-fields.ts";
import { runbookReportSchema } from "../runbook/report.ts";
import { healthAnswerSchema } from "./answers.ts";
import { operationsOf } from "./operation.ts";
import { planNameSchema } from "./plans.ts";
import { ROLES } from "./roles.ts";

const operation = operationsOf("manage");
const openOperation = operationsOf("open");

export const health = openOperation({
  id: "health",
  route: "GET /health",
  role: null,
  summary: "Whether the system answers",
  description: "Asks the stores that a search needs.",
  answer: healthAnswerSchema,
});

export const openapi = openOperation({
  id: "openapi",
  route: "GET /openapi.json",
  role: null,
  summary: "This document",
  description: "OpenAPI 3.1, made from the schemas that requests are validated by.",
  answer: z.looseObject({ openapi: z.string() }),
});

export const callerViewSchema = z.object({
  key_id: z.string(),
  tenant: tenantIdSchema,
  roles: z.array(z.enum(ROLES)),
  plan: planNameSchema,
  operations: z.array(z.string()).describe("Ids of the operations of this document that the key may call."),
});
export type CallerView = z.infer<typeof callerViewSchema>;

export const showCaller = operation({
  id: "showCaller",
  route: "GET /caller",
  role: "viewer",
  summary: "Whom this key belongs to, and what it may do",
  description: "For programs that show only what will be answered.",
  answer: z.object({ data: callerViewSchema }),
});

/** Operations on all tenants together, for those who run the platform. */
const ofPlatform = { role: "operator", isPlatforms: true } as const;

export const queueViewSchema = z.object({
  name: z.string(),
  visible: count.describe("Number of messages that wait."),
  in_flight: count.describe("Number of messages that are being worked on."),
  delayed: count.describe("Number of messages that are held back."),
  oldest_age_seconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe("In seconds; null if the queue does not tell."),
  dead: count.describe("Number of messages that were given up."),
  paused: z.string().nullable().describe("Why nobody reads it; null: it is read."),
});
export type QueueView = z.infer<typeof queueViewSchema>;

export const listQueues = operation({
  ...ofPlatform,
  id: "listQueues",
  route: "GET /system/queues",
  summary: "How much work waits, and what was given up",
  description:
    "Every queue with its dead letters. In AWS the figures are right about a minute after a change.",
  answer: z.object({ data: z.array(queueViewSchema) }),
});

export const listJobs = operation({
  ...ofPlatform,
  id: "listJobs",
  route: "GET /system/jobs",
  summary: "When each job of the clock ran, runs next, and whether it is late",
  description:
    "A job is cut into pieces, at least one a tenant; `late` counts those whose clock struck twice without them.",
  answer: z.object({ data: z.array(jobViewSchema) }),
});

export const crawlViewSchema = z.object({
  platform: platformSchema,
  targets: count,
  due: count.describe("Number of targets that are due."),
  awaited: count.describe("Number of targets that somebody asked for and that were not fetched since."),
  absent: count.describe("Number of accounts that the platform does not show."),
  is_cooling_down: z
    .boolean()
    .describe("Whether the platform's quota is spent or it asks for fewer requests."),
});
export type CrawlView = z.infer<typeof crawlViewSchema>;

export const showCrawl = operation({
  ...ofPlatform,
  id: "showCrawl",
  route: "GET /system/crawl",
  summary: "How far crawling is",
  description: "Accounts of all tenants by platform: how many are due, awaited or absent.",
  answer: z.object({ data: z.array(crawlViewSchema) }),
});

export const findingSchema = z.object({
  part: z.string(),
  is_well: z.boolean(),
  says: z.string(),
  remedy: z.string().nullable().describe("Null if all is well."),
});
export type Finding = z.infer<typeof findingSchema>;

export const checkSystem = operation({
  ...ofPlatform,
  id: "checkSystem",
  route: "GET /system/checks",
  summary: "What is wrong, and what helps",
  description:
    "Looks at the stores, the dead letters, the jobs and what waits to be indexed; changes nothing. `increator doctor` looks at settings and the machine as well.",
  answer: z.object({ data: z.array(findingSchema) }),
});

export const showRunbook = operation({
  ...ofPlatform,
  id: "showRunbook",
  route: "GET /system/runbook",
  summary: "Whether an outage is seen, what would help, and what is in force",
  description:
    "Judges calls of the platforms and answers of the vector index, of this minute and the last; changes nothing.",
  answer: z.object({ data: runbookReportSchema }),
});

export const runRunbook = operation({
  ...ofPlatform,
  route: "POST /system/runbook",
  id: "runRunbook",
  summary: "Do what helps in an outage, or take it back",
  description:
    "`apply` does what `GET /system/runbook` proposes. Each act ends by itself some minutes after its signal; `end` takes back at once whatever is in force. Both are in the audit of the system.",
  input: z.strictObject({
    action: z
      .enum(["apply", "end"])
      .describe("`apply` does what is proposed; `end` takes back what is in force."),
  }),
  answer: z.object({ data: runbookReportSchema }),
  example: { action: "end" },
});

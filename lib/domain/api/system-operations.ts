import { z } from "zod";
import { tenantIdSchema } from "../ids.ts";
import { jobViewSchema } from "../job-run.ts";
import { platformSchema } from "../platform.ts";
import { runbookReportSchema } from "../runbook/report.ts";
import { healthAnswerSchema } from "./answers.ts";
import { operation } from "./operation.ts";
import { planNameSchema } from "./plans.ts";
import { ROLES } from "./roles.ts";

const nothing = z.strictObject({});

export const health = operation({
  id: "health",
  function: "open",
  method: "GET",
  path: "/health",
  role: null,
  summary: "Whether the system answers",
  description: "Asks the stores that a search needs.",
  input: nothing,
  status: 200,
  answer: healthAnswerSchema,
  example: {},
});

export const openapi = operation({
  id: "openapi",
  function: "open",
  method: "GET",
  path: "/openapi.json",
  role: null,
  summary: "This document",
  description: "OpenAPI 3.1, made from the schemas that requests are validated by.",
  input: nothing,
  status: 200,
  answer: z.looseObject({ openapi: z.string() }),
  example: {},
});

const callerViewSchema = z.object({
  key_id: z.string(),
  tenant: tenantIdSchema,
  roles: z.array(z.enum(ROLES)),
  plan: planNameSchema,
  /** Ids of the operations of this document that the key may call. */
  operations: z.array(z.string()),
});
export type CallerView = z.infer<typeof callerViewSchema>;

export const showCaller = operation({
  id: "showCaller",
  function: "manage",
  method: "GET",
  path: "/caller",
  role: "viewer",
  summary: "Whom this key belongs to, and what it may do",
  description: "For programs that show only what will be answered.",
  input: nothing,
  status: 200,
  answer: z.object({ data: callerViewSchema }),
  example: {},
});

/** What concerns every tenant together, for anyone who runs the platform. */
const ofPlatform = { function: "manage", method: "GET", role: "operator", isPlatforms: true } as const;
const count = z.number().int().nonnegative();

export const queueViewSchema = z.object({
  name: z.string(),
  /** Messages that wait, are in work, and are held back. */
  ...{ visible: count, in_flight: count, delayed: count },
  /** Seconds; null where the queue does not tell. */
  oldest_age_seconds: z.number().nonnegative().nullable(),
  /** Messages that were given up. */
  dead: count,
  /** Why nobody reads it; null: it is read. */
  paused: z.string().nullable(),
});
export type QueueView = z.infer<typeof queueViewSchema>;

export const listQueues = operation({
  ...ofPlatform,
  id: "listQueues",
  path: "/system/queues",
  summary: "How much work waits, and what was given up",
  description:
    "Every queue with its dead letters. In AWS the figures are right about a minute after a change.",
  input: nothing,
  status: 200,
  answer: z.object({ data: z.array(queueViewSchema) }),
  example: {},
});

export const listJobs = operation({
  ...ofPlatform,
  id: "listJobs",
  path: "/system/jobs",
  summary: "When each job of the clock ran, runs next, and whether it is late",
  description:
    "A job is cut into pieces, at least one a tenant; `late` counts those whose clock struck twice without them.",
  input: nothing,
  status: 200,
  answer: z.object({ data: z.array(jobViewSchema) }),
  example: {},
});

export const crawlViewSchema = z.object({
  platform: platformSchema,
  targets: count,
  /** Whose time has come. */
  due: count,
  /** Asked for by somebody and not fetched since. */
  awaited: count,
  /** Accounts that the platform shows nothing of. */
  absent: count,
  /** Whether its quota is spent or it asks for fewer requests. */
  is_cooling_down: z.boolean(),
});
export type CrawlView = z.infer<typeof crawlViewSchema>;

export const showCrawl = operation({
  ...ofPlatform,
  id: "showCrawl",
  path: "/system/crawl",
  summary: "How far crawling is",
  description: "Accounts of all tenants by platform: how many are due, awaited or absent.",
  input: nothing,
  status: 200,
  answer: z.object({ data: z.array(crawlViewSchema) }),
  example: {},
});

export const findingSchema = z.object({
  part: z.string(),
  is_well: z.boolean(),
  says: z.string(),
  /** Null where all is well. */
  remedy: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

export const checkSystem = operation({
  ...ofPlatform,
  id: "checkSystem",
  path: "/system/checks",
  summary: "What is wrong, and what helps",
  description:
    "Looks at the stores, the dead letters, the jobs and what waits to be indexed; changes nothing. `increator doctor` looks at settings and the machine as well.",
  input: nothing,
  status: 200,
  answer: z.object({ data: z.array(findingSchema) }),
  example: {},
});

export const showRunbook = operation({
  ...ofPlatform,
  id: "showRunbook",
  path: "/system/runbook",
  summary: "Whether an outage is seen, what would help, and what is in force",
  description:
    "Judges calls of the platforms and answers of the vector index, of this minute and the last; changes nothing.",
  input: nothing,
  status: 200,
  answer: z.object({ data: runbookReportSchema }),
  example: {},
});

export const runRunbook = operation({
  ...ofPlatform,
  method: "POST",
  id: "runRunbook",
  path: "/system/runbook",
  summary: "Do what helps in an outage, or take it back",
  description:
    "`apply` does what `GET /system/runbook` proposes. Each act ends by itself some minutes after its signal; `end` takes back at once whatever is in force. Both are in the audit of the system.",
  input: z.strictObject({ action: z.enum(["apply", "end"]) }),
  takesBody: true,
  status: 200,
  answer: z.object({ data: runbookReportSchema }),
  example: { action: "end" },
});

import type { Readable } from "node:stream";
import { z } from "zod";
import type { AccessAnswer, AccessRequest } from "../lib/access/manage-access.ts";
import type { SuggestionReport, SuggestRequest } from "../lib/domain/identity-matching/suggestion.ts";
import { creatorIdSchema, tenantIdSchema } from "../lib/domain/ids.ts";
import { jobViewSchema } from "../lib/domain/job-run.ts";
import type { Identity } from "../lib/domain/records.ts";
import { retentionReportSchema } from "../lib/domain/retention-report.ts";
import { ingestSummarySchema } from "../lib/ingest/ingest-raw.ts";
import type { BackupOptions, BackupRequest } from "./backup-commands.ts";
import type { CrawlCommands } from "./crawl-command.ts";
import type { KeyringAnswer, KeyringRequest } from "./keyring-commands.ts";
import type { RunbookAnswer, RunbookRequest } from "./runbook-command.ts";
import type { TargetCommands } from "./target-commands.ts";

/**
 * What a data folder can be asked to do, by the command line or by others who may reach its socket. Carried out in
 * process, or by the process that has the folder open: see `command-server.ts` and `command-client.ts`.
 */
export interface Commands extends TargetCommands, CrawlCommands {
  /** Sends a request to the HTTP API with every role. */
  request(request: ApiRequest): Promise<ApiAnswer>;
  /** Copies envelopes into the inbox. */
  drop(name: DropName, body: Readable): Promise<Dropped>;
  /** Waits until dropped objects are read and what they hold can be found. */
  follow(dropped: readonly Dropped[], options: FollowOptions): Promise<FollowResult>;
  /** Hands an event to a function, as Lambda would. */
  invoke(request: InvokeRequest): Promise<unknown>;
  /** An operator's word on whether two creators are the same; the identity that the first belongs to then. */
  decideIdentity(request: IdentityRequest): Promise<Identity | null>;
  /** Looks for accounts that are likely one person or brand, as the daily job does, and lists what waits to be decided. */
  suggestIdentities(request: SuggestRequest): Promise<SuggestionReport>;
  /** Makes, lists and ends keys; lists tenants and says what each may ask for. */
  access(request: AccessRequest): Promise<AccessAnswer>;
  /** Rotates the folder's keyring, or says what depends on it. */
  keyring(request: KeyringRequest): Promise<KeyringAnswer>;
  /** Judges the outages of the runbook; begins or ends what helps. */
  runbook(request: RunbookRequest): Promise<RunbookAnswer>;
  status(): Promise<SystemStatus>;
  /** Makes, lists, proves, removes and restores backups; the shape of the answer follows from the action. */
  backup(request: BackupRequest, options: BackupOptions): Promise<unknown>;
}

export interface FollowOptions {
  readonly onProgress: (progress: FollowProgress) => void;
  /** Ends the waiting, not the work. */
  readonly signal: AbortSignal;
}

export const apiRequestSchema = z.object({
  method: z.string(),
  /** Path and query, percent-encoded. */
  target: z.string(),
  body: z.unknown().optional(),
  /** In whose name; the machine's own tenant when left out. */
  tenant: tenantIdSchema.optional(),
});
export type ApiRequest = z.infer<typeof apiRequestSchema>;

export const apiAnswerSchema = z.object({ status: z.number(), body: z.unknown() });
export type ApiAnswer = z.infer<typeof apiAnswerSchema>;

export const dropNameSchema = z.object({
  tenant: tenantIdSchema,
  /** Of the file; its ending tells lines from values, and is all that is kept of it. */
  name: z.string().min(1).max(300),
});
export type DropName = z.infer<typeof dropNameSchema>;

export const droppedSchema = z.object({ tenant: tenantIdSchema, key: z.string() });
export type Dropped = z.infer<typeof droppedSchema>;

export const followProgressSchema = z.object({
  read: z.number(),
  quarantined: z.number(),
  /** Creators of the same tenants that are stored and can not be found yet, and those that can. */
  pending: z.number(),
  found: z.number(),
  /** Why nothing moves, where somebody paused a queue. */
  paused: z.string().nullable(),
});
export type FollowProgress = z.infer<typeof followProgressSchema>;

export const followResultSchema = z.object({
  /** In the order in which the objects were dropped; null where nothing of the object was read. */
  summaries: z.array(ingestSummarySchema.nullable()),
  /** Creators whose indexing was given up for now; a sweep takes them up. */
  pending: z.number(),
});
export type FollowResult = z.infer<typeof followResultSchema>;

export const invokeRequestSchema = z.object({ function: z.string(), event: z.unknown() });
export type InvokeRequest = z.infer<typeof invokeRequestSchema>;

export const identityRequestSchema = z.object({
  decision: z.enum(["link", "unlink"]),
  a: creatorIdSchema,
  b: creatorIdSchema,
});
export type IdentityRequest = z.infer<typeof identityRequestSchema>;

export const systemStatusSchema = z.object({
  creators: z.record(z.string(), z.number()),
  pending: z.number(),
  vectors: z.number(),
  embedder: z.string(),
  queues: z.record(
    z.string(),
    z.object({
      visible: z.number(),
      inFlight: z.number(),
      delayed: z.number(),
      oldestAgeSeconds: z.number().nullable(),
      dead: z.number(),
      paused: z.string().nullable(),
    }),
  ),
  jobs: z.array(jobViewSchema),
  /** What the sweeps of the last day did for the platforms' terms; null before the first. */
  retention: retentionReportSchema.nullable(),
});
export type SystemStatus = z.infer<typeof systemStatusSchema>;

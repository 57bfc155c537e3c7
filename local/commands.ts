import type { Readable } from "node:stream";
import { z } from "zod";
import { type AccessAnswer, accessRequestSchema } from "../lib/access/manage-access.ts";
import { ADD_MAX, type AddedTarget } from "../lib/crawl/add-targets.ts";
import type { CrawlProgress } from "../lib/crawl/crawl-progress.ts";
import { listTargetsSchema, type TargetPage } from "../lib/crawl/list-targets.ts";
import type { CrawlReport } from "../lib/crawl/run-crawl.ts";
import { BACKUP_KINDS } from "../lib/domain/backup/records.ts";
import { TARGET_PRIORITIES } from "../lib/domain/crawl/target.ts";
import { type SuggestionReport, suggestRequestSchema } from "../lib/domain/identity-matching/suggestion.ts";
import { creatorIdSchema, tenantIdSchema } from "../lib/domain/ids.ts";
import { platformSchema } from "../lib/domain/platform.ts";
import type { Identity } from "../lib/domain/records.ts";
import type { IngestSummary } from "../lib/ingest/ingest-raw.ts";
import type { BackupAnswers, BackupProgress } from "./backup-commands.ts";
import type { KeyringAnswer } from "./keyring-commands.ts";
import type { RunbookAnswer } from "./runbook-command.ts";
import { simulationSchema } from "./simulation.ts";
import type { SystemStatus } from "./system-status.ts";

export const dropNameSchema = z.object({
  tenant: tenantIdSchema,
  /** Of the file; its ending tells lines from values, and is all that is kept of it. */
  name: z.string().min(1).max(300),
});
export type DropName = z.infer<typeof dropNameSchema>;

const droppedSchema = z.object({ tenant: tenantIdSchema, key: z.string() });
export type Dropped = z.infer<typeof droppedSchema>;

const accountsSchema = z
  .array(
    z.object({
      platform: platformSchema,
      handle: z.string().nullable(),
      platform_user_id: z.string().nullable(),
    }),
  )
  .max(ADD_MAX);

/** What each command takes. Its name is its path on the data folder's socket. */
export const COMMAND_INPUTS = {
  request: z.object({
    method: z.string(),
    /** Path and query, percent-encoded. */
    target: z.string(),
    body: z.unknown().optional(),
    /** In whose name; the machine's own tenant when left out. */
    tenant: tenantIdSchema.optional(),
  }),
  follow: droppedSchema.array(),
  invoke: z.object({ function: z.string(), event: z.unknown() }),
  decideIdentity: z.object({
    decision: z.enum(["link", "unlink"]),
    a: creatorIdSchema,
    b: creatorIdSchema,
  }),
  suggestIdentities: suggestRequestSchema,
  access: accessRequestSchema,
  keyring: z.discriminatedUnion("action", [
    z.object({ action: z.enum(["rotate", "wrap", "status"]) }),
    z.object({ action: z.literal("retire"), version: z.number().int().positive() }),
  ]),
  runbook: z.object({ action: z.enum(["look", "apply", "end"]) }),
  status: z.null(),
  backup: z.discriminatedUnion("action", [
    z.object({ action: z.literal("list") }),
    z.object({ action: z.literal("create"), kind: z.enum(BACKUP_KINDS) }),
    z.object({ action: z.literal("remove"), id: z.string() }),
    z.object({
      action: z.literal("verify"),
      backup: z.string().optional(),
      sample: z.union([z.number().int().positive(), z.literal("all")]),
    }),
    z.object({
      action: z.literal("restore"),
      backup: z.string(),
      mode: z.enum(["auto", "import", "upsert"]),
      namespaces: z.array(z.string()).optional(),
      tenant: tenantIdSchema.optional(),
      allowsOtherIndex: z.boolean(),
      isDryRun: z.boolean(),
    }),
  ]),
  crawl: z.object({
    tenant: tenantIdSchema,
    platforms: z.array(platformSchema).min(1),
    /** False: end when every quota is spent for now. */
    waits: z.boolean(),
    /** Credentials, proxies and limits as the caller's environment has them; they travel by the folder's own socket. */
    settings: z.record(z.string(), z.string()),
    /** Simulated platforms in place of the real ones. */
    simulation: simulationSchema.nullable(),
  }),
  addTargets: z.object({
    tenant: tenantIdSchema,
    priority: z.enum(TARGET_PRIORITIES),
    accounts: accountsSchema,
    /** Of simulated platforms. */
    synthetic: z.boolean(),
  }),
  listTargets: listTargetsSchema.extend({ tenant: tenantIdSchema }),
  removeTargets: z.object({ tenant: tenantIdSchema, accounts: accountsSchema }),
} as const;
export type CommandName = keyof typeof COMMAND_INPUTS;
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMAND_INPUTS)[N]>;

export interface CommandOptions<P = unknown> {
  readonly onProgress: (progress: P) => void;
  /** Ends the waiting. A crawl ends with it, and what it held goes back; other work goes on. */
  readonly signal: AbortSignal;
}

/**
 * What a data folder can be asked to do, by the command line or by others who may reach its socket. Carried out in
 * process, or by the process that has the folder open: see `command-server.ts` and `command-client.ts`.
 */
export interface Commands {
  /** Sends a request to the HTTP API with every role. */
  request(request: CommandInput<"request">): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Copies envelopes into the inbox. */
  drop(name: DropName, body: Readable): Promise<Dropped>;
  /** Waits until dropped objects are read and what they hold can be found. */
  follow(dropped: readonly Dropped[], options: CommandOptions<FollowProgress>): Promise<FollowResult>;
  /** Hands an event to a function, as Lambda would. */
  invoke(request: CommandInput<"invoke">): Promise<unknown>;
  /** An operator's word on whether two creators are the same; the identity that the first belongs to then. */
  decideIdentity(request: CommandInput<"decideIdentity">): Promise<Identity | null>;
  /** Looks for accounts that are likely one person or brand, as the daily job does, and lists what waits to be decided. */
  suggestIdentities(request: CommandInput<"suggestIdentities">): Promise<SuggestionReport>;
  /** Makes, lists and ends keys; lists tenants and says what each may ask for. */
  access(request: CommandInput<"access">): Promise<AccessAnswer>;
  /** Rotates the folder's keyring, or says what depends on it. */
  keyring(request: CommandInput<"keyring">): Promise<KeyringAnswer>;
  /** Judges the outages of the runbook; begins or ends what helps. */
  runbook(request: CommandInput<"runbook">): Promise<RunbookAnswer>;
  status(): Promise<SystemStatus>;
  /** Makes, lists, proves, removes and restores backups. */
  backup<R extends CommandInput<"backup">>(
    request: R,
    options: CommandOptions<BackupProgress>,
  ): Promise<BackupAnswers[R["action"]]>;
  /** Crawls what is due until everything that was asked for is answered. */
  crawl(request: CommandInput<"crawl">, options: CommandOptions<CrawlProgress>): Promise<CrawlReport>;
  addTargets(request: CommandInput<"addTargets">): Promise<AddedTarget[]>;
  listTargets(request: CommandInput<"listTargets">): Promise<TargetPage>;
  /** How many went. */
  removeTargets(request: CommandInput<"removeTargets">): Promise<number>;
}

export interface FollowProgress {
  readonly read: number;
  readonly quarantined: number;
  /** Creators of the same tenants that are stored and can not be found yet, and those that can. */
  readonly pending: number;
  readonly found: number;
  /** Why nothing moves, where somebody paused a queue. */
  readonly paused: string | null;
}

export interface FollowResult {
  /** In the order in which the objects were dropped; null where nothing of the object was read. */
  readonly summaries: readonly (IngestSummary | null)[];
  /** Creators whose indexing was given up for now; a sweep takes them up. */
  readonly pending: number;
}

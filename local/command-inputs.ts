import { z } from "zod";
import { accessRequestSchema } from "../lib/access/manage-access.ts";
import { ADD_MAX } from "../lib/crawl/targets/add-targets.ts";
import { listTargetsSchema } from "../lib/crawl/targets/list-targets.ts";
import { BACKUP_KINDS } from "../lib/domain/backup/records.ts";
import { TARGET_PRIORITIES } from "../lib/domain/crawl/target.ts";
import { suggestRequestSchema } from "../lib/domain/identity-matching/suggestion.ts";
import { creatorIdSchema, tenantIdSchema } from "../lib/domain/ids.ts";
import { platformSchema } from "../lib/domain/platform.ts";
import { simulationSchema } from "./simulation.ts";

export const dropNameSchema = z.object({
  tenant: tenantIdSchema,
  /** The file's name. Its ending tells lines from values, and nothing else of it is kept. */
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

/** The input of each command. A command's name is its path on the data folder's socket. */
export const COMMAND_INPUTS = {
  request: z.object({
    method: z.string(),
    /** Path and query, percent-encoded. */
    target: z.string(),
    body: z.unknown().optional(),
    /** The tenant in whose name to call; if absent, the machine's own tenant. */
    tenant: tenantIdSchema.optional(),
  }),
  follow: droppedSchema.array(),
  invoke: z.object({ function: z.string(), event: z.unknown() }),
  decideIdentity: z.object({ decision: z.enum(["link", "unlink"]), a: creatorIdSchema, b: creatorIdSchema }),
  suggestIdentities: suggestRequestSchema,
  access: accessRequestSchema,
  keyring: z.discriminatedUnion("action", [
    z.object({ action: z.enum(["rotate", "wrap", "status"]) }),
    z.object({ action: z.literal("retire"), version: z.number().int().positive() }),
  ]),
  runbook: z.object({ action: z.enum(["show", "apply", "end"]) }),
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
    /** False to end when every quota is used up for now. */
    waits: z.boolean(),
    /** Credentials, proxies and limits from the caller's environment. They are sent through the folder's own socket. */
    settings: z.record(z.string(), z.string()),
    /** Simulated platforms instead of the real ones. */
    simulation: simulationSchema.nullable(),
  }),
  addTargets: z.object({
    tenant: tenantIdSchema,
    priority: z.enum(TARGET_PRIORITIES),
    accounts: accountsSchema,
    /** Whether the accounts belong to simulated platforms. */
    synthetic: z.boolean(),
  }),
  listTargets: listTargetsSchema.extend({ tenant: tenantIdSchema }),
  removeTargets: z.object({ tenant: tenantIdSchema, accounts: accountsSchema }),
} as const;
export type CommandName = keyof typeof COMMAND_INPUTS;
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMAND_INPUTS)[N]>;

export interface CommandOptions<P = unknown> {
  readonly onProgress: (progress: P) => void;
  /** Ends the waiting. A crawl ends too and returns the targets it holds; other work goes on. */
  readonly signal: AbortSignal;
}

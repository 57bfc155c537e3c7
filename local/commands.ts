import type { Readable } from "node:stream";
import type { AccessAnswer } from "../lib/access/manage-access.ts";
import type { CrawlProgress } from "../lib/crawl/crawl-progress.ts";
import type { CrawlReport } from "../lib/crawl/run-crawl.ts";
import type { AddedTarget } from "../lib/crawl/targets/add-targets.ts";
import type { TargetPage } from "../lib/crawl/targets/list-targets.ts";
import type { SuggestionReport } from "../lib/domain/identity-matching/suggestion.ts";
import type { Identity } from "../lib/domain/records.ts";
import type { IngestSummary } from "../lib/ingest/ingest-raw.ts";
import type { BackupAnswers, BackupProgress } from "./backup-commands.ts";
import type { CommandInput, CommandOptions, DropName, Dropped } from "./command-inputs.ts";
import type { KeyringAnswer } from "./keyring-commands.ts";
import type { RunbookAnswer } from "./runbook-command.ts";
import type { SystemStatus } from "./system-status.ts";

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

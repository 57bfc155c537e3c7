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
 * What a data folder can be asked to do, by the command line or by others who can reach its socket. Carried out in this
 * process, or by the process that has the folder open: see `command-server.ts` and `command-client.ts`.
 */
export interface Commands {
  /** Sends a request with every role to the HTTP API. */
  request(request: CommandInput<"request">): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Copies envelopes into the inbox. */
  drop(name: DropName, body: Readable): Promise<Dropped>;
  /** Waits until dropped objects are read and their creators can be found. */
  follow(dropped: readonly Dropped[], options: CommandOptions<FollowProgress>): Promise<FollowResult>;
  /** Passes an event to a function, as Lambda would. */
  invoke(request: CommandInput<"invoke">): Promise<unknown>;
  /**
   * Stores an operator's decision on whether two creators are the same. Returns the identity that the first then
   * belongs to.
   */
  decideIdentity(request: CommandInput<"decideIdentity">): Promise<Identity | null>;
  /** Looks for accounts that are likely one person or brand, as the daily job does, and lists the pairs to decide. */
  suggestIdentities(request: CommandInput<"suggestIdentities">): Promise<SuggestionReport>;
  /** Makes, lists and ends keys; lists tenants and sets what each may ask for. */
  access(request: CommandInput<"access">): Promise<AccessAnswer>;
  /** Rotates the folder's keyring, or says what depends on it. */
  keyring(request: CommandInput<"keyring">): Promise<KeyringAnswer>;
  /** Checks for the runbook's outages, and begins or ends acts against them. */
  runbook(request: CommandInput<"runbook">): Promise<RunbookAnswer>;
  status(): Promise<SystemStatus>;
  /** Makes, lists, proves, removes and restores backups. */
  backup<R extends CommandInput<"backup">>(
    request: R,
    options: CommandOptions<BackupProgress>,
  ): Promise<BackupAnswers[R["action"]]>;
  /** Crawls what is due until every request is answered. */
  crawl(request: CommandInput<"crawl">, options: CommandOptions<CrawlProgress>): Promise<CrawlReport>;
  addTargets(request: CommandInput<"addTargets">): Promise<AddedTarget[]>;
  listTargets(request: CommandInput<"listTargets">): Promise<TargetPage>;
  /** Returns the number of removed targets. */
  removeTargets(request: CommandInput<"removeTargets">): Promise<number>;
}

export interface FollowProgress {
  readonly read: number;
  readonly quarantined: number;
  /** Stored creators of the same tenants that cannot be found yet, and those that can. */
  readonly pending: number;
  readonly found: number;
  /** Why nothing moves: someone paused a queue, or the folder is in trouble, for example on a full disk. */
  readonly hindrance: string | null;
}

export interface FollowResult {
  /** In the order of the dropped objects; null if nothing of an object was read. */
  readonly summaries: readonly (IngestSummary | null)[];
  /** Creators that are still not indexed; a sweep tries them again. */
  readonly pending: number;
}

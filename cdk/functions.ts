import type { MongoRole } from "../lib/adapters/cloud/mongo-roles.ts";
import type { HttpFunction } from "../lib/domain/api/operation.ts";
import { QUEUES, type WorkQueue } from "../lib/ports/queues.ts";

/** What a function may do with a bucket's objects. `erase` removes every version. */
export type ObjectAccess = "list" | "read" | "write" | "erase";
export const BUCKETS = ["raw", "quarantine", "backup", "export"] as const;
export type BucketName = (typeof BUCKETS)[number];
/** The bucket for each first part of an object key. lib/adapters/cloud/s3-buckets.ts finds it from the settings. */
export const FOLDERS = {
  inbox: "raw",
  raw: "raw",
  quarantine: "quarantine",
  backups: "backup",
  exports: "export",
} as const satisfies Readonly<Record<string, BucketName>>;
export type Folder = keyof typeof FOLDERS;
export type FolderGrants = Readonly<Partial<Record<Folder, readonly ObjectAccess[]>>>;

/**
 * The settings in each secret. Every function reads `settings` and the secret of its own role. Only people read
 * `operator`, because its database user creates collections and indexes.
 */
export const SECRETS = {
  settings: ["UPSTASH_REDIS_REST_TOKEN", "INCREATOR_KEYRING"],
  operator: ["MONGODB_URI"],
  authorise: ["MONGODB_URI"],
  search: ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY"],
  manage: ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY"],
  // The health of every store is open to anyone without a key.
  privacy: ["MONGODB_URI", "PINECONE_API_KEY"],
  pipeline: ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY"],
  crawl: ["MONGODB_URI"],
} as const satisfies Readonly<Record<"settings" | "operator" | MongoRole, readonly string[]>>;
export type SecretName = keyof typeof SECRETS;
/** Roles whose Pinecone key may write; those of the others only read. */
export const VECTOR_WRITERS: readonly MongoRole[] = ["pipeline"];

/**
 * What a deployable may do. Tests run each deployable with no more rights than these: test/doubles/granted-ports.ts.
 */
export interface Grants {
  /** Queues that it may send to. */
  readonly sends?: readonly WorkQueue[];
  /** Queues whose depth, dead letters and pause state it may read. */
  readonly measures?: readonly WorkQueue[];
  /** Queues that it may pause for the workers that poll them. */
  readonly pauses?: readonly WorkQueue[];
  readonly objects?: FolderGrants;
  /** Its database user, and so also the secret that it reads: SECRETS. */
  readonly role: MongoRole;
  /** What it may do with the contacts' key: make data keys, or open them. */
  readonly contacts?: readonly ("seal" | "open")[];
  /** Whether it may read the platforms' credentials, to look up single accounts. */
  readonly platforms?: boolean;
}

/** What every function has, no matter what starts it. */
export interface FunctionSettings extends Grants {
  readonly timeoutSeconds: number;
  /** Memory in MB. It also sets the share of processor time: 1,769 MB give one processor. */
  readonly memoryMb: 512 | 1_024 | 1_769 | 3_008;
  /** Most connections that one copy opens to each member of the database. */
  readonly connections: number;
}

/** How a function reads one of its queues. */
interface SourceSettings {
  /** Messages per call: 1 to 10. */
  readonly batchSize: number;
  /**
   * Copies that may read this queue at the same time, 2 to 1,000. With `connections` this protects the database's own
   * limit.
   */
  readonly maxConcurrency: number;
}

export interface QueueWorkerSettings extends FunctionSettings {
  readonly sources: Readonly<Partial<Record<WorkQueue, SourceSettings>>>;
  /** Anchor in docs/RUNBOOK.md for when its messages fail. */
  readonly runbook: string;
}

/** A function behind the HTTP API. */
export interface HttpSettings extends FunctionSettings {
  /** Copies that are reserved for it and that it cannot exceed, in a stage whose `apiCopies` is 1. */
  readonly copies: number;
}

/** Functions that take messages from queues. */
export const QUEUE_WORKERS = {
  // Parsing, contact search and language detection are CPU-bound. A large object continues in a message to itself.
  "ingest-raw": {
    timeoutSeconds: 120,
    memoryMb: 1_024,
    connections: 3,
    role: "pipeline",
    sources: { ingest: { batchSize: 10, maxConcurrency: 20 } },
    // It meets accounts that were erased, and accounts that a request named before they arrived. It opens their erasure.
    sends: ["ingest", "erase"],
    objects: { inbox: ["read", "erase"], raw: ["read", "write", "erase"], quarantine: ["write"] },
    runbook: "ingestion-outage",
  },
  "embed-creators": {
    timeoutSeconds: 60,
    memoryMb: 512,
    connections: 3,
    role: "pipeline",
    sources: {
      // A message names up to a thousand creators.
      "embed-high": { batchSize: 2, maxConcurrency: 20 },
      "embed-low": { batchSize: 2, maxConcurrency: 5 },
    },
    sends: ["embed-high", "embed-low"],
    runbook: "embedding-backlog",
  },
  "run-erasure": {
    timeoutSeconds: 120,
    memoryMb: 512,
    connections: 3,
    role: "pipeline",
    // One at a time: an erasure reads back every store, and careful work should not be rushed.
    sources: { erase: { batchSize: 1, maxConcurrency: 5 } },
    // A job sends the webhooks about an erasure.
    sends: ["erase", "backup", "jobs"],
    objects: {
      ...{ inbox: ["list"], raw: ["erase"], quarantine: ["erase"] },
      ...{ backups: ["list"], exports: ["erase"] },
    },
    runbook: "erasure-overdue",
  },
  // As many copies as the index can serve at its read rate (increator backup plan). A shard continues in a message to
  // itself.
  "back-up-vectors": {
    timeoutSeconds: 900,
    memoryMb: 512,
    connections: 3,
    role: "pipeline",
    sources: { backup: { batchSize: 1, maxConcurrency: 10 } },
    sends: ["backup"],
    objects: { backups: ["read", "write", "erase"] },
    runbook: "backups",
  },
  // The clock's jobs (lib/jobs/registry.ts): one piece per message, so that no piece waits for another.
  "run-job": {
    timeoutSeconds: 900,
    memoryMb: 512,
    connections: 3,
    role: "pipeline",
    sources: { jobs: { batchSize: 1, maxConcurrency: 50 } },
    sends: ["jobs", "ingest", "embed-low", "erase", "crawl-high", "crawl-low", "backup"],
    measures: ["ingest", "embed-high", "embed-low", "crawl-high", "crawl-low", "backup"],
    pauses: ["crawl-low"],
    objects: {
      ...{ inbox: ["list"], raw: ["read", "erase"], quarantine: ["erase"], backups: ["read", "erase"] },
      exports: ["read", "write", "erase"],
    },
    runbook: "scheduled-job-failed",
  },
} as const satisfies Readonly<Record<string, QueueWorkerSettings>>;

/**
 * The deployables behind the HTTP API. API Gateway waits 29 s at most. A batch costs the same with any memory up to one
 * processor (1,769 MB), and people wait less if there is more.
 */
export const HTTP_SETTINGS: Readonly<Record<HttpFunction, HttpSettings>> = {
  // A search reads records, suppressions and namesakes while its legs run.
  "search-creators": { timeoutSeconds: 15, memoryMb: 1_769, connections: 4, copies: 50, role: "search" },
  "erase-creator": {
    ...{ timeoutSeconds: 25, memoryMb: 1_024, connections: 3, copies: 5 },
    role: "privacy",
    sends: ["erase"],
    contacts: ["seal", "open"],
    platforms: true,
  },
  // Verifies an audit chain or a file of targets. A signed link can open only what its signer may read.
  manage: {
    ...{ timeoutSeconds: 25, memoryMb: 1_024, connections: 3, copies: 10 },
    role: "manage",
    sends: ["jobs"],
    measures: QUEUES,
    pauses: ["crawl-low"],
    // A signed link may do what its signer may: upload drops, and see whether one has arrived.
    objects: { exports: ["read"], inbox: ["list", "write"] },
  },
  // Its tools do what viewers and analysts may do: the routes of search-creators, and those of manage that send
  // nothing.
  mcp: { timeoutSeconds: 25, memoryMb: 1_769, connections: 3, copies: 10, role: "manage" },
  open: {
    ...{ timeoutSeconds: 25, memoryMb: 1_024, connections: 3, copies: 5 },
    role: "privacy",
    sends: ["erase"],
    measures: ["ingest"],
    platforms: true,
  },
};

/** The task that follows changes of creators. It queues them for embedding, here and in other regions. */
export const FOLLOWER = { role: "pipeline", sends: ["embed-high", "embed-low"] } as const satisfies Grants;

/** Runs before every request, so every request would pay for its cold start. */
export const AUTHORISER = {
  stem: "authorise",
  timeoutSeconds: 10,
  memoryMb: 1_769,
  connections: 1,
  copies: 50,
  role: "authorise",
} as const;

/**
 * The task that fetches profiles. It announces what it writes to raw/ itself, and it reads what a failed attempt wrote.
 */
export const SCRAPER = {
  role: "crawl",
  sends: ["ingest"],
  // A storm of 429s pauses the low-priority queue, no matter which queue it happened in.
  pauses: ["crawl-high", "crawl-low"],
  objects: { raw: ["read", "write"], quarantine: ["write"] },
  platforms: true,
} as const satisfies Grants;

/** How many copies of a function people's requests may start at once in a stage. */
export const copiesIn = (
  { apiCopies }: { readonly apiCopies: number },
  { copies }: { readonly copies: number },
) => Math.ceil(copies * apiCopies);

/** What a region without writes deploys: functions that answer people and fill its own index. */
export const READING: readonly HttpFunction[] = ["search-creators", "mcp", "open"];
export const INDEXING: readonly (keyof typeof QUEUE_WORKERS)[] = ["embed-creators"];

/** AWS's advice for a queue that feeds a function is six times the function's timeout (facts: SQS -> Lambda). */
const VISIBILITY_PER_TIMEOUT = 6;
/** For queues that scrapers read. Well within this time a page is written and its message is extended. */
const SCRAPER_LEASE_SECONDS = 900;

/**
 * How long a message stays hidden while it is worked on, derived from the timeout of the function that reads its queue.
 */
export function visibilitySecondsOf(queue: WorkQueue): number {
  const workers: readonly QueueWorkerSettings[] = Object.values(QUEUE_WORKERS);
  const worker = workers.find(({ sources }) => queue in sources);
  return worker ? worker.timeoutSeconds * VISIBILITY_PER_TIMEOUT : SCRAPER_LEASE_SECONDS;
}

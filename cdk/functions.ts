import type { MongoRole } from "../lib/adapters/cloud/mongo-roles.ts";
import type { HttpFunction } from "../lib/domain/api/operation.ts";
import { QUEUES, type WorkQueue } from "../lib/ports/queues.ts";

/** What a function may do with a bucket's objects; `erase` reaches every version. */
export type ObjectAccess = "list" | "read" | "write" | "erase";
export const BUCKETS = ["raw", "quarantine", "backup", "export"] as const;
export type BucketName = (typeof BUCKETS)[number];
/** The bucket behind each first part of a key; lib/adapters/cloud/s3-buckets.ts finds it by the settings. */
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
 * What each secret keeps. `settings` is read by every function, the secret of its role by each function that has the role,
 * `operator` by people and no function: its user of the database makes collections and indexes.
 */
export const SECRETS = {
  settings: ["UPSTASH_REDIS_REST_TOKEN", "INCREATOR_KEYRING"],
  operator: ["MONGODB_URI"],
  authorise: ["MONGODB_URI"],
  search: ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY"],
  manage: ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY"],
  // The health of every store is asked for without a key.
  privacy: ["MONGODB_URI", "PINECONE_API_KEY"],
  pipeline: ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY"],
  crawl: ["MONGODB_URI"],
} as const satisfies Readonly<Record<"settings" | "operator" | MongoRole, readonly string[]>>;
export type SecretName = keyof typeof SECRETS;
/** Roles whose key of Pinecone writes too; that of the others reads. */
export const VECTOR_WRITERS: readonly MongoRole[] = ["pipeline"];

/** What a deployable may do. Tests run each with no more: test/doubles/granted-ports.ts. */
export interface Grants {
  /** Queues that it may send to. */
  readonly sends?: readonly WorkQueue[];
  /** Queues whose depth it asks for, that of their dead letters, and whether they are paused. */
  readonly measures?: readonly WorkQueue[];
  /** Queues that it may pause, as workers that poll know it. */
  readonly pauses?: readonly WorkQueue[];
  readonly objects?: FolderGrants;
  /** Its user of the database, and with it the secret that it reads: SECRETS. */
  readonly role: MongoRole;
  /** What it may do with the key of contacts: make data keys, or open them. */
  readonly contacts?: readonly ("seal" | "open")[];
  /** Whether it may read the platforms' credentials, to look at single accounts. */
  readonly platforms?: boolean;
}

/** What every function has, whatever starts it. */
export interface FunctionSettings extends Grants {
  readonly timeoutSeconds: number;
  /** Of the processor a function has its share: 1,769 MB are one. */
  readonly memoryMb: 512 | 1_024 | 1_769 | 3_008;
  /** Connections at most that one copy holds to each member of the database. */
  readonly connections: number;
}

/** How a function reads one of its queues. */
interface SourceSettings {
  /** Messages handed over together: 1 to 10. */
  readonly batchSize: number;
  /**
   * Copies that may read this queue at once, 2 to 1,000: with `connections`, what protects the database's own limit.
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
  /** Copies that are kept for it and that it may not exceed, where a stage's `apiCopies` is 1. */
  readonly copies: number;
}

/** Functions that take messages from queues. */
export const QUEUE_WORKERS = {
  // Parsing, contact search and language detection are CPU-bound; a large object goes on by a message to itself.
  "ingest-raw": {
    timeoutSeconds: 120,
    memoryMb: 1_024,
    connections: 3,
    role: "pipeline",
    sources: { ingest: { batchSize: 10, maxConcurrency: 20 } },
    // It meets erased accounts again, and those that a request named before they came: their erasure is opened here.
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
      // A message holds up to a thousand creators.
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
    // One at a time: an erasure reads back every store, and what must not be lost should not be hurried.
    sources: { erase: { batchSize: 1, maxConcurrency: 5 } },
    // What webhooks are told of an erasure is sent by a job.
    sends: ["erase", "backup", "jobs"],
    objects: {
      ...{ inbox: ["list"], raw: ["erase"], quarantine: ["erase"] },
      ...{ backups: ["list"], exports: ["erase"] },
    },
    runbook: "erasure-overdue",
  },
  // As many as the index lets read at its own rate (increator backup plan); a shard goes on by a message to itself.
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
  // The jobs of the clock (lib/jobs/registry.ts): one piece a message, so that none waits behind another.
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
 * The deployables behind the HTTP API. The longest that API Gateway waits is 29 s. Memory: a batch computes the same
 * dollars under any size up to one processor (1,769 MB), and people wait for less of it under a larger one.
 */
export const HTTP_SETTINGS: Readonly<Record<HttpFunction, HttpSettings>> = {
  // A search reads records, suppressions and namesakes at the same time as its legs.
  "search-creators": { timeoutSeconds: 15, memoryMb: 1_769, connections: 4, copies: 50, role: "search" },
  "erase-creator": {
    ...{ timeoutSeconds: 25, memoryMb: 1_024, connections: 3, copies: 5 },
    role: "privacy",
    sends: ["erase"],
    contacts: ["seal", "open"],
    platforms: true,
  },
  // Verifies a chain of the audit, or a file of targets. A signed link opens what its signer may read.
  manage: {
    ...{ timeoutSeconds: 25, memoryMb: 1_024, connections: 3, copies: 10 },
    role: "manage",
    sends: ["jobs"],
    measures: QUEUES,
    pauses: ["crawl-low"],
    // A signed link does what its signer may: it puts drops, and sees whether one has come.
    objects: { exports: ["read"], inbox: ["list", "write"] },
  },
  // What its tools do is what viewers and analysts may: search-creators' routes, and those of manage that send nothing.
  mcp: { timeoutSeconds: 25, memoryMb: 1_769, connections: 3, copies: 10, role: "manage" },
  open: {
    ...{ timeoutSeconds: 25, memoryMb: 1_024, connections: 3, copies: 5 },
    role: "privacy",
    sends: ["erase"],
    measures: ["ingest"],
    platforms: true,
  },
};

/** The task that follows changes of creators: it queues them for embedding, here and in other regions. */
export const FOLLOWER = { role: "pipeline", sends: ["embed-high", "embed-low"] } as const satisfies Grants;

/** Stands before every request, so that its cold start is paid by all of them. */
export const AUTHORISER = {
  stem: "authorise",
  timeoutSeconds: 10,
  memoryMb: 1_769,
  connections: 1,
  copies: 50,
  role: "authorise",
} as const;

/** The task that fetches profiles. What it writes to raw/ it announces itself, and reads what an attempt that died wrote. */
export const SCRAPER = {
  role: "crawl",
  sends: ["ingest"],
  // A storm of 429s pauses the low-priority queue, whichever queue met it.
  pauses: ["crawl-high", "crawl-low"],
  objects: { raw: ["read", "write"], quarantine: ["write"] },
  platforms: true,
} as const satisfies Grants;

/** Copies of a function that people's requests may start at once in a stage. */
export const copiesIn = (
  { apiCopies }: { readonly apiCopies: number },
  { copies }: { readonly copies: number },
) => Math.ceil(copies * apiCopies);

/** Beside its pool each copy watches each member by two connections more (facts: MongoDB driver on Lambda). */
const MONITORS = 2;
/** A scraper is a process with the pool that nothing sets: lib/config.ts. */
const SCRAPER_CONNECTIONS = 5;
const SCRAPED_QUEUES = 2;
/** Of changes: two while one is replaced. */
const FOLLOWERS = 2;

/** What a region deploys that takes no writes: it answers people, and fills its own index. */
export const READING: readonly HttpFunction[] = ["search-creators", "mcp", "open"];
export const INDEXING: readonly (keyof typeof QUEUE_WORKERS)[] = ["embed-creators"];

/**
 * Connections that all copies together may open to one member of the database, when everything is busy at once in one
 * region or in two.
 */
export function connectionsIn(
  stage: { readonly apiCopies: number; readonly scrapersMax: number },
  regions: 1 | 2 = 1,
): number {
  const readers = (workers: readonly QueueWorkerSettings[]) =>
    workers.flatMap(({ sources, connections }) =>
      Object.values(sources).map(({ maxConcurrency }) => ({ copies: maxConcurrency, connections })),
    );
  const api = (functions: readonly HttpSettings[]) =>
    [...functions, AUTHORISER].map((one) => ({ ...one, copies: copiesIn(stage, one) }));
  const scrapers = {
    copies: stage.scrapersMax * SCRAPED_QUEUES + FOLLOWERS,
    connections: SCRAPER_CONNECTIONS,
  };
  const second = [
    ...readers(INDEXING.map((stem) => QUEUE_WORKERS[stem])),
    ...api(READING.map((stem) => HTTP_SETTINGS[stem])),
  ];
  return [
    ...readers(Object.values(QUEUE_WORKERS)),
    ...api(Object.values(HTTP_SETTINGS)),
    ...[scrapers, ...(regions === 2 ? second : [])],
  ].reduce((sum, { copies, connections }) => sum + copies * (connections + MONITORS), 0);
}

/** AWS's advice for a queue that feeds a function: six times the function's timeout (facts: SQS -> Lambda). */
const VISIBILITY_PER_TIMEOUT = 6;
/** A queue that scrapers read: a page is written, and its message prolonged, well within. */
const SCRAPER_LEASE_SECONDS = 900;

/** How long a message in work stays hidden: derived from the timeout of the function that reads its queue. */
export function visibilitySecondsOf(queue: WorkQueue): number {
  const workers: readonly QueueWorkerSettings[] = Object.values(QUEUE_WORKERS);
  const worker = workers.find(({ sources }) => queue in sources);
  return worker ? worker.timeoutSeconds * VISIBILITY_PER_TIMEOUT : SCRAPER_LEASE_SECONDS;
}

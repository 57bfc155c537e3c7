import type { Collection, MongoClient, ReadPreference } from "mongodb";
import { remainingMs } from "../../ports/deadline.ts";
import type { CollectionName } from "../../ports/documents.ts";
import { documentsError } from "./mongo-errors.ts";

/** A record as it is stored: its id is `_id`. */
export type StoredDocument = {
  readonly _id: string;
  readonly tenant_id: string;
  readonly version: string;
} & Record<string, unknown>;
export type StoredCollection = Collection<StoredDocument>;

export interface MongoOptions {
  readonly uri: string;
  readonly database: string;
  /** Milliseconds to find a server, and milliseconds for each answer. */
  readonly timeoutMs?: number;
  /** Largest number of connections to each member of the database. Default 5. */
  readonly poolMax?: number;
  /** Where searches read. Everything else is always read from the primary. Default: searches read there too. */
  readonly reads?: RegionReads | undefined;
}

/** Members in an AWS region. They normally follow the primary within a second. */
interface RegionReads {
  readonly region: string;
  /** Read only there, however far behind, to see what those members hold. */
  readonly strictly: boolean;
}

/** One client for the life of the process, opened by the first call. Turns vendor errors into `AppError`s. */
export interface MongoConnection {
  readonly database: string;
  run<T>(work: (client: MongoClient) => Promise<T>): Promise<T>;
  within<T>(name: CollectionName, work: (collection: StoredCollection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface MongoCluster extends MongoConnection {
  /** The same client with another place to read from. */
  reading(reads: RegionReads): MongoConnection;
}

const TIMEOUT_MS = 5_000;
/**
 * A Lambda environment serves one request at a time. Its row in cdk/functions.ts says how many connections it may
 * hold.
 */
const POOL_MAX = 5;
/** A frozen environment should close its connections before the server cuts them. */
const IDLE_MS = 30_000;
/** A member that is further behind is not read while another one can be. The driver accepts no less than 90. */
export const STALENESS_MAX_SECONDS = 120;
/**
 * What searches, reads of a creator and checks of a key read. A person's own lists are read where they are written.
 */
const READ_BY_SEARCH: ReadonlySet<CollectionName> = new Set([
  ...(["creators", "suppressions", "identities", "benchmarks", "adapters"] as const),
  ...(["api_keys", "tenants"] as const),
]);
/** As long as the socket waits for an answer. */
const READ_MS_MAX = 2 * TIMEOUT_MS;

/**
 * For every read: the server stops too when nobody waits for the answer any more. A limit of 0 would mean no limit.
 */
export const readLimit = (): { readonly maxTimeMS: number } => ({
  maxTimeMS: Math.max(1, Math.ceil(Math.min(remainingMs(), READ_MS_MAX))),
});

export function connectMongo({
  uri,
  database,
  timeoutMs = TIMEOUT_MS,
  poolMax = POOL_MAX,
  reads,
}: MongoOptions): MongoCluster {
  let opening: Promise<MongoClient> | null = null;

  const open = async (): Promise<MongoClient> => {
    const { MongoClient } = await import("./mongo-driver.ts");
    return new MongoClient(uri, {
      appName: "increator",
      maxPoolSize: poolMax,
      minPoolSize: 0,
      maxIdleTimeMS: IDLE_MS,
      serverSelectionTimeoutMS: timeoutMs,
      connectTimeoutMS: timeoutMs,
      socketTimeoutMS: timeoutMs * 2,
      waitQueueTimeoutMS: timeoutMs,
      retryReads: true,
      retryWrites: true,
      ignoreUndefined: true,
    });
  };

  const run = async <T>(work: (client: MongoClient) => Promise<T>): Promise<T> => {
    try {
      // The client connects with its first operation. If that fails, the next operation tries again.
      opening ??= open();
      return await work(await opening);
    } catch (error) {
      // A malformed address fails before there is a client. The next call must report it again.
      opening?.catch(() => {
        opening = null;
      });
      throw await documentsError(error);
    }
  };

  const close = async (): Promise<void> => {
    const client = await opening?.catch(() => null);
    await client?.close();
    opening = null;
  };
  const reading = (from: RegionReads | undefined): MongoCluster => ({
    ...{ database, run, reading, close },
    within: (name, work) =>
      run(async (client) => {
        const near = from && READ_BY_SEARCH.has(name) ? { readPreference: await nearest(from) } : {};
        return work(client.db(database).collection<StoredDocument>(name, near));
      }),
  });
  return reading(reads);
}

/** Atlas tags its members with their region: https://www.mongodb.com/docs/atlas/reference/replica-set-tags/ */
async function nearest({ region, strictly }: RegionReads): Promise<ReadPreference> {
  const { ReadPreference } = await import("./mongo-driver.ts");
  const there = { region: region.replaceAll("-", "_").toUpperCase() };
  return strictly
    ? new ReadPreference("nearest", [there])
    : new ReadPreference("nearest", [there, {}], { maxStalenessSeconds: STALENESS_MAX_SECONDS });
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { createFileObjects } from "../../../lib/adapters/embedded/file-objects.ts";
import { createKeyringKeyWrapping } from "../../../lib/adapters/embedded/keyring-key-wrapping.ts";
import { createMemoryCache } from "../../../lib/adapters/embedded/memory-cache.ts";
import { createSqliteChangeFeed } from "../../../lib/adapters/embedded/sqlite-change-feed.ts";
import { createSqliteDocuments } from "../../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { createSqliteQueues } from "../../../lib/adapters/embedded/sqlite-queues.ts";
import { createSqliteSnapshots } from "../../../lib/adapters/embedded/sqlite-snapshots.ts";
import { openSqliteStore } from "../../../lib/adapters/embedded/sqlite-store.ts";
import { createParquetVectorFiles } from "../../../lib/adapters/parquet-vector-files.ts";
import { withDeletionLog } from "../../../lib/backup/deletion-log.ts";
import type { BackupParts } from "../../../lib/backup/ports.ts";
import { backupMessageSchema, runBackup } from "../../../lib/backup/run-backup.ts";
import { createSearchMemory } from "../../../lib/cache/process-memory.ts";
import { BACKUP_SIZES, type BackupSizes } from "../../../lib/domain/backup/shards.ts";
import type { CreatorRecord } from "../../../lib/domain/creator.ts";
import {
  type CreatorId,
  creatorIdOf,
  LOCAL_TENANT,
  SHARED_TENANT,
  SYSTEM_TENANT,
} from "../../../lib/domain/ids.ts";
import { ONE_INDEX } from "../../../lib/domain/index-marks.ts";
import type { Keyring } from "../../../lib/domain/keyring.ts";
import { PLATFORMS, type Platform } from "../../../lib/domain/platform.ts";
import { LOCAL_SCOPE, tenantScope } from "../../../lib/domain/tenant-scope.ts";
import type { OperatorStatements } from "../../../lib/domain/terms.ts";
import { embedCreators, embedMessageSchema } from "../../../lib/embed/embed-creators.ts";
import { followOnce, takePosition } from "../../../lib/embed/follow-changes.ts";
import { eraseMessageSchema, requestOf, runErasure } from "../../../lib/erasure/run-erasure.ts";
import {
  type IngestOptions,
  type IngestSummary,
  ingestMessage,
  ingestRaw,
  parseIngestMessage,
} from "../../../lib/ingest/ingest-raw.ts";
import type { AccountPages } from "../../../lib/ports/account-pages.ts";
import type { Ids } from "../../../lib/ports/clock.ts";
import type { CollectionName } from "../../../lib/ports/documents.ts";
import type { Embedder } from "../../../lib/ports/embedder.ts";
import type { WorkQueue } from "../../../lib/ports/queues.ts";
import { type TenantDocuments, tenantDocuments } from "../../../lib/ports/tenant-documents.ts";
import { createExactVectorIndex } from "../../doubles/exact-vector-index.ts";
import { type DeployedStem, grantedPorts } from "../../doubles/granted-ports.ts";
import { createMemoryVectorIndex } from "./memory-vector-index.ts";
import { type Mortality, mortalPort, ProcessDied } from "./mortal-ports.ts";

const COLLECTIONS = [
  "creators",
  "suppressions",
  "erasures",
  "identities",
  "references",
  "benchmarks",
  "checkpoints",
  "account_challenges",
] as const satisfies readonly CollectionName[];
const DIMENSIONS = 8;
/** run-erasure.ts: 15 s. */
const AFTER_FIRST_PASS_MS = 16_000;

/** The embedder of tests: tells texts apart, and drafts from what they are drafts of; means nothing. */
const letterEmbedder = (model: string, drafts: boolean): Embedder => ({
  drafts,
  model,
  dimensions: DIMENSIONS,
  async embed(texts, { as } = {}) {
    return texts.map((text) => {
      const vector = new Float32Array(DIMENSIONS).fill(1);
      for (const [index, letter] of [...(drafts && as === "draft" ? `a draft of ${text}` : text)].entries()) {
        vector[index % DIMENSIONS] = (vector[index % DIMENSIONS] ?? 0) + (letter.codePointAt(0) ?? 0);
      }
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    });
  },
});

/** As where no credential is set. */
const noPlatformAsked: AccountPages = {
  fetch: async () => ({ kind: "not-asked", reason: "no-credential" }),
};

const countingIds = (): Ids => {
  let drawn = 0;
  return {
    random() {
      drawn += 1;
      return String(drawn).padStart(26, "0");
    },
  };
};

export interface RigOptions {
  readonly statements?: Partial<OperatorStatements>;
  readonly now?: string;
  readonly backupSizes?: BackupSizes;
  readonly keyring?: Keyring;
  /** Receives until a message is given up. */
  readonly maxReceives?: number;
  /** Whether documents and raw objects are copied, as on one machine, where nothing is granted by function. */
  readonly copiesState?: boolean;
  /** Whether the embedder drafts vectors for those who cannot wait. */
  readonly drafts?: boolean;
}

/**
 * The whole pipeline over embedded parts in a new folder, with a clock that stands still, in the past: files
 * have the machine's time, and what was dropped must not look older than what was done.
 */
export function createRig({
  statements,
  now = "2026-11-22T08:00:00Z",
  backupSizes = BACKUP_SIZES,
  keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) },
  maxReceives = 1_000,
  copiesState = false,
  drafts = false,
}: RigOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "increator-pipeline-"));
  const time = { now: new Date(now) };
  const clock = { now: () => new Date(time.now) };
  const store = openSqliteStore({ folder });
  const documents = createSqliteDocuments(store);
  const queues = createSqliteQueues(join(folder, "queues.sqlite"), { clock, maxReceives });
  const vectors = createMemoryVectorIndex(DIMENSIONS);
  const mortality: Mortality = { writes: 0, diesAfter: Number.POSITIVE_INFINITY, isDead: false };
  const mortal = <T extends object>(port: T): T => mortalPort(port, mortality);

  const backupParts = {
    isScheduled: true,
    files: createParquetVectorFiles(),
    sizes: backupSizes,
    bulkImport: null,
    scratch: {
      open: async () => ({ index: createExactVectorIndex(DIMENSIONS), close: async () => undefined }),
    },
    snapshots: copiesState ? createSqliteSnapshots({ folder }) : null,
    indexName: "rig",
    limits: null,
  } satisfies BackupParts;
  const live = { objects: createFileObjects({ folder: join(folder, "objects") }), queues };
  const ports = {
    openDocuments: (scope: typeof LOCAL_SCOPE): TenantDocuments => mortal(tenantDocuments(documents, scope)),
    documents: mortal(tenantDocuments(documents, LOCAL_SCOPE)),
    keywords: mortal(createSqliteKeywordIndex(store)),
    changeFeed: mortal(createSqliteChangeFeed(store)),
    recordsPerCall: 200,
    vectors: withDeletionLog(mortal(vectors.index), {
      openDocuments: (scope) => mortal(tenantDocuments(documents, scope)),
      clock,
    }),
    backup: backupParts,
    embedder: letterEmbedder("letters-1", drafts),
    cache: mortal(createMemoryCache({ clock })),
    objects: mortal(live.objects),
    queues: mortal(queues),
    // What it takes off the disk test/e2e/erasure-bytes.test.ts looks for.
    scrubber: mortal({ scrub: async () => undefined }),
    memory: createSearchMemory(),
    accountPages: noPlatformAsked,
    clock,
    ids: countingIds(),
    keyring,
    keyWrapping: createKeyringKeyWrapping({ current: 1, keys: new Map([[1, new Uint8Array(32).fill(3)]]) }),
    marks: ONE_INDEX,
    regions: [],
    expiresObjects: false,
    crawls: false,
    statements: {
      platforms: [...PLATFORMS],
      derivedMetricsAccepted: [],
      researchEligible: [],
      allowSynthetic: true,
      ...statements,
    } satisfies OperatorStatements,
  };
  const own = tenantDocuments(documents, tenantScope(LOCAL_TENANT, { subscribesShared: false }));

  // Workers have what their function is granted, and no more.
  const granted = (stem: DeployedStem) => (copiesState ? ports : grantedPorts(ports, stem));
  const handlers: Partial<Record<WorkQueue, (body: string) => Promise<unknown>>> = {
    ingest: async (body) => {
      const own = granted("ingest-raw");
      for (const key of parseIngestMessage(body).keys) await ingestRaw(own, { key }, ENDLESS);
    },
    "embed-high": (body) => embed(body),
    "embed-low": (body) => embed(body),
    erase: (body) => {
      const message = eraseMessageSchema.parse(JSON.parse(body));
      return runErasure(granted("run-erasure"), requestOf(message));
    },
    backup: (body) =>
      runBackup(granted("back-up-vectors"), backupMessageSchema.parse(JSON.parse(body)), ENDLESS),
  };
  const embed = (body: string) => {
    const { tenant_id, creator_ids } = embedMessageSchema.parse(JSON.parse(body));
    return embedCreators(granted("embed-creators"), {
      tenantId: tenant_id,
      creatorIds: creator_ids,
    });
  };

  /** Works off one message; what a death interrupted is delivered again. Whether there was one. */
  async function workOnce(queue: WorkQueue): Promise<boolean> {
    const [message] = await queues.receive(queue, { max: 1, visibilitySeconds: 60, waitSeconds: 0 });
    if (!message) return false;
    try {
      await handlers[queue]?.(message.body);
      await queues.acknowledge(queue, [message.receipt]);
    } catch (error) {
      if (!(error instanceof ProcessDied)) throw error;
      mortality.isDead = false;
      await queues.release(queue, [message.receipt], 0);
    }
    return true;
  }

  /** Follows the changes of creators to their end; what a death interrupted is followed again. Whether anything was done. */
  async function follow(): Promise<boolean> {
    let [isBusy, didAny] = [true, false];
    while (isBusy) {
      try {
        const own = granted("follower");
        const position = await takePosition(own, FOLLOWER);
        if (position === null) throw new Error("Another follower holds the lease.");
        const { changes, place } = await followOnce(own, position, AT_ONCE);
        isBusy = changes > 0 || place !== "known";
        didAny ||= isBusy;
      } catch (error) {
        if (!(error instanceof ProcessDied)) throw error;
        mortality.isDead = false;
      }
    }
    return didAny;
  }

  return {
    folder,
    ports,
    /** The ports as one deployable has them. */
    as: granted,
    documents,
    /** The queues themselves, which outlive every process. */
    queues,
    vectors,
    mortality,
    own,
    advance(milliseconds: number): void {
      time.now = new Date(time.now.getTime() + milliseconds);
    },
    /** Puts an object into the inbox; nothing reads it yet. */
    async drop(name: string, content: string | Uint8Array, tenant: string = LOCAL_TENANT): Promise<string> {
      const key = `inbox/${tenant}/${name}`;
      await live.objects.put(key, Buffer.from(content));
      return key;
    },
    announce: (key: string) => queues.send("ingest", [{ body: ingestMessage(key) }]),
    ingest: (key: string, options: Partial<IngestOptions> = {}): Promise<IngestSummary> =>
      ingestRaw(granted("ingest-raw"), { key }, { ...ENDLESS, ...options }),
    follow,
    /** As where more was written since than the feed keeps. */
    forgetChanges: () => void store.prepare("DELETE FROM creator_changes").run(),
    /** Works until every queue is empty and every change was followed. */
    async settle(): Promise<void> {
      const order = ["ingest", "erase", "embed-high", "embed-low", "backup"] as const;
      for (let isBusy = true; isBusy; ) {
        isBusy = false;
        for (const queue of order) {
          while (await workOnce(queue)) isBusy = true;
          // As they come: a backup does not begin before what was written is on its way to the index.
          if (await follow()) isBusy = true;
        }
      }
    },
    /** Works until every queue is empty, and once more when an erasure's next pass is due, which counts its tenants. */
    async settleErasures(): Promise<void> {
      await this.settle();
      this.advance(AFTER_FIRST_PASS_MS);
      await this.settle();
    },
    creator: async (platform: Platform, userId: string): Promise<CreatorRecord | null> =>
      own.get("creators", localId(platform, userId)),
    async keys(prefix: string): Promise<string[]> {
      return (await live.objects.list(prefix, { limit: 1_000 })).objects.map(({ key }) => key);
    },
    async read(key: string): Promise<string> {
      const body = await live.objects.get(key);
      return (body[0] === 0x1f ? gunzipSync(body) : Buffer.from(body)).toString();
    },
    /** All that lasts, in an order of its own. */
    async dump(): Promise<Record<string, unknown>> {
      const content: Record<string, unknown> = { vectors: vectors.content() };
      for (const collection of COLLECTIONS) content[collection] = await recordsOf(collection);
      const keys = [];
      for (const prefix of ["inbox/", "raw/", "quarantine/"]) keys.push(...(await this.keys(prefix)));
      content.objects = await Promise.all(keys.map(async (key) => [key, await this.read(key)]));
      return content;
    },
    close(): void {
      queues.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function recordsOf(collection: CollectionName): Promise<unknown[]> {
    const records: unknown[] = [];
    const tenants = [LOCAL_TENANT, SHARED_TENANT, SYSTEM_TENANT];
    for await (const page of documents.scan(collection, tenants, "")) records.push(...page);
    return records;
  }
}

export type Rig = ReturnType<typeof createRig>;

export const FOLLOWER = "rig";
const AT_ONCE = { waitMs: 0, signal: new AbortController().signal };
const ENDLESS: IngestOptions = { remainingMs: () => Number.POSITIVE_INFINITY };

export const localId = (platform: Platform, userId: string): CreatorId =>
  creatorIdOf(LOCAL_TENANT, platform, userId);

export const gzipped = (text: string): Uint8Array => gzipSync(text);

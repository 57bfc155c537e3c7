import { join } from "node:path";
import { createFileObjects } from "../adapters/embedded/file-objects.ts";
import { createHnswVectorIndex } from "../adapters/embedded/hnsw-vector-index.ts";
import { createKeyringKeyWrapping } from "../adapters/embedded/keyring-key-wrapping.ts";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { createPackedObjects } from "../adapters/embedded/packed-objects.ts";
import { createSqliteChangeFeed } from "../adapters/embedded/sqlite-change-feed.ts";
import { createSqliteConsumers } from "../adapters/embedded/sqlite-consumers.ts";
import { createSqliteDocuments } from "../adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../adapters/embedded/sqlite-keyword-index.ts";
import { createSqliteQueues } from "../adapters/embedded/sqlite-queues.ts";
import { openSmallObjects, SMALL_OBJECTS_FILE } from "../adapters/embedded/sqlite-small-objects.ts";
import { openSqliteStore, type SqliteStore } from "../adapters/embedded/sqlite-store.ts";
import { systemClock } from "../adapters/system-clock.ts";
import {
  bucketSettingsFrom,
  type Environment,
  hasKeyring,
  mongoSettingsFrom,
  pineconeSettingsFrom,
  queueUrlsFrom,
  type ServiceName,
  upstashSettingsFrom,
} from "../config.ts";
import type { Keyring } from "../domain/keyring.ts";
import type { Log } from "../lambda/log.ts";
import type { EmbedderKind } from "../ports/embedder.ts";
import type { KeyWrapping } from "../ports/key-wrapping.ts";
import type { Objects, StoredObject, UploadOptions } from "../ports/objects.ts";
import { tenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { openCounters } from "./counters.ts";
import { keyringFileStore, keyringFromFile } from "./key-file.ts";
import { openSecretKeyring, type ReadKeyring, readLiveKeyring } from "./live-keyring.ts";
import { notifyingObjects } from "./notifying-objects.ts";
import type { Services } from "./services.ts";
import { signedLink, signedUpload } from "./signed-links.ts";

/** What decides which adapter is behind each port. */
export interface PartSource {
  readonly environment: Environment;
  readonly dataDir: string;
  readonly services: Readonly<Record<ServiceName, boolean>>;
}

/** Ports, a text for people that says what is behind each, and how to release them. */
export interface Part<P> {
  readonly ports: P;
  readonly lines: Readonly<Record<string, string>>;
  close(): void | Promise<void>;
}

/** A part whose own files may keep deleted data for a while: see the port `Scrubber`. */
export interface KeepingPart<P> extends Part<P> {
  scrub(): void | Promise<void>;
}

/** Called when an object is in place, like S3's notification. */
export type ObjectListener = (object: Pick<StoredObject, "key">) => void | Promise<void>;

/** How often a message is received before it is set aside. AWS advises at least 5 for queues that Lambda reads. */
const MAX_RECEIVES = 5;

/** Loaded only if a service is set. */
const cloudParts = () => import("./cloud-parts.ts");
const nothing = (): void => undefined;

/** The file is read again after this time, since another program may have replaced it with a restored one. */
const KEY_FILE_MS = 10_000;

/**
 * The keyring of the folder, or the one in the environment. Machines that share a database must share it. Only the
 * folder's own keyring can be rotated from here.
 */
export async function openKeyring({ environment, dataDir }: PartSource): Promise<ReadKeyring> {
  if (hasKeyring(environment)) return openSecretKeyring(environment);
  const path = join(dataDir, "keys.json");
  const read = await readLiveKeyring(() => keyringFromFile(path), {
    now: systemClock.now,
    everyMs: KEY_FILE_MS,
    staleMs: Number.POSITIVE_INFINITY,
  });
  const store = keyringFileStore(path, { now: systemClock.now, onChange: read.keyring.replace });
  return { ...read, store };
}

/** Kept in a separate file: the keyring alone is enough to match contacts, but not to read them. */
export async function openKeyWrapping({
  environment,
  dataDir,
  services,
}: PartSource): Promise<Part<{ keyWrapping: KeyWrapping }>> {
  const keyWrapping = services.kms
    ? (await cloudParts()).cloudKeyWrapping(environment)
    : createKeyringKeyWrapping(await keyringFromFile(join(dataDir, "wrapping-keys.json")));
  return {
    ports: { keyWrapping },
    lines: { "contact keys": services.kms ? "KMS" : "a file of the folder" },
    close: nothing,
  };
}

/** The cache is in memory, to be fast; counters are in a file. */
export async function openCache({
  environment,
  dataDir,
  services,
}: PartSource): Promise<Part<Pick<Services, "cache" | "counters">>> {
  if (!services.upstash) {
    const cache = createMemoryCache({ clock: systemClock });
    const counters = openCounters(dataDir, systemClock);
    const line = "in memory; counts of quotas in SQLite";
    return { ports: { cache, counters }, lines: { cache: line }, close: counters.close };
  }
  const cache = (await cloudParts()).cloudCache(environment);
  const { host } = new URL(upstashSettingsFrom(environment).url);
  return { ports: { cache, counters: cache }, lines: { cache: `Upstash Redis, ${host}` }, close: nothing };
}

export async function openVectors(
  { environment, dataDir, services }: PartSource,
  options: EmbedderKind & { readonly efSearch: number },
): Promise<KeepingPart<{ vectors: VectorIndex }>> {
  const { model, dimensions, efSearch } = options;
  if (!services.pinecone) {
    const folder = join(dataDir, "vectors");
    const vectors = await createHnswVectorIndex({ folder, model, dimensions, efSearch });
    const line = `HNSW on disk, ${dimensions} dimensions, efSearch ${efSearch}`;
    return {
      ports: { vectors },
      lines: { vectors: line },
      close: () => vectors.close(),
      scrub: () => vectors.scrub(),
    };
  }
  const vectors = (await cloudParts()).cloudVectors(environment, dimensions);
  const line = `Pinecone, ${pineconeSettingsFrom(environment).indexHost}, ${dimensions} dimensions`;
  return { ports: { vectors }, lines: { vectors: line }, close: nothing, scrub: nothing };
}

type DocumentPorts = Pick<Services, "openDocuments" | "keywords" | "changeFeed">;

/** `store` is null if documents and queues are both in services. */
export async function openDocumentParts(
  { environment, services }: PartSource,
  store: SqliteStore | null,
): Promise<KeepingPart<DocumentPorts>> {
  if (store === null || services.mongo) {
    const { ports, close } = (await cloudParts()).cloudDocuments(environment);
    const { uri, database } = mongoSettingsFrom(environment);
    const documents = `MongoDB, ${hostsOf(uri)}, database ${database}`;
    return {
      ports,
      lines: { documents, keywords: "Atlas Search over the documents" },
      close,
      scrub: nothing,
    };
  }
  const documents = createSqliteDocuments(store);
  const keywords = createSqliteKeywordIndex(store);
  keywords.warm();
  return {
    ports: {
      openDocuments: (scope) => tenantDocuments(documents, scope),
      keywords,
      changeFeed: createSqliteChangeFeed(store),
    },
    lines: { documents: "SQLite", keywords: "SQLite, in the documents' transactions" },
    close: nothing,
    scrub: () => store.checkpoint(),
  };
}

/** The hosts in a database's address, without the credentials before the last @. */
const hostsOf = (uri: string): string =>
  uri
    .slice(uri.lastIndexOf("@") + 1)
    .replace(/^mongodb(?:\+srv)?:\/\//, "")
    .split(/[/?]/, 1)
    .join("");

/** Null if nothing would be kept in it. */
export const openStore = ({ dataDir, services }: PartSource): SqliteStore | null =>
  services.mongo && services.sqs ? null : openSqliteStore({ folder: dataDir });

export async function openQueueParts(
  { environment, dataDir, services }: PartSource,
  store: SqliteStore | null,
): Promise<KeepingPart<Pick<Services, "queues" | "consumers">>> {
  if (store === null || services.sqs) {
    const ports = (await cloudParts()).cloudQueues(environment);
    const { host } = new URL(queueUrlsFrom(environment).ingest);
    return {
      ports,
      lines: { queues: `SQS, ${host}`, pauses: "tags of the queues" },
      close: nothing,
      scrub: nothing,
    };
  }
  const queues = createSqliteQueues(join(dataDir, "queues.sqlite"), {
    clock: systemClock,
    maxReceives: MAX_RECEIVES,
  });
  return {
    ports: { queues, consumers: createSqliteConsumers(store) },
    lines: { queues: "SQLite", pauses: "SQLite" },
    close: () => queues.close(),
    scrub: () => queues.checkpoint(),
  };
}

/**
 * If objects are in S3 and queues in SQS, the buckets notify by themselves. In every other case this process calls
 * `onPut` for the objects it puts. It does not hear of objects that others put; those are found at the next start.
 */
export async function openObjectPart(
  { environment, dataDir, services }: PartSource,
  onPut: ObjectListener | undefined,
  { log, keyring }: { readonly log: Log; readonly keyring: Keyring },
): Promise<KeepingPart<{ objects: Objects }>> {
  const links = { keyring, clock: systemClock };
  const upload = (key: string, options: UploadOptions) => signedUpload(links, key, options);
  if (!services.s3) {
    const onStray = (path: string) =>
      log.warn("no object of ours, skipped: take it out of the folder", { path });
    const link = (key: string, seconds: number) => signedLink(links, key, seconds);
    const folder = join(dataDir, "objects");
    const told = onPut && { onPut };
    const small = openSmallObjects(join(folder, SMALL_OBJECTS_FILE));
    const objects = createPackedObjects(
      createFileObjects({ folder, onStray, link, upload, ...told }),
      small,
      { link, ...told },
    );
    const lines = { objects: "files; raw profiles in SQLite" };
    return { ports: { objects }, lines, close: small.close, scrub: small.checkpoint };
  }
  const stored = (await cloudParts()).cloudObjects(environment);
  const objects = onPut && !services.sqs ? notifyingObjects(stored, onPut, upload) : stored;
  const buckets = [...new Set(Object.values(bucketSettingsFrom(environment)))].join(", ");
  return { ports: { objects }, lines: { objects: `S3, ${buckets}` }, close: nothing, scrub: nothing };
}

import { connectMongo, type MongoConnection } from "../adapters/cloud/mongo-connection.ts";
import { createUpstashCache } from "../adapters/cloud/upstash-cache.ts";
import { createResiliencePolicy, type ResilienceSettings } from "../adapters/resilience/policy.ts";
import {
  CACHE_RULES,
  CHANGE_RULES,
  DOCUMENT_RULES,
  OBJECT_RULES,
  QUEUE_RULES,
  VECTOR_RULES,
} from "../adapters/resilience/port-rules.ts";
import { withResilience } from "../adapters/resilience/with-resilience.ts";
import {
  bucketSettingsFrom,
  contactKeyArnFrom,
  type Environment,
  mongoSettingsFrom,
  pineconeSettingsFrom,
  queueUrlsFrom,
  upstashSettingsFrom,
} from "../config.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import type { Cache } from "../ports/cache.ts";
import type { ChangeFeed } from "../ports/change-feed.ts";
import type { Consumers } from "../ports/consumers.ts";
import type { Documents } from "../ports/documents.ts";
import type { KeyWrapping } from "../ports/key-wrapping.ts";
import type { KeywordIndex } from "../ports/keyword-index.ts";
import type { Objects } from "../ports/objects.ts";
import type { Queues } from "../ports/queues.ts";
import { tenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { lazyPort } from "./lazy-port.ts";
import type { Services } from "./services.ts";

/** A Lambda environment answers one event at a time, so this limits what one event may do at the same time. */
const BULKHEAD = { concurrent: 50, waiting: 500 };

/**
 * One policy for each dependency. If the SDK retries by itself (S3, SQS, OpenAI, the driver's writes), ours does not.
 * An attempt on the vectors is shorter than a search's deadline, so that a hanging index counts as failed and the
 * circuit opens.
 */
const POLICIES = {
  documents: { dependency: "documents", attempts: 2, attemptMs: 10_000, bulkhead: BULKHEAD },
  keywords: { dependency: "keywords", attempts: 2, attemptMs: 10_000, bulkhead: BULKHEAD },
  vectors: { dependency: "vectors", attempts: 2, attemptMs: 1_500, bulkhead: BULKHEAD },
  cache: { dependency: "cache", attempts: 1, attemptMs: 600, bulkhead: BULKHEAD },
  objects: { dependency: "objects", attempts: 1, attemptMs: MINUTE_MS, bulkhead: BULKHEAD },
  queues: { dependency: "queues", attempts: 1, attemptMs: 10_000, bulkhead: BULKHEAD },
  keyWrapping: { dependency: "key-wrapping", attempts: 1, attemptMs: 10_000, bulkhead: BULKHEAD },
} as const satisfies Record<string, ResilienceSettings>;

/*
 * Each cloud port, for both compositions, under its dependency's policy. Settings are read at once; clients are loaded
 * by the first call that needs them. Import nothing native or embedded here, because every Lambda contains what this
 * file reaches.
 */

type DocumentPorts = Pick<Services, "openDocuments" | "keywords" | "changeFeed">;

export interface CloudDocuments {
  readonly ports: DocumentPorts;
  /** Reads from the members of one region, over the same connections. */
  inRegion(region: string): DocumentPorts;
  /** Closes the connections, which would keep a process alive. */
  close(): Promise<void>;
}

export function cloudDocuments(environment: Environment): CloudDocuments {
  const mongo = connectMongo(mongoSettingsFrom(environment));
  return {
    ports: documentPorts(mongo),
    inRegion: (region) => documentPorts(mongo.reading({ region, strictly: true })),
    close: () => mongo.close(),
  };
}

/** A cluster's search index can fail while its documents still answer, so each has its own circuit. */
function documentPorts(mongo: MongoConnection): DocumentPorts {
  const loadDocuments = async () =>
    (await import("../adapters/cloud/mongo-documents.ts")).createMongoDocuments(mongo);
  const lazyDocuments = lazyPort<Documents>(loadDocuments, {
    async *scan(...query) {
      yield* (await loadDocuments()).scan(...query);
    },
  });
  const lazyKeywords = lazyPort<KeywordIndex>(async () =>
    (await import("../adapters/cloud/mongo-keyword-index.ts")).createMongoKeywordIndex(mongo),
  );
  const lazyChanges = lazyPort<ChangeFeed>(async () =>
    (await import("../adapters/cloud/mongo-change-feed.ts")).createMongoChangeFeed(mongo),
  );
  const policy = createResiliencePolicy(POLICIES.documents);
  const documents = withResilience(lazyDocuments, policy, DOCUMENT_RULES);
  return {
    openDocuments: (scope) => tenantDocuments(documents, scope),
    changeFeed: withResilience(lazyChanges, policy, CHANGE_RULES),
    keywords: withResilience(lazyKeywords, createResiliencePolicy(POLICIES.keywords)),
  };
}

/** Vectors in Pinecone. The first call fails if the index's dimensions differ from the embedder's. */
export function cloudVectors(environment: Environment, dimensions: number): VectorIndex {
  const settings = pineconeSettingsFrom(environment);
  const vectors = lazyPort<VectorIndex>(
    async () => {
      const { createPineconeVectorIndex } = await import("../adapters/cloud/pinecone-vector-index.ts");
      return createPineconeVectorIndex({ ...settings, dimensions });
    },
    { dimensions },
  );
  return withResilience(vectors, createResiliencePolicy(POLICIES.vectors), VECTOR_RULES);
}

/** The cache in Upstash Redis. */
export const cloudCache = (environment: Environment): Cache =>
  withResilience(
    createUpstashCache(upstashSettingsFrom(environment)),
    createResiliencePolicy(POLICIES.cache),
    CACHE_RULES,
  );

/** Objects in S3. The SDK finds the credentials, and the region if none is given. */
export function cloudObjects(environment: Environment, region?: string): Objects {
  const buckets = bucketSettingsFrom(environment);
  const objects = lazyPort<Objects>(async () =>
    (await import("../adapters/cloud/s3-objects.ts")).createS3Objects({ buckets, region }),
  );
  return withResilience(objects, createResiliencePolicy(POLICIES.objects), OBJECT_RULES);
}

/** Queues in SQS, and whether their consumers are paused. */
export function cloudQueues(environment: Environment): Pick<Services, "queues" | "consumers"> {
  const queueUrls = queueUrlsFrom(environment);
  const queues = lazyPort<Queues>(async () =>
    (await import("../adapters/cloud/sqs-queues.ts")).createSqsQueues({ queueUrls }),
  );
  const consumers = lazyPort<Consumers>(async () =>
    (await import("../adapters/cloud/sqs-consumers.ts")).createSqsConsumers({ queueUrls }),
  );
  const policy = createResiliencePolicy(POLICIES.queues);
  return {
    queues: withResilience(queues, policy, QUEUE_RULES),
    consumers: withResilience(consumers, policy),
  };
}

/** Wraps the contacts' data keys with KMS. */
export function cloudKeyWrapping(environment: Environment): KeyWrapping {
  const keyArn = contactKeyArnFrom(environment);
  const wrapping = lazyPort<KeyWrapping>(async () =>
    (await import("../adapters/cloud/kms-key-wrapping.ts")).createKmsKeyWrapping({ keyArn }),
  );
  return withResilience(wrapping, createResiliencePolicy(POLICIES.keyWrapping));
}

import { connectMongo, type MongoConnection } from "../adapters/cloud/mongo-connection.ts";
import { createMongoDocuments } from "../adapters/cloud/mongo-documents.ts";
import { createMongoKeywordIndex } from "../adapters/cloud/mongo-keyword-index.ts";
import { createUpstashCache } from "../adapters/cloud/upstash-cache.ts";
import { createResiliencePolicy, type ResilienceSettings } from "../adapters/resilience/policy.ts";
import {
  CACHE_RULES,
  DOCUMENT_RULES,
  OBJECT_RULES,
  QUEUE_RULES,
  VECTOR_RULES,
} from "../adapters/resilience/port-rules.ts";
import { withResilience } from "../adapters/resilience/with-resilience.ts";
import { systemClock, systemIds } from "../adapters/system-clock.ts";
import {
  bucketSettingsFrom,
  type Environment,
  keyringTextFrom,
  mongoSettingsFrom,
  pineconeSettingsFrom,
  processEnvironment,
  queueUrlsFrom,
  secretArnFrom,
  statementsFrom,
  upstashSettingsFrom,
} from "../config.ts";
import type { Composition } from "../lambda/host.ts";
import type { Consumers } from "../ports/consumers.ts";
import type { Objects } from "../ports/objects.ts";
import type { Queues } from "../ports/queues.ts";
import { tenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { createSearchMemory } from "../use-cases/search/memory.ts";
import { SEARCH_SETTINGS } from "../use-cases/search/settings.ts";
import { keyringFromText } from "./key-file.ts";
import { lazyPort } from "./lazy-port.ts";
import { openAiParts } from "./openai-parts.ts";

/** A Lambda environment answers one event at a time, so this bounds what one event may do at once. */
const BULKHEAD = { concurrent: 50, waiting: 500 };

/**
 * One policy a dependency. Where the SDK retries by itself (S3, SQS, OpenAI, the driver's writes) ours does not. The
 * vectors' attempt is shorter than search's deadline, so that a hanging index counts as failed and the circuit opens.
 */
const POLICIES = {
  documents: { dependency: "documents", attempts: 2, attemptMs: 10_000, bulkhead: BULKHEAD },
  vectors: { dependency: "vectors", attempts: 2, attemptMs: 1_500, bulkhead: BULKHEAD },
  cache: { dependency: "cache", attempts: 1, attemptMs: 200, bulkhead: BULKHEAD },
  objects: { dependency: "objects", attempts: 1, attemptMs: 60_000, bulkhead: BULKHEAD },
  queues: { dependency: "queues", attempts: 1, attemptMs: 10_000, bulkhead: BULKHEAD },
} as const satisfies Record<string, ResilienceSettings>;

/**
 * The system in AWS. Clients are loaded by the first call that needs them, so that an answer from the cache loads
 * neither database driver nor vector index. Settings are checked here, all of them, before anything is called.
 */
export async function composeCloud(environment: Environment = processEnvironment()): Promise<Composition> {
  const settings = await withSecret(environment);
  const keyring = keyringFromText("INCREATOR_KEYRING", keyringTextFrom(settings));
  const mongo = connectMongo(mongoSettingsFrom(settings));
  const cache = withResilience(
    createUpstashCache(upstashSettingsFrom(settings)),
    createResiliencePolicy(POLICIES.cache),
    CACHE_RULES,
  );
  const model = openAiParts(settings, { cache, clock: systemClock, keyring });
  return {
    services: {
      ...documentPorts(mongo),
      vectors: vectorPort(settings, model.embedder.dimensions),
      embedder: model.embedder,
      languageModel: model.languageModel,
      cache,
      ...awsPorts(settings),
      clock: systemClock,
      ids: systemIds,
      keyring,
      statements: statementsFrom(settings, { allowSynthetic: false }),
    },
    search: { memory: createSearchMemory(), settings: SEARCH_SETTINGS, ...model.search },
  };
}

async function withSecret(environment: Environment): Promise<Environment> {
  const arn = secretArnFrom(environment);
  if (arn === undefined) return environment;
  const { readSecretSettings } = await import("../adapters/cloud/secret-settings.ts");
  return { ...environment, ...(await readSecretSettings(arn)) };
}

/** Both read the same cluster, so they share its circuit. */
function documentPorts(mongo: MongoConnection): Pick<Composition["services"], "openDocuments" | "keywords"> {
  const policy = createResiliencePolicy(POLICIES.documents);
  const documents = withResilience(createMongoDocuments(mongo), policy, DOCUMENT_RULES);
  return {
    openDocuments: (scope) => tenantDocuments(documents, scope),
    keywords: withResilience(createMongoKeywordIndex(mongo), policy),
  };
}

function vectorPort(environment: Environment, dimensions: number): VectorIndex {
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

function awsPorts(
  environment: Environment,
): Readonly<{ objects: Objects; queues: Queues; consumers: Consumers }> {
  const buckets = bucketSettingsFrom(environment);
  const queueUrls = queueUrlsFrom(environment);
  const objects = lazyPort<Objects>(async () =>
    (await import("../adapters/cloud/s3-objects.ts")).createS3Objects({ buckets }),
  );
  const queues = lazyPort<Queues>(async () =>
    (await import("../adapters/cloud/sqs-queues.ts")).createSqsQueues({ queueUrls }),
  );
  const consumers = lazyPort<Consumers>(async () =>
    (await import("../adapters/cloud/sqs-consumers.ts")).createSqsConsumers({ queueUrls }),
  );
  const sqs = createResiliencePolicy(POLICIES.queues);
  return {
    objects: withResilience(objects, createResiliencePolicy(POLICIES.objects), OBJECT_RULES),
    queues: withResilience(queues, sqs, QUEUE_RULES),
    consumers: withResilience(consumers, sqs),
  };
}

import { createRateLimiter } from "../access/rate-limiter.ts";
import { systemClock, systemIds } from "../adapters/system-clock.ts";
import { withDeletionLog } from "../backup/deletion-log.ts";
import { createSearchMemory } from "../cache/process-memory.ts";
import {
  type Environment,
  isCrawledIn,
  plansFrom,
  processEnvironment,
  searchLimitsFrom,
  statementsFrom,
} from "../config.ts";
import { SHARED_TENANT } from "../domain/ids.ts";
import { createStoredProofReader } from "../erasure/own/stored-proof-reader.ts";
import { prepareHere } from "../ingest/prepare-envelopes.ts";
import type { Composition } from "../lambda/host.ts";
import { lambdaLog } from "../lambda/log.ts";
import type { Scrubber } from "../ports/scrubber.ts";
import { SEARCH_SETTINGS } from "../search/settings.ts";
import { accountPagesFrom } from "./account-pages.ts";
import { lazyVectorFiles, pineconeBackups } from "./backup-parts.ts";
import {
  cloudCache,
  cloudDocuments,
  cloudKeyWrapping,
  cloudObjects,
  cloudQueues,
  cloudVectors,
} from "./cloud-parts.ts";
import { guardedPosts } from "./guarded-posts.ts";
import { openSecretKeyring } from "./live-keyring.ts";
import { openAiParts } from "./openai-parts.ts";
import { settingsHere, withRegions } from "./regions.ts";
import { runbookParts, searchSignals } from "./runbook-parts.ts";
import { withSecretSettings } from "./secret-environment.ts";

/** Some 10 MB of envelopes in memory, and one bulk write of 3 MB. */
const RECORDS_PER_CALL = 1_000;

export interface CloudComposition extends Composition {
  /** Closes the connections. A Lambda never does; a process that wants to end must. */
  close(): Promise<void>;
}

/**
 * The system in AWS. Each client is loaded by the first call that needs it, so an answer from the cache loads neither
 * database driver nor vector index. All settings are checked here, before anything is called.
 */
export async function composeCloud(
  environment: Environment = processEnvironment(),
): Promise<CloudComposition> {
  const everywhere = await withSecretSettings(environment);
  const settings = settingsHere(everywhere);
  const { keyring, refresh } = await openSecretKeyring(settings);
  const documents = cloudDocuments(settings);
  const cache = cloudCache(settings);
  const model = openAiParts(settings, { cache, clock: systemClock, keyring });
  const vectors = cloudVectors(settings, model.embedder.dimensions);
  const statements = statementsFrom(settings, { allowSynthetic: false });
  return {
    refresh,
    services: withRegions(
      {
        ...documents.ports,
        vectors: withDeletionLog(vectors, { ...documents.ports, clock: systemClock }),
        embedder: model.embedder,
        cache,
        counters: cache,
        objects: cloudObjects(settings),
        ...cloudQueues(settings),
        scrubber: managedScrubber,
        clock: systemClock,
        posts: guardedPosts(),
        ids: systemIds,
        keyring,
        keyWrapping: cloudKeyWrapping(settings),
        statements,
        folderTroubles: () => [],
        accountPages: accountPagesFrom(
          settings,
          { counters: cache, clock: systemClock, statements },
          lambdaLog(),
        ),
        proofReader: createStoredProofReader({ ...documents.ports, clock: systemClock }, [SHARED_TENANT]),
        recordsPerCall: RECORDS_PER_CALL,
        prepareEnvelopes: prepareHere,
        expiresObjects: true,
        crawls: isCrawledIn(settings),
        ...runbookParts(settings),
        rateLimiter: createRateLimiter(
          { cache, counters: cache, clock: systemClock, keyring },
          plansFrom(settings),
        ),
        backup: pineconeBackups(settings, vectors, {
          readsS3: true,
          files: lazyVectorFiles(),
          snapshots: null,
        }),
      },
      everywhere,
      documents,
    ),
    search: {
      memory: createSearchMemory(),
      ...searchSignals({ ...documents.ports, counters: cache, clock: systemClock }),
      settings: { ...SEARCH_SETTINGS, ...searchLimitsFrom(settings) },
      ...model.search,
    },
    close: documents.close,
  };
}

/** Atlas, Pinecone and SQS manage their own files. A confirmed delete is all that a customer can ask for. */
const managedScrubber: Scrubber = { scrub: async () => undefined };

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createFileObjects } from "../adapters/embedded/file-objects.ts";
import { createHnswVectorIndex } from "../adapters/embedded/hnsw-vector-index.ts";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { createSqliteConsumers } from "../adapters/embedded/sqlite-consumers.ts";
import { createSqliteDocuments } from "../adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../adapters/embedded/sqlite-keyword-index.ts";
import { createSqliteQueues } from "../adapters/embedded/sqlite-queues.ts";
import { openSqliteStore } from "../adapters/embedded/sqlite-store.ts";
import { createStaticEmbedder } from "../adapters/embedded/static-embedder.ts";
import { systemClock, systemIds } from "../adapters/system-clock.ts";
import {
  type Environment,
  embeddedSettingsFrom,
  hasOpenAi,
  processEnvironment,
  statementsFrom,
} from "../config.ts";
import { readQuery } from "../domain/query/read-query.ts";
import type { Composition } from "../lambda/host.ts";
import type { StoredObject } from "../ports/objects.ts";
import { tenantDocuments } from "../ports/tenant-documents.ts";
import { createSearchMemory } from "../use-cases/search/memory.ts";
import { SEARCH_SETTINGS } from "../use-cases/search/settings.ts";

import { keyringFromFile } from "./key-file.ts";
import { openAiParts } from "./openai-parts.ts";

export interface EmbeddedOptions {
  /** Overrides INCREATOR_DATA_DIR. Made when it is not there; one process at a time. */
  readonly dataDir?: string;
  readonly environment?: Environment;
  /** What S3 would notify of: called when an object is in place. */
  readonly onObjectPut?: (object: StoredObject) => void | Promise<void>;
}

export interface EmbeddedComposition extends Composition {
  readonly dataDir: string;
  /** What stands behind each port, for people. */
  readonly parts: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** SQS's usual number of receives before a message is put aside: facts/06-aws.md asks for at least 5. */
const MAX_RECEIVES = 5;
/** Pages of some 12 kB: about 250 MB if every one were that large; most entries are counters and marks. */
const CACHE_ENTRIES = 20_000;

/**
 * Opens a whole system in one folder, with no account anywhere. A port whose service is set in the environment goes
 * there instead, so that a user grows one part at a time: OPENAI_API_KEY gives real embeddings over local stores.
 */
export async function composeEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedComposition> {
  const environment = options.environment ?? processEnvironment();
  const settings = embeddedSettingsFrom(environment);
  const dataDir = options.dataDir ?? settings.dataDir;
  const statements = statementsFrom(environment, { allowSynthetic: true });
  await mkdir(dataDir, { recursive: true });

  const keyring = await keyringFromFile(join(dataDir, "keys.json"));
  const cache = createMemoryCache({ clock: systemClock, maxEntries: CACHE_ENTRIES });
  const model = hasOpenAi(environment)
    ? openAiParts(environment, { cache, clock: systemClock, keyring })
    : null;
  const embedder = model?.embedder ?? createStaticEmbedder();
  const { dimensions } = embedder;
  // Opens in a thread of its own, while this one reads columns, vocabulary and dictionaries.
  const openingVectors = createHnswVectorIndex({
    folder: join(dataDir, "vectors"),
    dimensions,
    efSearch: settings.efSearch,
  });
  const store = openSqliteStore({ folder: dataDir });
  const documents = createSqliteDocuments(store);
  const keywords = createSqliteKeywordIndex(store);
  const queues = createSqliteQueues(join(dataDir, "queues.sqlite"), {
    clock: systemClock,
    maxReceives: MAX_RECEIVES,
  });
  const { onObjectPut } = options;
  const objects = createFileObjects({
    folder: join(dataDir, "objects"),
    ...(onObjectPut && { onPut: onObjectPut }),
  });
  warmUp(keywords);
  const vectors = await openingVectors.catch((error: unknown) => {
    queues.close();
    store.close();
    throw error;
  });

  return {
    dataDir,
    services: {
      openDocuments: (scope) => tenantDocuments(documents, scope),
      keywords,
      vectors,
      embedder,
      languageModel: model?.languageModel ?? null,
      cache,
      objects,
      queues,
      consumers: createSqliteConsumers(store),
      clock: systemClock,
      ids: systemIds,
      keyring,
      statements,
    },
    search: {
      memory: createSearchMemory(),
      settings: { ...SEARCH_SETTINGS, namesNearestWords: model === null },
      ...model?.search,
    },
    parts: {
      documents: "SQLite",
      keywords: "SQLite, in the documents' transactions",
      vectors: `HNSW on disk, ${dimensions} dimensions, efSearch ${settings.efSearch}`,
      embedder: model ? `${embedder.model}, ${model.address}` : `${embedder.model}, in this process`,
      "language model": model
        ? `${model.languageModel.model}, ${model.address}`
        : "none: queries are read and results ordered by rule",
      cache: "in memory",
      objects: "files",
      queues: "SQLite",
    },
    async close() {
      await vectors.close();
      queues.close();
      store.close();
    },
  };
}

/** What the first search would otherwise wait half a second for: filter columns, vocabulary, the reader's dictionaries. */
function warmUp(keywords: { warm(): void }): void {
  keywords.warm();
  readQuery("warm up");
}

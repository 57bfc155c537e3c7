import { mkdir } from "node:fs/promises";
import { createRateLimiter } from "../access/rate-limiter.ts";
import { createJoinedEmbedder, type JoinedEmbedder } from "../adapters/embedded/joined-embedder.ts";
import { createStaticEmbedder } from "../adapters/embedded/static-embedder.ts";
import { systemClock, systemIds } from "../adapters/system-clock.ts";
import { withDeletionLog } from "../backup/deletion-log.ts";
import { waitForVectors } from "../backup/rewrite/forget-in-copy.ts";
import { createSearchMemory } from "../cache/process-memory.ts";
import {
  type Environment,
  embeddedSettingsFrom,
  hasKeyring,
  isCrawledIn,
  namesRegions,
  plansFrom,
  processEnvironment,
  searchLimitsFrom,
  servicesIn,
  statementsFrom,
} from "../config.ts";
import { AppError } from "../domain/errors.ts";
import { LOCAL_TENANT, SHARED_TENANT } from "../domain/ids.ts";
import { ONE_INDEX } from "../domain/index-marks.ts";
import type { Keyring } from "../domain/keyring.ts";
import { createStoredProofReader } from "../erasure/own/stored-proof-reader.ts";
import type { Composition } from "../lambda/host.ts";
import { errorFields, type Log } from "../lambda/log.ts";
import type { EmbedderKind } from "../ports/embedder.ts";
import type { KeyringStore } from "../ports/keyring-store.ts";
import { SEARCH_SETTINGS } from "../search/settings.ts";
import { accountPagesFrom } from "./account-pages.ts";
import { openBackups, settleFolder } from "./embedded-backups.ts";
import {
  type ObjectListener,
  openCache,
  openDocumentParts,
  openKeyring,
  openKeyWrapping,
  openObjectPart,
  openQueueParts,
  openStore,
  openVectors,
  type Part,
  type PartSource,
} from "./embedded-parts.ts";
import {
  diskTroubles,
  folderTroubles,
  isIndexEmptied,
  removeOtherVectors,
  requireParts,
} from "./folder-parts.ts";
import { guardedPosts } from "./guarded-posts.ts";
import { type OpenAiParts, openAiParts } from "./openai-parts.ts";
import { openPreparingThread } from "./preparing-thread.ts";
import { makeReadyToRestore } from "./ready-to-restore.ts";
import { runbookParts, searchSignals } from "./runbook-parts.ts";
import { withSecretSettings } from "./secret-environment.ts";
import type { Services } from "./services.ts";

/** A search that arrives meanwhile waits for the batch that is being stored: docs/adr/0037-load-on-one-machine.md. */
const RECORDS_PER_CALL = 64;

export interface EmbeddedOptions {
  /** Overrides INCREATOR_DATA_DIR. Created if missing. Only one process at a time may use it. */
  readonly dataDir?: string;
  readonly environment?: Environment;
  /** Called when an object is in place, unless its bucket notifies the queues by itself. */
  readonly onObjectPut?: ObjectListener;
  /** Receives the lines about looks at single accounts. By default they are dropped. */
  readonly log?: Log;
  /** The backup that the folder is opened to restore. The parts that it brings back may be missing. */
  readonly restores?: string | undefined;
  /** Called once the vectors open on their own thread, to load what is needed later. */
  readonly whileOpening?: () => Promise<unknown>;
}

export interface EmbeddedComposition extends Composition {
  readonly dataDir: string;
  /** Null if the keyring comes from the environment. */
  readonly keyringStore: KeyringStore | null;
  /** What is behind each port, as a text for people. */
  readonly parts: Readonly<Record<string, string>>;
  /** Whether every poll of a queue is a paid request to a service. */
  readonly looksCost: boolean;
  /** The embedder, if a sentence model is part of it; null otherwise. */
  readonly sentences: JoinedEmbedder | null;
  /** Whether the buckets notify the queues of every new object. */
  readonly bucketsNotify: boolean;
  close(): Promise<void>;
}

/**
 * Opens a whole system in one folder, without any account. A port whose service is set in the environment uses the
 * service instead, so that a user can grow one part at a time: OPENAI_API_KEY gives real embeddings over local stores.
 * @throws AppError `invalid`, code `bad-configuration`, for a service that is only half set.
 */
export async function composeEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedComposition> {
  const environment = await withSecretSettings(options.environment ?? processEnvironment());
  const settings = embeddedSettingsFrom(environment);
  const { log = SILENT } = options;
  const dataDir = options.dataDir ?? settings.dataDir;
  const statements = statementsFrom(environment, { allowSynthetic: true });
  const source = { environment, dataDir, services: servicesIn(environment) };
  await mkdir(dataDir, { recursive: true });
  const elsewhere = { ...source.services, keyring: hasKeyring(environment) };
  await makeReadyToRestore(source, elsewhere, { backup: options.restores ?? null, log });
  requireParts(dataDir, elsewhere);

  const { keyring, refresh, store: keyringStore } = await openKeyring(source);
  const wrapping = await openKeyWrapping(source);
  const cache = await openCache(source);
  const model = source.services.openAi
    ? openAiParts(environment, { ...cache.ports, clock: systemClock, keyring })
    : null;
  const sentences = openSentences(source, settings.sentences, model, log);
  const embedder = sentences ?? model?.embedder ?? createStaticEmbedder();
  if ((sentences || !model) && !source.services.pinecone) removeOtherVectors(dataDir, embedder);
  const isEmptied = !source.services.pinecone && isIndexEmptied(dataDir);
  const stores = await openStores(source, {
    ...{ model: embedder.model, dimensions: embedder.dimensions },
    ...{ efSearch: settings.efSearch, log, keyring },
    ...{ onObjectPut: options.onObjectPut, whileOpening: options.whileOpening },
  }).catch(async (error: unknown) => {
    await cache.close();
    throw error;
  });
  if (isEmptied) await waitForVectors(stores.ports);
  const preparing = openPreparingThread();
  return {
    ...{ dataDir, keyringStore, refresh, sentences },
    services: {
      ...stores.ports,
      embedder,
      ...cache.ports,
      clock: systemClock,
      posts: guardedPosts(),
      ids: systemIds,
      keyring,
      ...wrapping.ports,
      statements,
      folderTroubles: () => [...folderTroubles(dataDir, elsewhere), ...diskTroubles(dataDir)],
      accountPages: accountPagesFrom(
        environment,
        { counters: cache.ports.counters, clock: systemClock, statements },
        log,
      ),
      // Anyone who may write to the folder is its operator.
      proofReader: createStoredProofReader({ ...stores.ports, clock: systemClock }, [
        SHARED_TENANT,
        LOCAL_TENANT,
      ]),
      recordsPerCall: RECORDS_PER_CALL,
      prepareEnvelopes: preparing.prepareEnvelopes,
      expiresObjects: source.services.s3,
      crawls: isCrawledIn(environment),
      ...runbookParts(environment),
      rateLimiter: createRateLimiter({ ...cache.ports, clock: systemClock, keyring }, plansFrom(environment)),
    },
    search: {
      memory: createSearchMemory(),
      ...searchSignals({ ...stores.ports, ...cache.ports, clock: systemClock }),
      settings: { ...SEARCH_SETTINGS, ...searchLimitsFrom(environment), namesNearestWords: model === null },
      ...model?.search,
    },
    parts: { ...stores.lines, ...modelLines(embedder.model, model), ...cache.lines, ...wrapping.lines },
    looksCost: source.services.sqs,
    bucketsNotify: source.services.s3 && source.services.sqs,
    async close() {
      await preparing.close();
      await sentences?.close();
      await stores.close();
      await cache.close();
    },
  };
}

/**
 * Null if a service embeds alone, or if deployed functions share the index: they have static rows alone.
 * @throws AppError `invalid`, code `bad-configuration`, if a model is to stand beside and cannot.
 */
function openSentences(
  { services }: PartSource,
  wanted: ReturnType<typeof embeddedSettingsFrom>["sentences"],
  model: OpenAiParts | null,
  log: Log,
): JoinedEmbedder | null {
  const isShared = services.mongo || services.pinecone;
  const served = wanted === "beside" ? model?.embedder : undefined;
  if (wanted === "beside" && (isShared || !served)) {
    const message =
      "INCREATOR_SENTENCES=beside needs OPENAI_API_KEY, and MONGODB_URI and PINECONE_API_KEY must be unset: deployed functions do not read this machine's part of the vectors.";
    throw new AppError("invalid", "bad-configuration", message);
  }
  if (wanted === "off" || isShared || (model && !served)) return null;
  return createJoinedEmbedder(createStaticEmbedder(), {
    ...(served && { served }),
    onTrouble: (error) =>
      log.warn("sentence model failed, searches use word vectors alone", errorFields(error)),
  });
}

/** One machine would fill one region's index and clear the marks that the other regions wait for. */
function refuseRegions({ environment, services }: PartSource): void {
  if (services.mongo && namesRegions(environment))
    throw new AppError(
      "invalid",
      "bad-configuration",
      "A database of several regions is served by its deployed functions: unset MONGODB_URI or INCREATOR_REGIONS.",
    );
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

type StorePorts = Pick<
  Services,
  | (
      | "openDocuments"
      | "keywords"
      | "changeFeed"
      | "vectors"
      | "objects"
      | "queues"
      | "consumers"
      | "scrubber"
      | "backup"
    )
  | ("marks" | "regions")
>;

/** Opens every store. If one fails, closes the others. */
async function openStores(
  source: PartSource,
  options: EmbedderKind & {
    readonly efSearch: number;
    readonly onObjectPut: ObjectListener | undefined;
    readonly whileOpening: EmbeddedOptions["whileOpening"];
    readonly log: Log;
    readonly keyring: Keyring;
  },
): Promise<Part<StorePorts>> {
  refuseRegions(source);
  await settleFolder(source, options);
  const store = openStore(source);
  // The vectors open on their own thread, while this one reads columns and vocabulary and loads the rest of the code.
  const opening = [
    openVectors(source, options),
    openDocumentParts(source, store),
    openQueueParts(source, store),
    openObjectPart(source, options.onObjectPut, options),
  ] as const;
  const opened = Promise.all([...opening, loadSearch(), options.whileOpening?.()]);
  const close = async (): Promise<void> => {
    for (const part of await Promise.allSettled(opening)) {
      if (part.status === "fulfilled") await part.value.close();
    }
    store?.close();
  };
  try {
    const [vectors, documents, queues, objects] = await opened;
    return {
      ports: {
        ...{ ...documents.ports, ...objects.ports, ...queues.ports },
        ...{ marks: ONE_INDEX, regions: [] },
        vectors: withDeletionLog(vectors.ports.vectors, { ...documents.ports, clock: systemClock }),
        scrubber: { scrub: async (part) => ({ documents, vectors, queues, objects })[part].scrub() },
        backup: await openBackups(source, vectors.ports.vectors, options),
      },
      lines: { ...documents.lines, ...vectors.lines, ...objects.lines, ...queues.lines },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loads what searches run and the reader's dictionaries, so that the first one does not wait for them. */
async function loadSearch(): Promise<void> {
  await import("../search/search-indexes.ts");
  const { readQuery } = await import("../domain/query/read-query.ts");
  readQuery("warm up");
}

const modelLines = (embedder: string, model: OpenAiParts | null): Record<string, string> => ({
  embedder: model ? `${embedder}, ${model.address}` : `${embedder}, in this process`,
  "language model": model
    ? `${model.languageModel.model}, ${model.address}`
    : "none: queries are read and results ordered by rule",
});

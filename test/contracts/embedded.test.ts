import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileObjects } from "../../lib/adapters/embedded/file-objects.ts";
import { createHnswVectorIndex } from "../../lib/adapters/embedded/hnsw-vector-index.ts";
import { createJoinedEmbedder } from "../../lib/adapters/embedded/joined-embedder.ts";
import { createKeyringKeyWrapping } from "../../lib/adapters/embedded/keyring-key-wrapping.ts";
import { createMemoryCache } from "../../lib/adapters/embedded/memory-cache.ts";
import { createPackedObjects } from "../../lib/adapters/embedded/packed-objects.ts";
import { createSqliteChangeFeed } from "../../lib/adapters/embedded/sqlite-change-feed.ts";
import { createSqliteConsumers } from "../../lib/adapters/embedded/sqlite-consumers.ts";
import { createSqliteCounters } from "../../lib/adapters/embedded/sqlite-counters.ts";
import { createSqliteDocuments } from "../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { createSqliteQueues } from "../../lib/adapters/embedded/sqlite-queues.ts";
import { openSmallObjects } from "../../lib/adapters/embedded/sqlite-small-objects.ts";
import { openSqliteStore } from "../../lib/adapters/embedded/sqlite-store.ts";
import { createStaticEmbedder } from "../../lib/adapters/embedded/static-embedder.ts";
import { describeCacheContract, describeCountersContract } from "./cache-contract.ts";
import { describeChangeFeedContract } from "./change-feed-contract.ts";
import { describeConsumersContract } from "./consumers-contract.ts";
import { describeDocumentsContract } from "./documents-contract.ts";
import { describeEmbedderContract } from "./embedder-contract.ts";
import type { Opened } from "./eventually.ts";
import { describeKeyWrappingContract } from "./key-wrapping-contract.ts";
import { describeKeywordIndexContract } from "./keyword-index-contract.ts";
import { describeObjectsContract } from "./objects-contract.ts";
import { describeQueuesContract } from "./queues-contract.ts";
import { describeVectorIndexContract } from "./vector-index-contract.ts";

/** Opens a part in a folder of its own, which goes when the part is closed. */
async function inFolder<P>(
  open: (folder: string) => Promise<{ port: P; close?: () => void | Promise<void> }>,
): Promise<Opened<P>> {
  const folder = await mkdtemp(join(tmpdir(), "increator-contract-"));
  const { port, close } = await open(folder);
  return {
    port,
    async close() {
      await close?.();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A clock that stands still until it is told to move on. */
function movableClock() {
  let time = Date.parse("2026-11-20T10:00:00Z");
  return {
    clock: { now: () => new Date(time) },
    async advance(seconds: number) {
      time += seconds * 1_000;
    },
  };
}

describeDocumentsContract("SQLite", () =>
  inFolder(async (folder) => {
    const store = openSqliteStore({ folder });
    return { port: createSqliteDocuments(store), close: store.close };
  }),
);

describeKeywordIndexContract("SQLite", () =>
  inFolder(async (folder) => {
    const store = openSqliteStore({ folder });
    const documents = createSqliteDocuments(store);
    return { port: { documents, keywords: createSqliteKeywordIndex(store) }, close: store.close };
  }),
);

describeChangeFeedContract("SQLite", () =>
  inFolder(async (folder) => {
    const store = openSqliteStore({ folder });
    const forget = async () => void store.prepare("DELETE FROM creator_changes").run();
    const port = { documents: createSqliteDocuments(store), feed: createSqliteChangeFeed(store), forget };
    return { port, close: store.close };
  }),
);

describeConsumersContract("SQLite", () =>
  inFolder(async (folder) => {
    const store = openSqliteStore({ folder });
    return { port: createSqliteConsumers(store), close: store.close };
  }),
);

describeQueuesContract("SQLite", async () => {
  const { clock, advance } = movableClock();
  const maxReceives = 3;
  const opened = await inFolder(async (folder) => {
    const port = createSqliteQueues(join(folder, "queues.sqlite"), { clock, maxReceives });
    return { port, close: port.close };
  });
  return { ...opened, maxReceives, advance };
});

describeCacheContract("memory", async () => {
  const { clock, advance } = movableClock();
  return { port: createMemoryCache({ clock }), advance, close: async () => {} };
});

describeCountersContract("SQLite", async () => {
  const { clock, advance } = movableClock();
  const opened = await inFolder(async (folder) => {
    const port = createSqliteCounters(join(folder, "counters.sqlite"), { clock });
    return { port, close: port.close };
  });
  return { ...opened, advance };
});

describeObjectsContract("files", () => inFolder(async (folder) => ({ port: createFileObjects({ folder }) })));

describeObjectsContract("files with small ones in SQLite", () =>
  inFolder(async (folder) => {
    const small = openSmallObjects(join(folder, "small.sqlite"));
    return { port: createPackedObjects(createFileObjects({ folder }), small, {}), close: small.close };
  }),
);

describeVectorIndexContract("HNSW", () =>
  inFolder(async (folder) => {
    const port = await createHnswVectorIndex({ folder, model: "test-model", dimensions: 32 });
    return { port, close: port.close };
  }),
);

describeEmbedderContract("joined", async () => {
  const port = createJoinedEmbedder(createStaticEmbedder(), { onTrouble: () => undefined });
  return { port, close: port.close };
});
describeEmbedderContract("static", async () => ({ port: createStaticEmbedder(), close: async () => {} }));

describeKeyWrappingContract("a key file", async () => ({
  port: createKeyringKeyWrapping({ current: 1, keys: new Map([[1, new Uint8Array(32).fill(3)]]) }),
  close: async () => {},
}));

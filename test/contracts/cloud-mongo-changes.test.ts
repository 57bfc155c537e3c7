import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createMongoChangeFeed } from "../../lib/adapters/cloud/mongo-change-feed.ts";
import { connectMongo } from "../../lib/adapters/cloud/mongo-connection.ts";
import { createSqliteDocuments } from "../../lib/adapters/embedded/sqlite-documents.ts";
import { openSqliteStore } from "../../lib/adapters/embedded/sqlite-store.ts";
import { changeLog } from "../doubles/mongo/change-log.ts";
import { startChangeStreamServer } from "../doubles/mongo/change-stream-server.ts";
import { describeChangeFeedContract } from "./change-feed-contract.ts";

async function openDouble() {
  const folder = await mkdtemp(join(tmpdir(), "increator-contract-"));
  const store = openSqliteStore({ folder });
  const log = changeLog(createSqliteDocuments(store));
  const server = await startChangeStreamServer(log);
  const connection = connectMongo({ uri: server.uri, database: "double", timeoutMs: 1_000 });
  const forget = async () => log.forget();
  return {
    port: { documents: log.documents, feed: createMongoChangeFeed(connection), forget },
    ...{ log, server },
    async close() {
      await connection.close();
      await server.close();
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// FerretDB has no change streams, and a run's own database cannot be made to forget: this never met a real MongoDB.
describeChangeFeedContract("MongoDB's change streams over a double of the server", openDouble);

it("a collection that was dropped or renamed loses its tokens", async () => {
  const { port, log, close } = await openDouble();
  const token = await port.feed.now();
  log.add({ operationType: "invalidate" });
  const read = port.feed.read(token, { max: 10, waitMs: 0, signal: new AbortController().signal });
  await expect(read).rejects.toMatchObject({ code: "change-token-lost" });
  await close();
});

it("a server without a replica set is told apart from one that is out", async () => {
  const { port, server, close } = await openDouble();
  server.isStandalone = true;
  await expect(port.feed.now()).rejects.toMatchObject({ kind: "invalid", code: "no-change-feed" });
  await server.close();
  await expect(port.feed.now()).rejects.toMatchObject({ kind: "unavailable" });
  await close().catch(() => undefined);
});

/**
 * Measures the time from a change until a search by meaning can find it: `npm run bench:changes`. On one machine, in
 * its own folder, one change after another: a dropped envelope, and a write that sends no message. Then the time that
 * the cloud's adapter adds between a write and its report, over a double of MongoDB on loopback.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createMongoChangeFeed } from "../lib/adapters/cloud/mongo-change-feed.ts";
import { connectMongo } from "../lib/adapters/cloud/mongo-connection.ts";
import { createSqliteDocuments } from "../lib/adapters/embedded/sqlite-documents.ts";
import { openSqliteStore } from "../lib/adapters/embedded/sqlite-store.ts";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import { tenantScope } from "../lib/domain/tenant-scope.ts";
import { envelopeLines } from "../local/generate/write-envelopes.ts";
import type { OpenSystem } from "../local/system.ts";
import { sampleCreator, writeOf } from "../test/contracts/sample-records.ts";
import { changeLog } from "../test/doubles/mongo/change-log.ts";
import { startChangeStreamServer } from "../test/doubles/mongo/change-stream-server.ts";
import { percentiles } from "./measure.ts";
import { openBenchSystem } from "./open-bench-system.ts";

const CHANGES = 300;
const LOOK_MS = 1;
const SEED = 3;

const documentsOf = ({ composition }: OpenSystem) =>
  composition.services.openDocuments(tenantScope(LOCAL_TENANT, { subscribesShared: false }));

/** Milliseconds from the call until this number of creators is indexed. */
async function untilIndexed(
  system: OpenSystem,
  creators: number,
  change: () => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  await change();
  const indexed = [{ field: "index_pending", op: "eq", value: false }] as const;
  while ((await documentsOf(system).count("creators", indexed)) < creators) await sleep(LOOK_MS);
  return performance.now() - started;
}

async function onOneMachine(dataDir: string): Promise<Record<string, number[]>> {
  const system = await openBenchSystem(dataDir);
  await system.startWork();
  const [dropped, written]: [number[], number[]] = [[], []];
  let lines = "";
  for await (const some of envelopeLines({ count: CHANGES, seed: SEED, now: new Date() })) lines += some;
  for (const line of lines.trim().split("\n")) {
    const drop = () =>
      system.commands.drop({ tenant: LOCAL_TENANT, name: "one.ndjson" }, Readable.from([line]));
    dropped.push(await untilIndexed(system, dropped.length + 1, drop));
  }
  const { items } = await documentsOf(system).find("creators", { where: [], limit: CHANGES });
  for (const { id } of items) {
    const clear = () =>
      documentsOf(system).update("creators", { id, set: { index_mark: null, index_pending: true } });
    written.push(await untilIndexed(system, items.length, clear));
  }
  await system.close();
  return { "an envelope is dropped": dropped, "anybody else writes": written };
}

async function overTheDouble(folder: string): Promise<number[]> {
  const store = openSqliteStore({ folder });
  const log = changeLog(createSqliteDocuments(store));
  const server = await startChangeStreamServer(log);
  const connection = connectMongo({ uri: server.uri, database: "double" });
  const feed = createMongoChangeFeed(connection);
  const { signal } = new AbortController();
  let token = await feed.now();
  const told: number[] = [];
  for (let at = 0; at < CHANGES; at += 1) {
    const reading = feed.read(token, { max: 1_000, waitMs: 10_000, signal });
    await sleep(Math.random() * 300);
    const started = performance.now();
    await log.documents.upsertMany("creators", [writeOf(sampleCreator(LOCAL_TENANT, String(at)))]);
    ({ token } = await reading);
    told.push(performance.now() - started);
  }
  await connection.close();
  await server.close();
  store.close();
  return told;
}

const folder = await mkdtemp(join(tmpdir(), "increator-bench-changes-"));
try {
  const rows = {
    ...(await onOneMachine(join(folder, "data"))),
    "told by change streams, over a double": await overTheDouble(join(folder, "double")),
  };
  process.stdout.write("| change to searchable, ms | p50 | p99 | changes |\n|---|---|---|---|\n");
  for (const [name, times] of Object.entries(rows)) {
    const { p50, p99, samples } = percentiles(times);
    process.stdout.write(`| ${name} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${samples} |\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

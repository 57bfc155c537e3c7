import { afterEach, beforeEach, expect, it } from "vitest";
import { registerTenant } from "../lib/access/tenants.ts";
import { createSqliteConsumers } from "../lib/adapters/embedded/sqlite-consumers.ts";
import { openSqliteStore, type SqliteStore } from "../lib/adapters/embedded/sqlite-store.ts";
import { CRAWL_QUEUES } from "../lib/crawl/crawl-message.ts";
import { planCrawl } from "../lib/crawl/plan-crawl.ts";
import { addTargets } from "../lib/crawl/targets/add-targets.ts";
import { AppError } from "../lib/domain/errors.ts";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import { type PlatformSimulator, startSimulator } from "../local/simulator/start-simulator.ts";
import { refusedRights } from "../test/doubles/granted-ports.ts";
import { crawlerOf } from "../test/doubles/platforms/simulated-crawler.ts";
import { createRig, type Rig } from "../test/integration/pipeline/rig.ts";
import { runScraper } from "./run-scraper.ts";

const NO_STATES = { vanished: 0, suspended: 0, private: 0, renamed: 0, "handed-over": 0 };

let rig: Rig;
let simulator: PlatformSimulator;
let store: SqliteStore;
let lines: { level: string; message: string; fields: object }[];
let metrics: Record<string, unknown>[];
beforeEach(async () => {
  rig = createRig();
  store = openSqliteStore({ folder: rig.folder });
  simulator = await startSimulator({ count: 12, seed: 3, clock: rig.ports.clock, shares: NO_STATES });
  lines = [];
  metrics = [];
});
afterEach(async () => {
  expect(refusedRights).toEqual([]);
  await simulator.close();
  store.close();
  rig.close();
});

/** Runs a scraper until `isDone` sees in its lines or metrics what it waits for. */
async function scrape(
  credentials = simulator.credentials.all,
  refresh: () => Promise<void> = async () => undefined,
): Promise<void> {
  const stopping = new AbortController();
  const level = (name: string) => (message: string, fields: object) => {
    lines.push({ level: name, message, fields });
    if (message === "alarm") stopping.abort();
  };
  const { onEvent: _, ...crawler } = crawlerOf(simulator, rig.ports.clock);
  const ports = { ...rig.as("scraper"), counters: rig.ports.cache, consumers: createSqliteConsumers(store) };
  const announcing = {
    ...ports.queues,
    send: async (...given: Parameters<typeof ports.queues.send>) => {
      await ports.queues.send(...given);
      // What was fetched is on its way to ingest: told to stop as Spot would, in the middle.
      if (given[0] === "ingest") stopping.abort();
    },
  };
  const queues = new Proxy(ports.queues, {
    get: (target, name) => Reflect.get(name === "send" ? announcing : target, name),
  });
  await runScraper({
    ports: { ...ports, queues },
    crawler: { ...crawler, credentials },
    queues: CRAWL_QUEUES,
    refresh,
    log: { info: level("info"), warn: level("warn"), error: level("error") },
    write: (line) => void metrics.push(JSON.parse(line)),
    signal: stopping.signal,
  });
}

async function plan(): Promise<void> {
  await registerTenant(rig.ports, LOCAL_TENANT);
  const accounts = simulator.world.accounts
    .filter(({ platform }) => platform === "x")
    .map(({ platform, handle }) => ({ platform, handle: handle.toLowerCase(), platform_user_id: null }));
  await addTargets(rig.ports, rig.own, { accounts, source: "operator", priority: "high" });
  const ports = { ...rig.as("run-job"), counters: rig.ports.cache, consumers: createSqliteConsumers(store) };
  await planCrawl(ports, {
    platforms: ["x"],
    remainingMs: () => Number.POSITIVE_INFINITY,
    synthetic: false,
    settings: { queueMax: 100 },
  });
}

it("works off what is queued, and by its end has written the figures of what it did", async () => {
  await plan();
  await scrape();
  expect(metrics).toMatchObject([{ platform: "x", stored: expect.any(Number), credentials_awake: 1 }]);
  expect(metrics[0]?.stored).toBeGreaterThan(0);
  await rig.settle();
  const { items } = await rig.own.find("creators", { where: [], limit: 20 });
  expect(items).toHaveLength(Number(metrics[0]?.stored));
});

it("says when it begins and ends, with names of credentials and never their secrets or an account", async () => {
  await plan();
  await scrape();
  expect(lines.at(0)).toMatchObject({
    message: "scraper started",
    fields: { credentials: expect.any(Array) },
  });
  expect(lines.at(-1)).toMatchObject({ message: "scraper stopped" });
  const told = JSON.stringify([lines, metrics]);
  expect(told).toContain("x-1");
  expect(told).not.toMatch(/simulated-.*-(?:token|key|secret)/);
  for (const { handle } of simulator.world.accounts) expect(told).not.toContain(handle);
});

it("raises an alarm for a credential that its platform refuses, and hands back what it held", async () => {
  await plan();
  const refused = [{ platform: "x", name: "x-1", app: "x-app-1", bearerToken: "revoked" }] as const;
  await scrape([...refused]);
  expect(lines).toContainEqual({
    level: "error",
    message: "alarm",
    fields: expect.objectContaining({ alarm: "credential-refused", credential: "x-1", platform: "x" }),
  });
  const targets = await rig.own.find("targets", { where: [], limit: 20 });
  expect(targets.items.map(({ last_seen_at }) => last_seen_at)).toEqual(targets.items.map(() => null));
});

it("reads the keyring anew before it takes what waits, so that it knows who was erased since", async () => {
  await plan();
  let reads = 0;
  await scrape(simulator.credentials.all, async () => {
    reads += 1;
    if (reads < 3) throw new AppError("unavailable", "keyring-stale", "The keyring is too old.");
  });
  expect(reads).toBeGreaterThanOrEqual(3);
  const refused = lines.filter(({ message }) => message === "crawl message failed");
  expect(refused).toHaveLength(2);
  expect(metrics[0]?.stored).toBeGreaterThan(0);
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Creator, namespaceOf } from "../../lib/domain/creator.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { generateEnvelopes } from "../../local/generate/generate-envelopes.ts";
import { type OpenSystem, openSystem } from "../../local/system.ts";
import { rounds } from "../deep.ts";
import { ndjson } from "./envelopes.ts";
import { ask, silentLog, start, temporaryFolder } from "./running-system.ts";

const SAMPLE = 150;
const NOW = new Date("2026-11-20T10:00:00Z");

test("an empty folder is filled with sample creators, and a second start finds them with the same key", async () => {
  await using folder = await temporaryFolder();
  const shown: number[] = [];
  const first = await start(folder.path, { sample: SAMPLE, onProgress: ({ done }) => shown.push(done) });
  const before = await ask(first, "/search?limit=100");
  await first.close();
  expect(shown.at(-1)).toBe(SAMPLE);
  expect(before.body.data).toHaveLength(100);

  const second = await start(folder.path, { sample: SAMPLE });
  const platforms = await ask(second, "/dictionaries/platforms");
  await second.close();
  expect(second.devKey).toBe(first.devKey);
  const counts = platforms.body.data.map(({ count }: { count: number }) => count);
  expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(SAMPLE);
});

test("the development key is for its owner's eyes", async () => {
  await using folder = await temporaryFolder();
  const system = await start(folder.path);
  await system.close();
  expect((await readFile(join(folder.path, "dev-key"), "utf8")).trim()).toBe(system.devKey);
  if (process.platform !== "win32") {
    expect((await stat(join(folder.path, "dev-key"))).mode & 0o777).toBe(0o600);
  }
});

test("a port in use is said with the remedy, and the folder is free again", async () => {
  await using folder = await temporaryFolder();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(start(folder.path, { port })).rejects.toMatchObject({
    code: "port-in-use",
    message: expect.stringContaining(`--port ${port + 1}`),
  });
  other.close();
  await (await start(folder.path, { port })).close();
});

test("an address that this machine has not is said with the remedy", async () => {
  await using folder = await temporaryFolder();
  // RFC 5737 keeps this network for documentation.
  await expect(start(folder.path, { host: "192.0.2.1" })).rejects.toMatchObject({
    code: "bad-host",
    message: expect.stringMatching(/no address 192\.0\.2\.1.*--host 127\.0\.0\.1/),
  });
});

test("a folder that is open elsewhere is not opened twice", async () => {
  await using folder = await temporaryFolder();
  const system = await start(folder.path);
  await expect(start(folder.path)).rejects.toMatchObject({ code: "folder-in-use" });
  await system.close();
});

test("kill -9 at any moment of an ingest, then a restart: the creators of an undisturbed run, each once", async () => {
  await using undisturbed = await temporaryFolder();
  await using killed = await temporaryFolder();
  const text = ndjson([...generateEnvelopes({ count: rounds(400, 200), seed: 5, now: NOW })]);

  const expected = await afterWork(undisturbed.path, text);
  const file = join(killed.path, "profiles.ndjson");
  const folder = join(killed.path, "data");
  await writeFile(file, text);
  await run(["cli/increator.ts", "ingest", file, "--no-wait", "--data-dir", folder]);
  for (const milliseconds of [300, 50].slice(0, rounds(2, 1))) await killAfter(milliseconds, "work", folder);
  await killAfter(1, "lines", folder);

  expect(await afterWork(folder, null)).toEqual(expected);
  // Five processes start one after the other, on machines that may be busy.
}, 90_000);

/** Every creator as far as it does not depend on when it was stored, once nothing waits any more. */
async function afterWork(dataDir: string, text: string | null) {
  const system = await openSystem({ dataDir, log: silentLog });
  if (!system) throw new Error("The folder is open elsewhere.");
  try {
    const { objects, ids } = system.composition.services;
    if (text !== null) await objects.put(`inbox/local/${ids.random()}.ndjson`, Buffer.from(text));
    await system.startWork();
    await expect.poll(() => waiting(system), { timeout: 25_000, interval: 100 }).toBe(0);
    return await everyCreator(system);
  } finally {
    await system.close();
  }
}

async function waiting({ commands, composition: { services } }: OpenSystem): Promise<number> {
  const { queues, pending } = await commands.status();
  const { objects } = await services.objects.list("inbox/");
  const depths = queues.map(({ visible, in_flight, delayed, dead }) => visible + in_flight + delayed + dead);
  return depths.reduce((sum, depth) => sum + depth, pending + objects.length);
}

async function everyCreator({ composition: { services } }: OpenSystem) {
  const found: object[] = [];
  for await (const page of services.openDocuments(LOCAL_SCOPE).scan("creators", "c_")) {
    for (const record of page) {
      if (record.erased) throw new Error("Nobody was erased.");
      found.push(
        essence(record, await services.vectors.fetch(namespaceOf("local", record.platform), [record.id])),
      );
    }
  }
  return { creators: found, vectors: (await services.vectors.stats()).namespaces };
}

const essence = (
  { id, handle, text_hash, facet_hash, version, index_pending }: Creator,
  vectors: readonly unknown[],
) => ({
  ...{ id, handle, text_hash, facet_hash, version, index_pending },
  vectors: vectors.length,
});

/**
 * Starts the system in a process of its own and kills it so long after it is up, or at this many lines of work done.
 */
async function killAfter(amount: number, of: "work" | "lines", dataDir: string): Promise<void> {
  const child = node(["local/main.ts", "--port", "0", "--sample", "none", "--data-dir", dataDir]);
  const kill = () => child.kill("SIGKILL");
  let seen = 0;
  child.stderr?.on("data", (chunk: Buffer) => {
    seen += chunk.toString("utf8").split("message done").length - 1;
    if (of === "lines" && seen >= amount) kill();
  });
  // It is up shortly after its work began; without any work left there is no line to wait for.
  child.stdout?.once("data", () => setTimeout(kill, of === "work" ? amount : 2_000));
  await once(child, "exit");
}

async function run(args: readonly string[]): Promise<void> {
  const [code] = await once(node(args), "exit");
  expect(code).toBe(0);
}

const node = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [...args], {
    cwd: new URL("../..", import.meta.url),
    env: { ...process.env, INCREATOR_LOG_LEVEL: "INFO" },
    stdio: ["ignore", "pipe", "pipe"],
  });

/**
 * Whether a noisy tenant slows a quiet one: `npm run bench:tenants`. The quiet one asks five times a second, alone and
 * beside one that asks over many connections as fast as it can, with limits and without. The system runs in a process
 * of its own; questions differ, so that no cache answers them. Prints a table.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { z } from "zod";
import { percentiles } from "./measure.ts";
import { drawQueries } from "./queries.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const QUIET_EVERY_MS = 200;
const NOISY_CONNECTIONS = 32;
/** As a client that heeds no Retry-After. */
const NOISY_PAUSE_MS = 0;
const NOISY_AHEAD_SECONDS = 5;
const NO_LIMITS = {
  tenantUnitsPerMinute: 10_000_000,
  keyUnitsPerMinute: 10_000_000,
  pagesPerDay: 100_000_000,
};

const optionsSchema = z.object({ creators: z.coerce.number(), seconds: z.coerce.number() });
const { creators, seconds } = optionsSchema.parse(
  new Command("npm run bench:tenants --")
    .option("--creators <number>", "of each of the two tenants", "3000")
    .option("--seconds <number>", "of each measurement", "15")
    .parse()
    .opts(),
);

interface Tenant {
  readonly name: string;
  readonly key: string;
}

interface Load {
  readonly ms: number[];
  readonly statuses: Map<number, number>;
}

/** Runs the command line on the bench's own folder. */
function increator(dataDir: string, args: readonly string[]): string {
  const command = [join(ROOT, "cli/increator.ts"), ...args, "--data-dir", dataDir];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`increator ${args[0]} ended with ${status}: ${stderr}`);
  return stdout;
}

async function prepare(dataDir: string): Promise<Tenant[]> {
  const envelopes = `${dataDir}.ndjson`;
  increator(dataDir, ["generate", "--count", String(creators), "--out", envelopes]);
  return ["noisy", "quiet"].map((name) => {
    increator(dataDir, ["ingest", envelopes, "--tenant", name]);
    const issued = increator(dataDir, ["keys", "create", "--tenant", name, "--name", "bench", "--json"]);
    return { name, key: z.object({ key: z.string() }).parse(JSON.parse(issued)).key };
  });
}

async function start(dataDir: string, plans: object): Promise<{ url: string; child: ChildProcess }> {
  const args = [join(ROOT, "local/main.ts"), "--data-dir", dataDir, "--port", "0", "--sample", "none"];
  const environment = { ...process.env, INCREATOR_PLANS: JSON.stringify(plans) };
  const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^InCreator is up\. Open (\S+)/.exec(line) ?? [];
    if (url) return { url, child };
  }
  throw new Error("The system did not start.");
}

const TEXTS = drawQueries({ seed: 7, creators, count: 500 }).map(({ text }) => text);
let asked = 0;

async function ask(url: string, tenant: Tenant, load: Load): Promise<void> {
  asked += 1;
  const text = `${TEXTS[asked % TEXTS.length]} ${asked}`;
  const started = performance.now();
  const response = await fetch(`${url}/search?q=${encodeURIComponent(text)}`, {
    headers: { "x-api-key": tenant.key },
  });
  await response.arrayBuffer();
  load.ms.push(performance.now() - started);
  load.statuses.set(response.status, (load.statuses.get(response.status) ?? 0) + 1);
}

/** Asks at a steady pace whatever the answers take, so that waiting is measured and not left out. */
async function quietLoad(url: string, tenant: Tenant): Promise<Load> {
  const load: Load = { ms: [], statuses: new Map() };
  const pending: Promise<void>[] = [];
  for (let sent = 0; sent < (seconds * 1_000) / QUIET_EVERY_MS; sent += 1) {
    pending.push(ask(url, tenant, load));
    await sleep(QUIET_EVERY_MS);
  }
  await Promise.all(pending);
  return load;
}

async function noisyLoad(url: string, tenant: Tenant, until: AbortSignal): Promise<Load> {
  const load: Load = { ms: [], statuses: new Map() };
  const connection = async () => {
    while (!until.aborted) {
      await ask(url, tenant, load);
      await sleep(NOISY_PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: NOISY_CONNECTIONS }, connection));
  return load;
}

interface Case {
  readonly name: string;
  readonly plans: object;
  readonly asks: readonly ("quiet" | "noisy")[];
}

async function measure(dataDir: string, tenants: readonly Tenant[], { plans, asks }: Case) {
  const [noisy, quiet] = tenants;
  if (!noisy || !quiet) throw new Error("Two tenants are needed.");
  const { url, child } = await start(dataDir, plans);
  try {
    for (let warm = 0; warm < 50; warm += 1) await ask(url, quiet, { ms: [], statuses: new Map() });
    const ending = new AbortController();
    const noise = asks.includes("noisy") ? noisyLoad(url, noisy, ending.signal) : null;
    // Its bucket is full at first: what is measured is how it is afterwards.
    if (noise) await sleep(NOISY_AHEAD_SECONDS * 1_000);
    const load = asks.includes("quiet") ? await quietLoad(url, quiet) : await sleep(seconds * 1_000, null);
    ending.abort();
    return { load, noise: await noise };
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}

const perSecond = (load: Load | null, status: number): string =>
  load === null ? "" : ((load.statuses.get(status) ?? 0) / (seconds + NOISY_AHEAD_SECONDS)).toFixed(1);

const folder = await mkdtemp(join(tmpdir(), "increator-bench-tenants-"));
const dataDir = join(folder, "data");
try {
  const tenants = await prepare(dataDir);
  const noLimits = { team: NO_LIMITS };
  const cases: readonly Case[] = [
    { name: "alone", plans: noLimits, asks: ["quiet"] },
    { name: "(the noisy one alone, no limits)", plans: noLimits, asks: ["noisy"] },
    { name: "beside the noisy one, no limits", plans: noLimits, asks: ["quiet", "noisy"] },
    {
      name: "beside the noisy one, 240 units a minute",
      plans: { team: { tenantUnitsPerMinute: 240, keyUnitsPerMinute: 240 } },
      asks: ["quiet", "noisy"],
    },
  ];
  console.log("| quiet tenant | p50 ms | p99 ms | refused | noisy: answered/s | noisy: refused/s |");
  console.log("| --- | --: | --: | --: | --: | --: |");
  for (const one of cases) {
    const { load, noise } = await measure(dataDir, tenants, one);
    const { p50, p99 } = percentiles(load?.ms ?? []);
    const figures = load ? [p50.toFixed(1), p99.toFixed(1), load.statuses.get(429) ?? 0] : ["", "", ""];
    console.log(`| ${[one.name, ...figures, perSecond(noise, 200), perSecond(noise, 429)].join(" | ")} |`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Percentiles, percentiles } from "../measure.ts";
import { askEvery, askOver, type Client, createClient, type LoadFindings } from "./clients.ts";
import type { Feed } from "./feed.ts";
import { type SystemUnderLoad, tenantWithKey } from "./system-under-load.ts";

export interface Phase {
  readonly name: string;
  /** Connections of the noisy tenant. 0: it sends nothing. */
  readonly noisy: number;
  /** Whether the quiet tenant asks five times a second. */
  readonly quiet: boolean;
  /** Whether creators are ingested at the same time. */
  readonly ingest: boolean;
  /** Whether the noisy tenant repeats its searches, so that caches answer. */
  readonly repeats?: boolean;
  /** Whether the noisy tenant has the limits of the plan `free` from this phase on. */
  readonly limited?: boolean;
}

export interface PhaseFindings {
  readonly name: string;
  readonly seconds: number;
  readonly noisy: LoadFindings | null;
  readonly quiet: LoadFindings | null;
  /** Creators that became searchable per second. */
  readonly ingestPerSecond: number | null;
  /**
   * Milliseconds of an empty request, sent ten times a second: the time for which the answering thread makes others
   * wait.
   */
  readonly emptyRequest: Percentiles & { readonly max: number };
  /**
   * Milliseconds of processor time per search, which a busy machine hardly changes; null if the system does not report
   * it.
   */
  readonly processorMs: { readonly allThreads: number; readonly busiestThread: number } | null;
  readonly memoryMb: { readonly start: number; readonly end: number };
}

const QUIET_EVERY_MS = 200;
const PROBE_EVERY_MS = 100;
/** A warm-up: at first a limited tenant's bucket is full and compilers are cold. */
export const AHEAD_MS = 2_000;

export interface PhaseSources {
  readonly system: SystemUnderLoad;
  readonly feed: Feed;
  readonly keys: { readonly noisy: string; readonly quiet: string };
  readonly bodies: {
    readonly noisy: () => string;
    readonly repeated: () => string;
    readonly quiet: () => string;
  };
}

export async function runPhase(
  { system, feed, keys, bodies }: PhaseSources,
  phase: Phase,
  seconds: number,
): Promise<PhaseFindings> {
  const { port } = system;
  // A new key, because the plan of a known key is cached for a minute.
  const noisyKey = phase.limited ? await tenantWithKey(system, "noisy", "free") : keys.noisy;
  const start = system.memoryMb();
  const noisyClient = () =>
    createClient({
      port,
      key: noisyKey,
      nextBody: phase.repeats ? bodies.repeated : bodies.noisy,
    });
  const quietClient = () => createClient({ port, key: keys.quiet, nextBody: bodies.quiet });
  const load = async (until: AbortSignal): Promise<{ noisy: Client; quiet: Client; probe: number[] }> => {
    const clients = { noisy: noisyClient(), quiet: quietClient(), probe: [] as number[] };
    await Promise.all([
      askOver(clients.noisy, phase.noisy, until),
      phase.quiet ? askEvery(clients.quiet, QUIET_EVERY_MS, until) : null,
      probe(port, clients.probe, until),
    ]);
    return clients;
  };
  const whole = new AbortController();
  const fed = phase.ingest ? feed.run(whole.signal) : null;
  await load(AbortSignal.timeout(AHEAD_MS));
  const before = system.threadsMs();
  const measured = await load(AbortSignal.timeout(seconds * 1_000));
  const after = system.threadsMs();
  whole.abort();
  const ingestPerSecond = await fed;
  for (const client of [measured.noisy, measured.quiet]) client.close();
  const answered = [measured.noisy, measured.quiet].reduce(
    (sum, client) => sum + client.findings(seconds).samples,
    0,
  );
  return {
    name: phase.name,
    seconds,
    processorMs: processorOf(before, after, answered),
    noisy: phase.noisy > 0 ? measured.noisy.findings(seconds) : null,
    quiet: phase.quiet ? measured.quiet.findings(seconds) : null,
    ingestPerSecond,
    emptyRequest: { ...percentiles(measured.probe), max: Math.max(0, ...measured.probe) },
    memoryMb: { start, end: system.memoryMb() },
  };
}

function processorOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  searches: number,
): PhaseFindings["processorMs"] {
  if (after.size === 0 || searches === 0) return null;
  const used = Array.from(after, ([thread, ms]) => (ms - (before.get(thread) ?? 0)) / searches);
  return { allThreads: used.reduce((sum, ms) => sum + ms, 0), busiestThread: Math.max(...used) };
}

/** Requests a route that needs no store and no key. */
async function probe(port: number, milliseconds: number[], until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const started = performance.now();
    await new Promise<void>((resolve) => {
      const sent = request({ port, host: "127.0.0.1", path: "/nowhere" }, (response) => {
        response.resume();
        response.on("end", resolve);
      });
      sent.on("error", () => resolve());
      sent.end();
    });
    milliseconds.push(performance.now() - started);
    await sleep(PROBE_EVERY_MS);
  }
}

import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import { writeEnvelopes } from "../local/generate/write-envelopes.ts";
import { folderMb, processorMs, timed, watchMemory } from "./measure.ts";
import { completeIndex, openBenchSystem } from "./open-bench-system.ts";
import { answerPhase, type PhaseSettings } from "./run-phase.ts";

export interface IngestFindings {
  readonly generatedPerSecond: number;
  /** Milliseconds of processor time: the plain work that ingest is compared with. */
  readonly generatingMsPerCreator: number;
  /** From the file until the last creator can be found. */
  readonly seconds: number;
  readonly creatorsPerSecond: number;
  /** Until every vector is in its graph too. */
  readonly indexCompleteSeconds: number;
  /** Milliseconds of all threads, until the index is complete. */
  readonly processorMsPerCreator: number;
  readonly stored: number;
  readonly quarantined: number;
  readonly peakMb: number;
  readonly diskMb: Readonly<Record<string, number>>;
}

/** Generates a file, then ingests it as `increator ingest` would. */
async function ingestPhase(settings: PhaseSettings): Promise<IngestFindings> {
  const file = `${settings.dataDir}.ndjson`;
  const beforeGenerating = processorMs();
  const generated = await timed(() =>
    writeEnvelopes({ count: settings.creators, seed: settings.seed, now: new Date(), out: file }),
  );
  const generatingMsPerCreator = (processorMs() - beforeGenerating) / settings.creators;
  const memory = watchMemory();
  const system = await openBenchSystem(settings.dataDir);
  const started = performance.now();
  const startedProcessor = processorMs();
  const name = { tenant: LOCAL_TENANT, name: "bench.ndjson" };
  const dropped = await system.commands.drop(name, createReadStream(file));
  const { summaries } = await system.commands.follow([dropped], {
    signal: new AbortController().signal,
    onProgress: ({ read, pending }) => show(read - pending, settings.creators),
  });
  const { stored = 0, quarantined_count: quarantined = 0 } = summaries[0] ?? {};
  // Every figure is one of all creators.
  if (stored !== settings.creators)
    throw new Error(`Of ${settings.creators} creators ${stored} were stored; ${quarantined} were refused.`);
  const seconds = (performance.now() - started) / 1_000;
  await completeIndex(system);
  const indexCompleteSeconds = (performance.now() - started) / 1_000;
  const processorMsPerCreator = (processorMs() - startedProcessor) / settings.creators;
  const peakMb = memory.peakMb();
  memory.stop();
  await system.close();
  await rm(file);
  if (process.stderr.isTTY) process.stderr.write("\n");
  return {
    generatedPerSecond: (settings.creators / generated.ms) * 1_000,
    generatingMsPerCreator,
    seconds,
    creatorsPerSecond: settings.creators / seconds,
    indexCompleteSeconds,
    processorMsPerCreator,
    stored,
    quarantined,
    peakMb,
    diskMb: await folderMb(settings.dataDir),
  };
}

let shown = 0;
function show(done: number, total: number): void {
  const now = performance.now();
  if (!process.stderr.isTTY || now - shown < 1_000) return;
  shown = now;
  process.stderr.write(`\ringest: ${Math.max(0, done)} of ${total}`);
}

await answerPhase(ingestPhase);

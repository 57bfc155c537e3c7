import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { recallOf, TOP } from "../exact.ts";
import type { IngestFindings } from "../ingest-phase.ts";
import type { LoadFindings } from "../load/clients.ts";
import { type Percentiles, percentiles } from "../measure.ts";
import { NODE_FLAGS, type PhaseSettings, runPhase } from "../run-phase.ts";
import type { ComparedQuery, DatasetFindings } from "./dataset-phase.ts";
import { type Built, type EngineProcess, startEngine } from "./engine.ts";
import { startPeer } from "./peers.ts";
import { peerUnderLoad, systemUnderLoad } from "./under-load.ts";

export interface EngineFindings {
  readonly name: string;
  readonly built: Built & { readonly perSecond: number };
  /** Hybrid questions, by selectivity and as `all`. */
  readonly hybrid: Readonly<Record<string, Percentiles>>;
  /** The vector leg alone, top 10. */
  readonly nearest: Percentiles;
  readonly recallAt10: Readonly<Record<string, number>>;
  readonly memoryMb: number;
  /** Hybrid questions over many parallel connections; null if the engine has no server. */
  readonly underLoad: LoadFindings | null;
}

const OURS = "increator";
/** Questions that every engine answers before the measurement begins. */
const WARM_UP = 50;

/**
 * Runs every engine in its own process over the same documents, vectors, filters and queries. The engines answer each
 * question in turn, so other work on the machine affects all of them equally. For our system it measures a whole
 * search, for a peer only retrieval.
 */
export async function compareWith(
  names: readonly string[],
  settings: PhaseSettings,
  ingest: IngestFindings,
): Promise<EngineFindings[]> {
  tell("writing the documents for the others");
  const { queries, ...files } = await runPhase<DatasetFindings>("./against/dataset-phase.ts", settings);
  const engines: { engine: EngineProcess; built: Built }[] = [];
  try {
    for (const name of names) {
      tell(`building ${name}`);
      const engine = await startPeer(name);
      if (!engine) continue;
      const folder = `${settings.dataDir}.${name}`;
      mkdirSync(folder, { recursive: true });
      const built = await engine.build({ ...files, folder }).catch(skipped(name));
      if (built) engines.push({ engine, built });
      else await engine.close();
    }
    engines.push({ engine: startOurs(settings), built: builtOurs(ingest) });
    tell(`asking ${engines.map(({ engine }) => engine.name).join(", ")} in turn`);
    const asked = await askAll(engines, queries, settings.creators);
    const findings: EngineFindings[] = [];
    for (const { engine, ...found } of asked) {
      tell(`asking ${engine.name} over many connections`);
      // Our system is closed and started again as a server, because two processes cannot share one folder.
      if (engine.name === OURS) await engine.close();
      const underLoad = await (engine.name === OURS
        ? systemUnderLoad(settings.dataDir, queries)
        : peerUnderLoad(engine, queries));
      findings.push({ ...found, underLoad });
    }
    return findings;
  } finally {
    await Promise.all(engines.map(({ engine }) => engine.close()));
  }
}

const tell = (what: string) => process.stderr.write(`${what} ...\n`);

const skipped = (name: string) => (error: unknown) => {
  process.stderr.write(`SKIPPED ${name}: ${error instanceof Error ? error.message : error}\n`);
  return null;
};

function startOurs({ dataDir }: PhaseSettings): EngineProcess {
  const file = fileURLToPath(new URL("increator.ts", import.meta.url));
  return startEngine(OURS, process.execPath, [...NODE_FLAGS, file, dataDir]);
}

const builtOurs = ({ indexCompleteSeconds, diskMb }: IngestFindings): Built => ({
  seconds: indexCompleteSeconds,
  from: "profiles",
  diskMb: Object.values(diskMb).reduce((sum, mb) => sum + mb, 0),
});

class Samples {
  readonly hybrid = new Map<string, number[]>();
  readonly nearest: number[] = [];
  readonly recalls = new Map<string, number[]>();
}

async function askAll(
  engines: readonly { engine: EngineProcess; built: Built }[],
  queries: readonly ComparedQuery[],
  creators: number,
): Promise<(Omit<EngineFindings, "underLoad"> & { readonly engine: EngineProcess })[]> {
  const samples = new Map(engines.map(({ engine }) => [engine, new Samples()]));
  const failed = new Set<EngineProcess>();
  for (const [at, query] of queries.entries()) {
    // Rotates the order, so that each engine is first equally often.
    const turn = at % engines.length;
    for (const { engine } of [...engines.slice(turn), ...engines.slice(0, turn)]) {
      if (failed.has(engine)) continue;
      const noted = at < WARM_UP ? new Samples() : (samples.get(engine) ?? new Samples());
      await askOne(engine, query, noted).catch((error) => {
        skipped(engine.name)(error);
        failed.add(engine);
      });
    }
  }
  const answered = engines.filter(({ engine }) => !failed.has(engine));
  return Promise.all(
    answered.map(async ({ engine, built }) => {
      const { hybrid, nearest, recalls } = samples.get(engine) ?? new Samples();
      return {
        engine,
        name: engine.name,
        built: { ...built, perSecond: creators / built.seconds },
        hybrid: mapped(hybrid, percentiles),
        nearest: percentiles(nearest),
        recallAt10: mapped(
          recalls,
          (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
        ),
        memoryMb: await engine.memoryMb(),
      };
    }),
  );
}

async function askOne(
  engine: EngineProcess,
  { kind, exact, ...query }: ComparedQuery,
  { hybrid, nearest, recalls }: Samples,
): Promise<void> {
  const { ms } = await engine.hybrid(query);
  for (const group of [kind, "all"]) append(hybrid, group, ms);
  if (!exact) return;
  const near = await engine.nearest({ ...query, limit: TOP });
  nearest.push(near.ms);
  const hits = near.ids.map((id) => ({ id }));
  append(recalls, kind, recallOf(hits, { ...exact, right: new Set(exact.right) }));
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(value);
}

const mapped = <T>(lists: ReadonlyMap<string, number[]>, of: (values: number[]) => T): Record<string, T> =>
  Object.fromEntries([...lists].map(([key, values]) => [key, of(values)]));

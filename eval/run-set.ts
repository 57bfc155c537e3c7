import type { SearchPorts } from "../lib/search/search-creators.ts";
import type { JudgedQuery, JudgedSet } from "./judged-set.ts";
import { type RecordedSet, recordParts } from "./leave-one-out.ts";
import { measureLookalikes } from "./lookalikes.ts";
import { measure, type QueryResult } from "./measure.ts";
import type { EngineName } from "./options.ts";
import { fts5 } from "./systems/fts5.ts";
import { loadSystem } from "./systems/increator.ts";
import type { LlmCost } from "./systems/kept-answers.ts";
import { type LlmSource, openLlm, withLlm } from "./systems/llm-search.ts";
import { miniSearch } from "./systems/minisearch.ts";
import { orama } from "./systems/orama.ts";
import { overHttp } from "./systems/over-http.ts";
import type { SearchSystem } from "./systems/search-system.ts";
import { ablations, fullSearch, llmSearch } from "./systems/variants.ts";

export interface SystemRun {
  readonly system: string;
  readonly results: readonly QueryResult[];
}

export interface SetRun {
  readonly set: string;
  readonly documents: number;
  /** The unchanged search comes first. */
  readonly runs: readonly SystemRun[];
  /** Share of the first ten lookalikes with each trait; null if the truth is not known. */
  readonly lookalikes: Readonly<Record<string, number>> | null;
  /** The cost of the language model's answers; null if no model was asked. */
  readonly llmCost: LlmCost | null;
  /** The first hundred results of each query with the parts of their scores; null unless requested. */
  readonly recorded: RecordedSet | null;
}

export interface RunOptions {
  readonly ablate: boolean;
  readonly http: boolean;
  readonly against: readonly EngineName[];
  readonly leaveOneOut?: boolean;
  /** Where the model's key and its stored answers are; null: no model is asked. */
  readonly llm?: LlmSource | null;
  readonly onProgress: (message: string) => void;
}

const ENGINES = { fts5, minisearch: miniSearch, orama };

/** Loads a set's documents into each system in turn and asks it the queries. */
export async function runSet(
  set: JudgedSet,
  queries: readonly JudgedQuery[],
  options: RunOptions,
): Promise<SetRun> {
  const own = await runOwn(set, queries, options);
  const runs = [...own.runs];
  for (const engine of options.against) {
    options.onProgress(`${set.name}: ${engine}`);
    runs.push(await runOne(await ENGINES[engine](set.documents()), queries));
  }
  return { ...own, set: set.name, runs };
}

async function runOwn(set: JudgedSet, queries: readonly JudgedQuery[], options: RunOptions) {
  let documents = 0;
  const { ports, system, close } = await loadSystem(set.envelopes(), (found) => {
    documents = found;
    options.onProgress(`${set.name}: ${found} documents`);
  });
  try {
    const runs: SystemRun[] = [];
    for (const one of [fullSearch(ports()), ...(options.ablate ? ablations(ports) : [])]) {
      options.onProgress(`${set.name}: ${one.name}`);
      runs.push(await runOne(one, queries));
    }
    if (options.http) {
      const server = await overHttp(system);
      runs.push(await runOne(server, queries).finally(server.close));
    }
    const llm = options.llm ? await runLlm(ports, options.llm, queries) : null;
    if (llm) runs.push(llm.run);
    const recorded = options.leaveOneOut ? await recordParts(set.name, ports(), queries) : null;
    const lookalikes = set.lookalikes ? await measureLookalikes(ports(), set.lookalikes) : null;
    return { documents, runs, lookalikes, llmCost: llm?.cost ?? null, recorded };
  } finally {
    await close();
  }
}

async function runLlm(ports: () => SearchPorts, source: LlmSource, queries: readonly JudgedQuery[]) {
  const model = await openLlm(ports(), source);
  const run = await runOne(llmSearch(withLlm(ports(), model)), queries);
  return { run, cost: model.cost() };
}

const runOne = async (system: SearchSystem, queries: readonly JudgedQuery[]): Promise<SystemRun> => ({
  system: system.name,
  results: await measure(system, queries),
});

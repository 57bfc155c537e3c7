import type { SearchMemory } from "../cache/process-memory.ts";
import type { SearchedCreator } from "../domain/creator.ts";
import type { QueryReading } from "../domain/query/read-query.ts";
import type { Ports } from "../ports/ports.ts";
import type { ActsInForce } from "../signals/acts-in-force.ts";
import type { SignalTally } from "../signals/tally.ts";
import type { Question } from "./question/question.ts";
import type { SearchSettings } from "./settings.ts";

/** Reads a query into filters and words: by rules, or by a model with the rules as its fallback. */
export type QueryReader = (
  text: string,
) => Promise<{ readonly reading: QueryReading; readonly by: "rules" | "llm" }>;

export interface RerankInput {
  readonly question: Question;
  /** Best first. */
  readonly candidates: readonly { readonly creator: SearchedCreator }[];
  readonly budgetMs: number;
}

/** Ranks the candidates a second time: creator id to score in 0..1. A creator without a score keeps its first one. */
export type Reranker = (input: RerankInput) => Promise<ReadonlyMap<string, number>>;

/** What a search needs. `documents` carries the caller's scope. */
export interface SearchPorts
  extends Pick<
    Ports,
    "documents" | "keywords" | "vectors" | "embedder" | "cache" | "clock" | "keyring" | "statements"
  > {
  readonly memory: SearchMemory;
  readonly settings: SearchSettings;
  /** The runbook's measures that are in force. If absent, there are none. */
  readonly acts?: ActsInForce;
  /** Counts for the runbook. If absent, nothing is counted. */
  readonly signals?: SignalTally;
  /** If absent, queries are read by rules. */
  readonly readQuery?: QueryReader;
  /** If absent, candidates are not reranked. */
  readonly rerank?: Reranker;
}

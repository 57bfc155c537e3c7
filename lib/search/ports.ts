import type { SearchMemory } from "../cache/process-memory.ts";
import type { Creator } from "../domain/creator.ts";
import type { QueryReading } from "../domain/query/read-query.ts";
import type { Ports } from "../ports/ports.ts";
import type { ActsInForce } from "../signals/acts-in-force.ts";
import type { SignalTally } from "../signals/tally.ts";
import type { Question } from "./question.ts";
import type { SearchSettings } from "./settings.ts";

/** Reads a query into filters and words; by rule, or by a model with the rules to fall back on. */
export type QueryReader = (
  text: string,
) => Promise<{ readonly reading: QueryReading; readonly by: "rules" | "llm" }>;

export interface RerankInput {
  readonly question: Question;
  /** Best first. */
  readonly candidates: readonly { readonly creator: Creator }[];
  readonly budgetMs: number;
}

/** A second look at the candidates: id -> score in 0..1; who is left out keeps the first score. */
export type Reranker = (input: RerankInput) => Promise<ReadonlyMap<string, number>>;

/** What a search stands on. `documents` carries the caller's scope. */
export interface SearchPorts
  extends Pick<
    Ports,
    "documents" | "keywords" | "vectors" | "embedder" | "cache" | "clock" | "keyring" | "statements"
  > {
  readonly memory: SearchMemory;
  readonly settings: SearchSettings;
  /** What the runbook has in force. Without it: nothing. */
  readonly acts?: ActsInForce;
  /** Counts for the runbook. Without it: none. */
  readonly signals?: SignalTally;
  /** Without it: by rule. */
  readonly readQuery?: QueryReader;
  /** Without it: not at all. */
  readonly rerank?: Reranker;
}

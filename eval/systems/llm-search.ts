import { openAiParts } from "../../lib/compose/openai-parts.ts";
import { createLlmQueryReader, LLM_READING_SETTINGS } from "../../lib/search/llm/read-query.ts";
import { createLlmReranker, LLM_RERANK_SETTINGS } from "../../lib/search/llm/rerank.ts";
import type { SearchPorts } from "../../lib/search/search-creators.ts";
import { type KeptModel, keptAnswers } from "./kept-answers.ts";

/** This measures quality, not speed, so a late answer counts too. */
const PATIENCE_MS = 30_000;
/** More than all sets cost. The operator's daily limit does not apply to this run. */
const USD_PER_RUN = 20;

export interface LlmSource {
  /** `OPENAI_` settings, including the key. */
  readonly environment: NodeJS.ProcessEnv;
  /** A file of JSON lines. */
  readonly answers: string;
}

/** The model that the settings name, with its answers kept. */
export const openLlm = (ports: SearchPorts, { environment, answers }: LlmSource): Promise<KeptModel> =>
  keptAnswers(openAiParts(environment, ports).languageModel, answers);

/** The same search, with a model that reads each question and orders the best candidates. */
export function withLlm(ports: SearchPorts, languageModel: KeptModel): SearchPorts {
  const llm = { ...ports, languageModel };
  const usdPerDay = USD_PER_RUN;
  return {
    ...ports,
    readQuery: createLlmQueryReader(llm, { ...LLM_READING_SETTINGS, usdPerDay, budgetMs: PATIENCE_MS }),
    rerank: createLlmReranker(llm, { ...LLM_RERANK_SETTINGS, usdPerDay }),
    settings: { ...ports.settings, rerankBudgetMs: PATIENCE_MS, deadlineMs: PATIENCE_MS },
  };
}

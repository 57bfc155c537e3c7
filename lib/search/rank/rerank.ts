import type { SearchMeta } from "../../domain/search-request.ts";
import { settle } from "../legs/deadline.ts";
import type { RerankInput, SearchPorts } from "../ports.ts";

export interface Reranked {
  /** By creator id, 0..1. A creator without a score keeps that of the legs. */
  readonly scores: ReadonlyMap<string, number>;
  /** Set if the request asks for a model and none is set up. */
  readonly notes: SearchMeta["degraded"];
  /** Set if there is a model and it did not answer. */
  readonly failures: SearchMeta["degraded"];
}

/** Reranks if the caller asks for it and a model answers in time. Otherwise the order of the legs stays. */
export async function rerank(ports: SearchPorts, input: Omit<RerankInput, "budgetMs">): Promise<Reranked> {
  const none = { scores: new Map(), notes: [], failures: [] };
  if (input.question.request.rerank !== "llm") return none;
  const { rerank: byModel } = ports;
  if (!byModel) {
    const reason = "no language model is set up: ranked without a second look";
    return { ...none, notes: [{ part: "rerank", reason }] };
  }
  const budgetMs = ports.settings.rerankBudgetMs;
  const signal = AbortSignal.timeout(budgetMs);
  const { value, failures } = await settle("rerank", signal, () => byModel({ ...input, budgetMs }));
  return { ...none, scores: value ?? none.scores, failures };
}

import { featureScorer } from "../domain/ranking/features.ts";
import type { SearchMeta } from "../domain/search-request.ts";
import { settle } from "./deadline.ts";
import type { RerankInput, SearchPorts } from "./ports.ts";

/** The second look without a model: what the profiles themselves say, deterministic. */
function rerankByFeatures({
  question,
  candidates,
  rarity,
}: Omit<RerankInput, "budgetMs">): Map<string, number> {
  const asked = {
    terms: question.terms,
    categories: question.categories,
    languages: question.filters.languages ?? [],
  };
  const scoreOf = featureScorer(asked, rarity);
  const scores = new Map<string, number>();
  for (const candidate of candidates) {
    const score = scoreOf(candidate);
    if (score !== null) scores.set(candidate.creator.id, score);
  }
  return scores;
}

export interface Reranked {
  readonly scores: ReadonlyMap<string, number>;
  /** Said when a model was asked for and there is none. */
  readonly notes: SearchMeta["degraded"];
  /** Said when there is one and it did not answer. */
  readonly failures: SearchMeta["degraded"];
}

/** `off`: no second look. `auto`: by features. `llm`: by the model where there is one that answers in time. */
export async function rerank(ports: SearchPorts, input: Omit<RerankInput, "budgetMs">): Promise<Reranked> {
  const { rerank: asked } = input.question.request;
  if (asked === "off") return { scores: new Map(), notes: [], failures: [] };
  if (asked === "auto") return { scores: rerankByFeatures(input), notes: [], failures: [] };
  const { rerank: byModel } = ports;
  if (!byModel) {
    const reason = "no language model is set up: ranked by features";
    return { scores: rerankByFeatures(input), notes: [{ part: "rerank", reason }], failures: [] };
  }
  const budgetMs = ports.settings.rerankBudgetMs;
  const signal = AbortSignal.timeout(budgetMs);
  const { value, failures } = await settle("rerank", signal, () => byModel({ ...input, budgetMs }));
  return { scores: value ?? rerankByFeatures(input), notes: [], failures };
}

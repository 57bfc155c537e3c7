import type { ScoreParts } from "../search-request.ts";
import type { Candidate } from "./fusion.ts";
import { type Priors, priorBonus } from "./priors.ts";
import { EXACT_NAME_FLOOR, PRIOR_WEIGHTS, RERANK_WEIGHT } from "./weights.ts";

const PRIORS_TOGETHER = PRIOR_WEIGHTS.quality + PRIOR_WEIGHTS.freshness + PRIOR_WEIGHTS.size;

/**
 * One score in 0..1 from all parts. Only accounts whose name was asked for score above `EXACT_NAME_FLOOR`. The scores
 * of others are scaled to the range below, so that a page is sorted by its scores.
 */
export function scoreParts(
  candidate: Pick<Candidate, "keyword" | "vector" | "fused">,
  exactName: number,
  priors: Priors,
  rerank: number | null,
): ScoreParts {
  const matched =
    rerank === null ? candidate.fused : (1 - RERANK_WEIGHT) * candidate.fused + RERANK_WEIGHT * rerank;
  const judged = (1 - PRIORS_TOGETHER) * matched + priorBonus(priors);
  const final =
    exactName > 0
      ? EXACT_NAME_FLOOR + (1 - EXACT_NAME_FLOOR) * (0.8 * exactName + 0.2 * judged)
      : EXACT_NAME_FLOOR * judged;
  const { keyword, vector, fused } = candidate;
  return { keyword, vector, fused, exact_name: exactName, ...priors, rerank, final };
}

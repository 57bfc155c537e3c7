import type { RenderedPage } from "../../cache/page.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import { reasonsOf } from "../../domain/ranking/reasons.ts";
import type { ScoreParts } from "../../domain/search-request.ts";
import { isBrowsed, type Question } from "../question/question.ts";
import type { RankedCreator } from "../rank/rank.ts";
import { filterReasons, orderReason } from "./filter-reasons.ts";

type Item = RenderedPage["items"][number];

/** An item of the API's answer, with the reasons for its rank. */
export function presentItem(
  { creator, parts, matches }: RankedCreator,
  question: Question,
  nearestWords: readonly string[],
): Item {
  const { filters, request, today } = question;
  const reasons = [
    ...reasonsOf({ creator, matches, parts, text: question.meaning, nearestWords }),
    ...(isBrowsed(question) ? orderReason(creator, request.sort, filters, today) : []),
    ...filterReasons(creator, filters, today),
  ];
  const item = presentFields(creator, parts.final, reasons);
  return question.request.explain ? { ...item, explain: roundedParts(parts) } : item;
}

/** The fields of a creator that every list shows. */
export function presentFields(
  creator: SearchedCreator,
  score: number,
  reasons: string[],
): Omit<Item, "explain"> {
  return {
    id: creator.id,
    handle: `@${creator.handle}`,
    relevance_score: rounded(score),
    why_ranked: reasons,
    display_name: creator.display_name,
    platform: creator.platform,
    followers: creator.followers,
    engagement_rate: creator.engagement_rate,
    country: creator.country,
    languages: creator.languages,
    categories: creator.categories,
    url: creator.url,
    verified: creator.verified,
    identity_id: creator.identity_id,
    fetched_at: creator.fetched_at,
  };
}

const rounded = (score: number): number => Math.round(score * 10_000) / 10_000;

/** Four decimals: for explanations and for kept lists of ranked ids. */
export function roundedParts(parts: ScoreParts): ScoreParts {
  return {
    keyword: parts.keyword === null ? null : rounded(parts.keyword),
    vector: parts.vector === null ? null : rounded(parts.vector),
    fused: rounded(parts.fused),
    exact_name: parts.exact_name,
    quality: rounded(parts.quality),
    freshness: rounded(parts.freshness),
    size: rounded(parts.size),
    rerank: parts.rerank === null ? null : rounded(parts.rerank),
    final: rounded(parts.final),
  };
}

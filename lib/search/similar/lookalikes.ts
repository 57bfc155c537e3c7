import { catalogueTenants } from "../../cache/cache-keys.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import { idsOf } from "../../domain/ids.ts";
import { inRange } from "../../domain/ranking/fusion.ts";
import { similarity } from "../../domain/ranking/similarity.ts";
import { cosineRange, DISLIKE_WEIGHT } from "../../domain/ranking/weights.ts";
import type { Filters } from "../../domain/search-request.ts";
import { liveCreators } from "../creators/live-creators.ts";
import { inTime } from "../legs/deadline.ts";
import { nearestVectors } from "../legs/nearest-vectors.ts";
import type { SearchPorts } from "../ports.ts";
import { conditionsOf, namespacesOf } from "../question/conditions.ts";
import { type Taste, vectorOf } from "./taste-vector.ts";

export type SimilarPorts = Pick<
  SearchPorts,
  | "documents"
  | "vectors"
  | "embedder"
  | "clock"
  | "keyring"
  | "memory"
  | "settings"
  | "statements"
  | "acts"
  | "signals"
>;

export interface Lookalike {
  readonly other: SearchedCreator;
  /** The liked creator that `other` resembles most. */
  readonly nearest: SearchedCreator;
  readonly score: number;
  readonly meaning: number;
}

/** The creators nearest to the taste that meet the filters, best first. Never one that it names. */
export async function lookalikes(
  ports: SimilarPorts,
  taste: Taste,
  filters: Filters,
  today: number,
): Promise<Lookalike[]> {
  const tenants = catalogueTenants(ports.documents.scope);
  const conditions = conditionsOf(filters, today);
  const signal = AbortSignal.timeout(ports.settings.deadlineMs);
  const hits = await inTime("vectors", signal, async () => {
    const vector = await vectorOf(ports, taste, signal);
    return nearestVectors(
      ports,
      {
        namespaces: namespacesOf(tenants, filters),
        vector,
        conditions,
        topK: ports.settings.candidatesPerLeg,
      },
      signal,
    );
  });
  const judged = {
    conditions,
    required: filters.keywords ?? [],
    excluded: filters.exclude_keywords ?? [],
  };
  const live = await liveCreators(ports, idsOf(hits), judged, new Set());
  const range = cosineRange(ports.embedder.model);
  return hits
    .flatMap(({ id, score: cosine }) => {
      const other = live.get(id);
      if (!other || [...taste.likes, ...taste.dislikes].some((one) => isSameCreator(one, other))) return [];
      const meaning = inRange(cosine, range);
      return [{ other, meaning, ...likeness(taste, other, meaning) }];
    })
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1));
}

/** The mean likeness to the liked creators, minus a share of its likeness to the disliked ones in traits. */
function likeness(
  { likes, dislikes }: Taste,
  other: SearchedCreator,
  meaning: number,
): Pick<Lookalike, "nearest" | "score"> {
  const liked = likes
    .map((creator) => ({ creator, score: similarity(creator, other, meaning) }))
    .sort((a, b) => b.score - a.score);
  const disliked = mean(dislikes.map((creator) => similarity(creator, other, 0)));
  const score = mean(liked.map((one) => one.score)) - DISLIKE_WEIGHT * disliked;
  return { nearest: liked[0]?.creator ?? other, score: Math.max(0, score) };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const isSameCreator = (a: SearchedCreator, b: SearchedCreator): boolean =>
  a.id === b.id ||
  (a.identity_id !== null && a.identity_id === b.identity_id) ||
  // The shared catalogue may have a record of the same account.
  (a.platform === b.platform && a.platform_user_id === b.platform_user_id);

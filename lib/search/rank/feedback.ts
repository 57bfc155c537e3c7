import { feedbackHits, nearestAmong, towardsHits } from "../../domain/ranking/feedback.ts";
import { cosineRange } from "../../domain/ranking/weights.ts";
import type { VectorHit } from "../../ports/vector-index.ts";
import type { Around } from "../legs/legs.ts";
import type { SearchPorts } from "../ports.ts";
import type { SureHit } from "./certainty.ts";

/**
 * Moves the query's vector towards its best hits and ranks its nearest profiles again. The index is not asked again.
 * Null if nothing near was found.
 */
export function hitsOfMoved(
  { embedder, settings }: Pick<SearchPorts, "embedder" | "settings">,
  first: readonly SureHit[],
  { asked, nearest }: Around,
): readonly VectorHit[] | null {
  const towards = feedbackHits(first, cosineRange(embedder.model));
  if (towards.length === 0) return null;
  return nearestAmong(nearest, towardsHits(asked, towards), settings.candidatesPerLeg);
}

import { feedbackHits, nearestAmong, towardsHits } from "../domain/ranking/feedback.ts";
import { cosineRange } from "../domain/ranking/weights.ts";
import type { VectorHit } from "../ports/vector-index.ts";
import type { SureHit } from "./certainty.ts";
import type { Around } from "./legs.ts";
import type { SearchPorts } from "./ports.ts";

/**
 * The hits of a question moved nearer to what it found, among its own nearest: the index is not asked again. Null where
 * nothing near was found.
 */
export function hitsOfMoved(
  { embedder, settings }: Pick<SearchPorts, "embedder" | "settings">,
  first: readonly SureHit[],
  { asked, nearest }: Around,
): readonly VectorHit[] | null {
  const towards = feedbackHits(first, cosineRange(embedder.model));
  if (towards.length === 0) return null;
  return nearestAmong(nearest, towardsHits(asked, towards)).slice(0, settings.candidatesPerLeg);
}

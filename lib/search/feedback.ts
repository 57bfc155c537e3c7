import { feedbackHits, towardsHits } from "../domain/ranking/feedback.ts";
import { cosineRange } from "../domain/ranking/weights.ts";
import type { VectorHit } from "../ports/vector-index.ts";
import type { SureHit } from "./certainty.ts";
import { type Settled, settle } from "./deadline.ts";
import { isNarrowed, nearestVectors } from "./nearest-vectors.ts";
import type { SearchPorts } from "./ports.ts";
import type { Question } from "./question.ts";

/**
 * Asks the vectors a second time, from nearer to what the first answer found. Null where that found nothing near,
 * and while the runbook spares the index; null and labelled when the second answer fails or comes late. The first answer stands then.
 */
export const askNearer = (
  ports: SearchPorts,
  question: Question,
  first: readonly SureHit[],
  signal: AbortSignal,
): Promise<Settled<readonly VectorHit[] | null>> =>
  settle("feedback", signal, async () => {
    if (await isNarrowed(ports)) return null;
    const hits = feedbackHits(first, cosineRange(ports.embedder.model));
    const [asked] = await ports.embedder.embed([question.meaning], { signal });
    if (!asked || hits.length === 0) return null;
    const vector = towardsHits(asked, await withValues(ports, hits));
    return nearestVectors(ports, { ...question, vector }, signal);
  });

/** In the hits' own order: sums of floats depend on it. */
async function withValues({ vectors }: SearchPorts, hits: readonly VectorHit[]) {
  const byNamespace = Map.groupBy(hits, ({ namespace }) => namespace);
  const fetched = await Promise.all(
    [...byNamespace].map(([namespace, there]) =>
      vectors.fetch(
        namespace,
        there.map(({ id }) => id),
      ),
    ),
  );
  const valuesOf = new Map(fetched.flat().map(({ id, values }) => [id, values]));
  return hits.flatMap(({ id, score }) => {
    const values = valuesOf.get(id);
    return values ? [{ score, values }] : [];
  });
}

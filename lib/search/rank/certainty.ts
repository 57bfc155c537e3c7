import { certaintyOf } from "../../domain/ranking/certainty.ts";
import { textCertainty } from "../../domain/ranking/weights.ts";
import type { VectorHit } from "../../ports/vector-index.ts";
import { type Records, readRecords } from "../legs/records.ts";
import type { SearchPorts } from "../ports.ts";

/** A hit. `certainty`: how far its cosine can be trusted; absent if the cosine counts as it is. */
export type SureHit = VectorHit & { readonly certainty?: number };

/**
 * Adds to each hit how much its profile says. Returns the known records too, with those that were read for it. Nothing
 * is read if the model's cosines count as they are. `judged`: hits whose certainty is known already.
 */
export async function withCertainty<H extends readonly VectorHit[] | null>(
  ports: Pick<SearchPorts, "documents" | "embedder">,
  hits: H,
  known: Records,
  judged: readonly SureHit[] = [],
): Promise<{ readonly hits: readonly SureHit[] | H; readonly records: Records }> {
  const certainty = textCertainty(ports.embedder.model);
  if (certainty === null || hits === null) return { hits, records: known };
  const unread = hits.filter(({ id }) => !known.has(id));
  const records = unread.length === 0 ? known : new Map([...known, ...(await readRecords(ports, unread))]);
  const certainties = new Map(judged.map((hit) => [hit.id, hit.certainty]));
  const sure = hits.map((hit) => {
    const creator = records.get(hit.id);
    return creator === undefined || creator.erased
      ? hit
      : { ...hit, certainty: certainties.get(hit.id) ?? certaintyOf(creator, certainty) };
  });
  return { hits: sure, records };
}

import { type Condition, meetsAll } from "../lib/domain/condition.ts";
import type { VectorIndex, VectorRecord } from "../lib/ports/vector-index.ts";

/** Recall is measured in the first ten. */
export const TOP = 10;
const PAGE = 1_000;

/** All vectors of the namespaces, as the index returns them. */
export async function everyVector(
  vectors: VectorIndex,
  namespaces: readonly string[],
): Promise<VectorRecord[]> {
  const known: VectorRecord[] = [];
  for (const namespace of namespaces) {
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await vectors.list(namespace, { limit: PAGE, ...(cursor !== "" && { cursor }) });
      known.push(...(await vectors.fetch(namespace, page.ids)));
      cursor = page.cursor;
    }
  }
  return known;
}

export interface Exact {
  /** Number of vectors that pass the filter. */
  readonly matching: number;
  /** Ids of creators that are as near as the tenth nearest or nearer. Any ten of them are right. */
  readonly right: ReadonlySet<string>;
}

/** Profiles with the same words have the same vector, so every creator as near as the tenth is right. */
const TIE = 1e-5;

/** The exact result: compares with every vector. */
export function exactNearest(
  known: readonly VectorRecord[],
  vector: Float32Array,
  where: readonly Condition[],
): Exact {
  const ids: string[] = [];
  const scores = new Float64Array(known.length);
  for (const { id, values, metadata } of known) {
    if (where.length > 0 && !meetsAll(metadata, where)) continue;
    let score = 0;
    for (let at = 0; at < vector.length; at += 1) score += (vector[at] ?? 0) * (values[at] ?? 0);
    scores[ids.length] = score;
    ids.push(id);
  }
  const least = (scores.slice(0, ids.length).sort().at(-Math.min(TOP, ids.length)) ?? 0) - TIE;
  const right = new Set(ids.filter((_, nth) => (scores[nth] ?? 0) >= least));
  return { matching: ids.length, right };
}

/** Share of the ten nearest that were found, or of all that pass if they are fewer than ten. */
export function recallOf(hits: readonly { readonly id: string }[], { matching, right }: Exact): number {
  const wanted = Math.min(TOP, matching);
  if (wanted === 0) return 1;
  return Math.min(hits.filter(({ id }) => right.has(id)).length, wanted) / wanted;
}

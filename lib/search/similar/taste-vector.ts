import type { Creator } from "../../domain/creator.ts";
import { unit } from "../../domain/dot.ts";
import { embeddingText } from "../../domain/profile/embedding-text.ts";
import { DISLIKE_WEIGHT } from "../../domain/ranking/weights.ts";
import { storedVectors } from "../legs/stored-vectors.ts";
import type { SearchPorts } from "../ports.ts";

/** What the caller likes and dislikes. */
export interface Taste {
  /** At least one. */
  readonly likes: readonly Creator[];
  readonly dislikes: readonly Creator[];
}

/**
 * Moves from the centre of the liked creators away from the centre of the disliked ones (Rocchio's relevance
 * feedback). Unit length.
 */
export async function vectorOf(
  ports: Pick<SearchPorts, "vectors" | "embedder">,
  { likes, dislikes }: Taste,
  signal: AbortSignal,
): Promise<Float32Array> {
  const [liked, disliked] = await Promise.all(
    [likes, dislikes].map(async (creators) =>
      middleOf(await vectorsOf(ports, creators, signal), ports.embedder.dimensions),
    ),
  );
  const vector = (liked ?? new Float32Array(0)).map(
    (value, at) => value - DISLIKE_WEIGHT * (disliked?.[at] ?? 0),
  );
  return likes.length + dislikes.length === 1 ? vector : unit(vector);
}

/**
 * The creators' own vectors. Creators that are not indexed yet are embedded now, as drafts if the embedder has any.
 */
async function vectorsOf(
  ports: Pick<SearchPorts, "vectors" | "embedder">,
  creators: readonly Creator[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const stored = await storedVectors(ports, creators);
  const known = new Map<string, Float32Array>(stored.map(({ id, values }) => [id, values]));
  const missing = creators.filter(({ id }) => !known.has(id));
  const embedded =
    missing.length === 0
      ? []
      : await ports.embedder.embed(missing.map(embeddingText), { signal, as: "draft" });
  return [...known.values(), ...embedded];
}

function middleOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const middle = new Float32Array(dimensions);
  for (const vector of vectors)
    for (const [at, value] of vector.entries()) middle[at] = (middle[at] ?? 0) + value / vectors.length;
  return middle;
}

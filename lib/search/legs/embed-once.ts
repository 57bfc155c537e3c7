import type { Embedder } from "../../ports/embedder.ts";

/** For one search. A query that is asked again with fewer filters is embedded only once. A failure is not kept. */
export function embedOnce(embedder: Embedder): Embedder {
  const known = new Map<string, Promise<Float32Array[]>>();
  return {
    ...embedder,
    embed(texts, options) {
      const key = JSON.stringify([options?.as, texts]);
      const running = known.get(key);
      if (running) return running;
      const vectors = embedder.embed(texts, options);
      known.set(key, vectors);
      vectors.catch(() => known.delete(key));
      return vectors;
    },
  };
}

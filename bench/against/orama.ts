import { create, insertMultiple, search } from "@orama/orama";
import type { PeerQuery } from "./engine.ts";
import { readDataset, serveEngine, timedIds } from "./serve-engine.ts";

/**
 * Orama in memory: https://docs.orama.com/docs/orama-js/search/hybrid-search. It stores nothing on disk by itself.
 */
let database: ReturnType<typeof open>;

const open = (dimensions: number) =>
  create({
    schema: {
      id: "string",
      text: "string",
      followers: "number",
      categories: "enum[]",
      vector: `vector[${dimensions}]`,
    },
  });

await serveEngine({
  async build(dataset) {
    const started = performance.now();
    database = open(dataset.dimensions);
    for await (const batch of readDataset(dataset)) {
      await insertMultiple(
        database,
        batch.map(({ followers, vector, ...row }) => ({
          ...row,
          categories: [...row.categories],
          vector: Array.from(vector),
          ...(followers !== null && { followers }),
        })),
      );
    }
    return { seconds: (performance.now() - started) / 1_000, from: "vectors", diskMb: 0 };
  },
  hybrid: (query) => timedIds(() => ask({ mode: "hybrid", term: query.text, ...shared(query) })),
  nearest: (query) => timedIds(() => ask({ mode: "vector", ...shared(query) })),
});

async function ask(parameters: object): Promise<{ id: string }[]> {
  const { hits } = await search(database, parameters as Parameters<typeof search<typeof database>>[1]);
  return hits.map(({ id }) => ({ id: String(id) }));
}

function shared({ vector, filters: { followers, categories }, limit }: PeerQuery) {
  const where = {
    ...(followers && {
      followers: { between: [followers.min ?? 0, followers.max ?? Number.MAX_SAFE_INTEGER] },
    }),
    ...(categories && { categories: { containsAny: categories } }),
  };
  return {
    vector: { value: Array.from(vector), property: "vector" },
    // Returns every neighbour, near or not, as the other engines do.
    similarity: 0,
    includeVectors: false,
    limit,
    ...(Object.keys(where).length > 0 && { where }),
  };
}

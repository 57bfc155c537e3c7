import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { conditionsOf, metadataConditions, namespacesOf } from "../../lib/search/question/conditions.ts";
import { openBenchSystem } from "../open-bench-system.ts";
import { searcherOf } from "../searcher.ts";
import { serveEngine, timedIds } from "./serve-engine.ts";

/** Our system over the folder that was filled before. `hybrid` is a whole search, with records and reasons. */
const system = await openBenchSystem(process.argv[2] ?? "");
const { vectors } = system.composition.services;
const search = searcherOf(system);

await serveEngine(
  {
    build: async () => ({ seconds: 0, from: "profiles", diskMb: 0 }),
    async hybrid({ text, filters, limit }) {
      const { ms, answer } = await search({ query: text, filters, limit });
      if (answer.meta.cache !== "miss") throw new Error("A cache answered.");
      return { ms, ids: answer.data.map(({ id }) => id) };
    },
    nearest: ({ vector, filters, limit }) =>
      timedIds(() =>
        vectors.query({
          namespaces: namespacesOf([LOCAL_TENANT], {}),
          vector: Float32Array.from(vector),
          topK: limit,
          where: metadataConditions(conditionsOf(filters, 0)),
        }),
      ),
  },
  () => system.close(),
);

import { delimiter, join } from "node:path";
import { z } from "zod";
import { startLines } from "../../../bench/against/engine.ts";
import type { MongoConnection, StoredCollection } from "../../../lib/adapters/cloud/mongo-connection.ts";
import { SEARCH_INDEX_DEFINITION } from "../../../lib/adapters/cloud/mongo-search-index.ts";
import { tenantIdSchema } from "../../../lib/domain/ids.ts";
import type { Documents } from "../../../lib/ports/documents.ts";
import { installedPath } from "../../doubles/installed-server.ts";
import {
  browsePipeline,
  type Compound,
  facetPipeline,
  isBrowse,
  searchPipeline,
} from "../../doubles/mongo/atlas-search-grammar.ts";

/** Null where `.ci/install-lucene.sh` did not run. */
export const lucenePath = (): string | null => installedPath("lucene");

const hitsSchema = z.object({ hits: z.array(z.object({ _id: z.string(), score: z.number() })) });
const tokensSchema = z.object({ tokens: z.array(z.array(z.string())) });
const bucketsSchema = z.object({ buckets: z.array(z.object({ _id: z.string(), count: z.number() })) });

/** More than any suite stores. */
const HITS_MAX = 100_000;

/** The figure that comes first in an order; none: the score. */
function byOf(sort: Readonly<Record<string, unknown>>): { readonly by?: string } {
  const [by = "score"] = Object.keys(sort);
  return by === "score" ? {} : { by };
}

/** A process that answers by Lucene and by the index definition that a migration sends to Atlas. */
export function startLucene(path: string) {
  const java = join(path, "java", "bin", "java");
  const classes = [join(path, "*"), join(path, "classes")].join(delimiter);
  const lines = startLines("lucene", java, ["-Xmx512m", "-cp", classes, "Judge"]);
  // It answers the definition by nothing: what is wrong with it ends the process, and with it the first question.
  lines.tell(JSON.stringify(SEARCH_INDEX_DEFINITION));
  const ask = async <T>(schema: z.ZodType<T>, request: object): Promise<T> => {
    const answer: unknown = JSON.parse(await lines.ask(JSON.stringify(request)));
    const failed = z.object({ error: z.string() }).safeParse(answer);
    if (failed.success) throw new Error(`Lucene: ${failed.data.error}`);
    return schema.parse(answer);
  };
  return {
    ask,
    /** What an analyzer of the definition makes of each text. */
    tokens: async (analyzer: string, texts: readonly string[]): Promise<string[][]> =>
      (await ask(tokensSchema, { analyzer, analyse: texts })).tokens,
    close: lines.close,
  };
}

/**
 * A connection whose `creators` answer `$search` and `$searchMeta` as Lucene does, and the documents that it follows: what
 * is written through them is in the index before the next question.
 */
export function luceneSearch(
  path: string,
  stored: Documents,
): { readonly connection: MongoConnection; readonly documents: Documents } {
  const { ask, close } = startLucene(path);
  /** Tenants whose documents the index has as they are. */
  const current = new Set<string>();
  const documents = new Proxy(stored, {
    get(target, name, receiver) {
      if (name === "upsertMany" || name === "update" || name === "delete") current.clear();
      return Reflect.get(target, name, receiver);
    },
  });
  const indexed = new Map<string, string>();

  /** Writes what of the asked tenants differs from what the index has. */
  async function follow({ filter = [] }: Compound): Promise<void> {
    const named = filter.flatMap((one): readonly unknown[] =>
      "in" in one && one.in.path === "tenant_id" ? one.in.value : [],
    );
    const tenants = named.map((name) => tenantIdSchema.parse(name)).filter((tenant) => !current.has(tenant));
    if (tenants.length === 0) return;
    for (const tenant of tenants) current.add(tenant);
    const there = new Map<string, string>();
    for await (const page of stored.scan("creators", tenants, "")) {
      for (const { id, ...record } of page) there.set(id, JSON.stringify({ _id: id, ...record }));
    }
    const write = [...there].filter(([id, text]) => indexed.get(id) !== text);
    const owners = new Set<string>(tenants);
    const remove = [...indexed].flatMap(([id, text]) =>
      owners.has(JSON.parse(text).tenant_id) && !there.has(id) ? [id] : [],
    );
    for (const [id, text] of write) indexed.set(id, text);
    for (const id of remove) indexed.delete(id);
    if (write.length + remove.length === 0) return;
    await ask(z.object({}), { write: write.map(([, text]) => JSON.parse(text)), remove });
  }

  const aggregate = (stages: unknown[]) => ({
    async toArray(): Promise<unknown[]> {
      if (Object.hasOwn(stages[0] ?? {}, "$searchMeta")) {
        const [{ $searchMeta }] = facetPipeline.parse(stages);
        const { operator, facets } = $searchMeta.facet;
        await follow(operator.compound);
        const facet: Record<string, z.infer<typeof bucketsSchema>> = {};
        for (const [name, { path: field }] of Object.entries(facets))
          facet[name] = await ask(bucketsSchema, { facet: field, compound: operator.compound });
        return [{ count: {}, facet }];
      }
      if (isBrowse(stages)) return browsed(browsePipeline.parse(stages));
      const [{ $search }, { $limit }] = searchPipeline.parse(stages);
      await follow($search.compound);
      const { compound, sort } = $search;
      const hits = await ask(hitsSchema, { compound, limit: $limit, ...byOf(sort) });
      return hits.hits;
    },
  });
  /** Lucene's order; pages and their tokens are Atlas' own, and made here. */
  async function browsed([{ $search }, { $limit }]: z.infer<typeof browsePipeline>): Promise<unknown[]> {
    const { compound, sort, count, searchAfter } = $search;
    await follow(compound);
    const { hits } = await ask(hitsSchema, { compound, limit: HITS_MAX, ...byOf(sort) });
    const from = hits.findIndex(({ _id }) => _id === searchAfter) + 1;
    const meta = { count: { lowerBound: Math.min(hits.length, count.threshold + 1) } };
    return hits.slice(from, from + $limit).map(({ _id }) => ({ _id, place: _id, meta }));
  }
  const listSearchIndexes = (name: string) => ({
    toArray: async () => [
      { name, status: "READY", queryable: true, latestDefinition: SEARCH_INDEX_DEFINITION },
    ],
  });
  const connection: MongoConnection = {
    database: "lucene",
    run: () => Promise.reject(new Error("Lucene has no client.")),
    within: async (_, work) => work({ aggregate, listSearchIndexes } as unknown as StoredCollection),
    close,
  };
  return { connection, documents };
}

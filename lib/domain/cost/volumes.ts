import { z } from "zod";

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

/** The volumes of a month, and the choices that decide a bill. The first two are the requester's own figures. */
export const volumesSchema = z.strictObject({
  creators: count.max(10_000_000_000).default(250_000_000),
  /** Profiles fetched in a month. */
  updates: count.max(100_000_000_000).default(10_000_000),
  queries: count.max(100_000_000_000).default(1_000_000),
  dimensions: z.number().int().min(64).max(3_072).default(512),
  /** Share of searches that are answered from a cache. */
  cacheHitRate: share.default(0.4),
  /** Share of the other searches that a language model reranks. */
  rerankShare: share.default(0.1),
  /** Share of searches that name one platform; the others search all. */
  onePlatformShare: share.default(0.5),
  /** Share of updates with a changed text. The others change only filters and are not embedded. */
  changedTextShare: share.default(0.5),
  namespaces: z.enum(["by-platform", "one"]).default("by-platform"),
  reads: z.enum(["on-demand", "dedicated"]).default("on-demand"),
  drops: z.enum(["bulk", "per-profile"]).default("bulk"),
  embeddings: z.enum(["direct", "batch"]).default("direct"),
  /** Number of regions that answer searches. `queries` is the total over all of them. */
  regions: z.number().int().min(1).max(2).default(1),
  /** US dollars an hour for a dedicated read node. Pinecone gives this price on request. */
  nodeHour: z.number().positive().nullable().default(null),
  /** US dollars an hour for an Atlas Search node; the price depends on its tier. */
  searchNodeHour: z.number().positive().nullable().default(null),
});
export type Volumes = z.infer<typeof volumesSchema>;

/** The size or duration of single things. These are our assumptions; each can be measured once the system runs. */
export const SIZES = {
  /** Id and metadata of a vector, in bytes. */
  vectorExtras: 528,
  /** Bytes of a creator's document, and of its indexes. */
  document: 3_000,
  documentIndexes: 900,
  /** Bytes of a raw object, compressed. */
  rawObject: 4_000,
  /** Envelopes in a bulk object. */
  bulkLines: 1_000,
  tokensPerProfile: 200,
  /** Fifty candidates of 120 tokens, and the instructions (facts: OpenAI, cost sense). */
  rerankTokensIn: 6_500,
  rerankTokensOut: 700,
  redisCommandsPerSearch: 5,
  /** GB of memory times seconds. */
  ingestGbSeconds: 0.03,
  embedGbSeconds: 0.003,
  searchGbSeconds: 0.5,
  authoriseGbSeconds: 0.01,
  logBytesPerRequest: 1_000,
  /** Worker-seconds to fetch and write a profile. */
  crawlSeconds: 1,
} as const;

export const HOURS_A_MONTH = 730;
export const GB = 1e9;
/** Gigabytes of all vectors with their ids and metadata. */
export const vectorGb = ({ creators, dimensions }: Volumes): number =>
  (creators * (4 * dimensions + SIZES.vectorExtras)) / GB;

/** Searches that reach the index. */
export const indexedQueries = ({ queries, cacheHitRate }: Volumes): number => queries * (1 - cacheHitRate);

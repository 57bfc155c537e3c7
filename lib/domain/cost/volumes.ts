import { z } from "zod";

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

/** What a month holds, and the choices that a bill follows from. The first two are the requester's own figures. */
export const volumesSchema = z.strictObject({
  creators: count.max(10_000_000_000).default(250_000_000),
  /** Profiles taken in a month. */
  updates: count.max(100_000_000_000).default(10_000_000),
  queries: count.max(100_000_000_000).default(1_000_000),
  dimensions: z.number().int().min(64).max(3_072).default(512),
  /** Share of searches that a cache answers. */
  cacheHitRate: share.default(0.4),
  /** Share of the other searches that a language model reranks. */
  rerankShare: share.default(0.1),
  /** Share of searches that name one platform; the others read all. */
  onePlatformShare: share.default(0.5),
  /** Share of updates whose text changed; the others change filters alone and are not embedded. */
  changedTextShare: share.default(0.5),
  namespaces: z.enum(["by-platform", "one"]).default("by-platform"),
  reads: z.enum(["on-demand", "dedicated"]).default("on-demand"),
  drops: z.enum(["bulk", "per-profile"]).default("bulk"),
  embeddings: z.enum(["direct", "batch"]).default("direct"),
  /** That answer searches; the queries are those of all together. */
  regions: z.number().int().min(1).max(2).default(1),
  /** US dollars an hour of a dedicated read node: Pinecone names it on request. */
  nodeHour: z.number().positive().nullable().default(null),
  /** US dollars an hour of an Atlas Search node; the price depends on its tier. */
  searchNodeHour: z.number().positive().nullable().default(null),
});
export type Volumes = z.infer<typeof volumesSchema>;

/** What one thing weighs or takes. Assumptions of ours: each can be measured once the system runs. */
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
/** Gigabytes of all vectors with what stands beside them. */
export const vectorGb = ({ creators, dimensions }: Volumes): number =>
  (creators * (4 * dimensions + SIZES.vectorExtras)) / GB;

/** Searches that reach the index. */
export const indexedQueries = ({ queries, cacheHitRate }: Volumes): number => queries * (1 - cacheHitRate);

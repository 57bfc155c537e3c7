import { z } from "zod";

const ID_MAX = 512;
const METADATA_MAX_BYTES = 40 * 2 ** 10;

const metadata = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .refine((held) => Buffer.byteLength(JSON.stringify(held)) <= METADATA_MAX_BYTES);

const id = z.string().min(1).max(ID_MAX);
const namespace = z.string().min(1);
const vector = (dimensions: number) => z.array(z.number()).length(dimensions);

/** Bodies within the limits of docs.pinecone.io, "Database limits". Strict, so that a wrong field is seen. */
export const requestSchemas = (dimensions: number) => ({
  upsert: z.strictObject({
    namespace,
    vectors: z
      .array(z.strictObject({ id, values: vector(dimensions), metadata: metadata.optional() }))
      .min(1)
      .max(1_000),
  }),
  query: z.strictObject({
    namespace,
    topK: z.number().int().min(1).max(10_000),
    vector: vector(dimensions),
    filter: z.unknown().optional(),
    includeValues: z.boolean().optional(),
    includeMetadata: z.boolean().optional(),
  }),
  /** Exactly one way to say what to delete; the adapter uses ids alone. */
  delete: z.strictObject({ namespace, ids: z.array(id).min(1).max(1_000) }),
  fetch: z.strictObject({ namespace, ids: z.array(id).min(1).max(1_000) }),
  list: z.strictObject({
    namespace,
    prefix: z.string().default(""),
    limit: z.coerce.number().int().min(1).max(100).default(100),
    paginationToken: z.string().default(""),
  }),
});

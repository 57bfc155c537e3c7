import { z } from "zod";
import { count, instant } from "../record-fields.ts";

const file = { key: z.string(), bytes: count, sha256: z.string() };

/**
 * Raw objects, one a line: `{"key","body"}` with the body in base64, gzipped. It holds the keys from `first` to `last`.
 */
const rawPartSchema = z.strictObject({ ...file, rows: count, first: z.string(), last: z.string() });
export type RawPart = z.infer<typeof rawPartSchema>;

/** A copy of everything in a one-machine system except its vectors. */
export const stateManifestSchema = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  started_at: instant,
  finished_at: instant,
  rewritten_at: instant.nullable(),
  /** The versions of the keys that its digests were made with. The keys themselves are in no backup. */
  keys: z.strictObject({ current: z.number().int(), versions: z.array(z.number().int()) }),
  /** The database, gzipped. */
  database: z.strictObject(file),
  raw: z.array(rawPartSchema),
});
export type StateManifest = z.infer<typeof stateManifestSchema>;

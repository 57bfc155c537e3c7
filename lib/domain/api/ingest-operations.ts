import { z } from "zod";
import { count } from "../record-fields.ts";
import { rejectionSchema } from "../records.ts";
import { operationsOf } from "./operation.ts";

const operation = operationsOf("manage");

/** Up to 100 MB an object. */
export const DROP_MAX_BYTES = 100_000_000;

const ingestIdSchema = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{26}(?:\.(?:json|ndjson|jsonl))?(?:\.gz)?$/, "an id is as POST /ingests gave it")
  .describe("Id of a file, given with the address to send it to.");

export const createIngest = operation({
  id: "createIngest",
  route: "POST /ingests",
  role: "operator",
  summary: "Take in a file of profiles",
  description:
    "Gives an address to `PUT` the file to within a quarter of an hour, without a key; exactly this many bytes as were said. It holds an envelope a line, or as JSON values where its name ends in `.json`; either may be gzipped. Of the name only its ending is kept. `GET /ingests/{id}` tells how far it is.",
  input: z.strictObject({
    name: z
      .string()
      .min(1)
      .max(300)
      .describe("Only the ending counts: .json, .ndjson or .jsonl, then .gz if the file is gzipped."),
    bytes: z.number().int().min(1).max(DROP_MAX_BYTES).describe("Exact size of the file."),
  }),
  status: 201,
  answer: z.object({
    data: z.object({
      id: ingestIdSchema,
      upload: z.object({
        method: z.literal("PUT"),
        url: z.string().describe("On one machine it is relative to this API's own address."),
        expires_at: z.iso.datetime(),
      }),
    }),
  }),
  example: { name: "creators.ndjson", bytes: 1_024 },
});

export const ingestViewSchema = z.object({
  id: ingestIdSchema,
  state: z
    .enum(["waiting", "reading", "done"])
    .describe("`waiting`: the file has arrived, but reading has not begun."),
  read: count.describe(
    "Envelopes so far: each is stored, unchanged, suppressed or quarantined. For a large file the counts change every 2 s.",
  ),
  ...{ stored: count, unchanged: count, suppressed: count, quarantined_count: count },
  quarantined: z.array(rejectionSchema).describe("The first hundred, each with its line and the reason."),
});
export type IngestView = z.infer<typeof ingestViewSchema>;

export const getIngest = operation({
  id: "getIngest",
  route: "GET /ingests/{id}",
  role: "operator",
  summary: "How far a file is, and what of it was refused",
  description: "404 until the file has come. What is stored can be found some seconds after.",
  input: z.strictObject({ id: ingestIdSchema }),
  answer: z.object({ data: ingestViewSchema }),
  example: { id: "0123456789abcdefghjkmnpqrs.ndjson" },
});

import { z } from "zod";
import { provenanceSchema } from "../creator-provenance.ts";
import { creatorViewSchema } from "../creator-view.ts";

export const creatorAnswerSchema = z.object({ data: creatorViewSchema, provenance: provenanceSchema });

export const DICTIONARIES = ["platforms", "countries", "languages", "categories"] as const;

export const dictionaryAnswerSchema = z.object({
  data: z.array(z.object({ code: z.string(), name: z.string(), count: z.number().int().nonnegative() })),
});

/** The parts that answered. If any part does not answer, the answer is a 503 problem instead. */
export const healthAnswerSchema = z.object({ status: z.literal("ok"), parts: z.array(z.string()) });

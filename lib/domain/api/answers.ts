import { z } from "zod";
import { provenanceSchema } from "../creator-provenance.ts";
import { creatorViewSchema } from "../creator-view.ts";

export const creatorAnswerSchema = z.object({ data: creatorViewSchema, provenance: provenanceSchema });

export const DICTIONARIES = ["platforms", "countries", "languages", "categories"] as const;

export const dictionaryAnswerSchema = z.object({
  data: z.array(z.object({ code: z.string(), name: z.string(), count: z.number().int().nonnegative() })),
});

/** The parts that were asked and answered; a part that does not answer makes it a 503 problem. */
export const healthAnswerSchema = z.object({ status: z.literal("ok"), parts: z.array(z.string()) });

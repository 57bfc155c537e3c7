import { z } from "zod";

/** The input of a request for a page of records. */
export const pageInput = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
};

/** A page of records, and where the next one begins; null: it was the last page. */
export const pageOf = <T extends z.ZodType>(record: T) =>
  z.object({ data: z.array(record), next_cursor: z.string().nullable() });

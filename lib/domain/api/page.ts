import { z } from "zod";

/** The input of a request for a page of records. */
export const pageInput = {
  limit: z.number().int().min(1).max(200).default(50).describe("Maximum number of records on a page."),
  cursor: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .describe("`next_cursor` of the page before; absent: the first page."),
};

export const pageOf = <T extends z.ZodType>(record: T) =>
  z.object({
    data: z.array(record),
    next_cursor: z.string().nullable().describe("Where the next page begins; null: this was the last page."),
  });

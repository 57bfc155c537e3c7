import { z } from "zod";
import { creatorIdSchema } from "./ids.ts";
import { instant, owned } from "./record-fields.ts";

/**
 * Shortlists: a tenant's own selection of creators. They hold ids and the tenant's remarks, never a copy of a profile.
 */

export const listIdSchema = z
  .string()
  .regex(/^li_[0-9a-z]{1,40}$/, "a list id is li_ and letters and digits")
  .describe("Id of a shortlist, given when it was made.");
export type ListId = z.infer<typeof listIdSchema>;

const LIST_STATUSES = ["considered", "contacted", "agreed", "declined"] as const;

/** The pattern says in JSON Schema, too, that a name must not be only blanks. */
export const listNameSchema = z
  .string()
  .max(200)
  .trim()
  .regex(/\S/, "it must hold more than blanks")
  .describe("Several lists may have the same name.");
export const noteSchema = z
  .string()
  .max(2_000)
  .trim()
  .describe("The tenant's own remarks. Deleted with the list, or with the creator they are about.");

export const shortlistSchema = z.object({
  ...owned,
  id: listIdSchema,
  name: listNameSchema,
  notes: noteSchema,
  created_at: instant,
  updated_at: instant,
});
export type Shortlist = z.infer<typeof shortlistSchema>;

/** A creator on a list; id = `<list>/<creator>`, so that adding twice is harmless. */
export const listEntrySchema = z.object({
  ...owned,
  id: z.string(),
  list_id: listIdSchema,
  creator_id: creatorIdSchema,
  note: noteSchema,
  status: z.enum(LIST_STATUSES).describe("The state of the tenant's contact with the creator."),
  position: z.number().describe("Entries are sorted by it, ascending. New ones come last."),
  added_at: instant,
});
export type ListEntry = z.infer<typeof listEntrySchema>;

export const listEntryId = (listId: ListId, creatorId: string): string => `${listId}/${creatorId}`;

import { z } from "zod";
import { creatorIdSchema } from "./ids.ts";
import { instant, owned } from "./record-fields.ts";
import { storedSearchSchema } from "./search-request.ts";

/**
 * Saved searches: a search that runs every day, and when it found which creators. They hold only ids, no copy of a
 * profile.
 */

export const savedSearchIdSchema = z
  .string()
  .regex(/^ss_[0-9a-z]{1,40}$/, "a saved search's id is ss_ and letters and digits")
  .describe("Id of a saved search, given when it was made.");
export type SavedSearchId = z.infer<typeof savedSearchIdSchema>;

/** Limited because each one runs every day. */
export const SAVED_SEARCHES_MAX = 100;
/** Number of creators that a run reads, from the start of the search's order. */
export const SAVED_SEARCH_DEPTH = 500;
/**
 * A creator that the search no longer finds is forgotten this long after it was found. If found again later, it is new
 * again.
 */
export const FOUND_DAYS = 30;

export const savedSearchSchema = z.object({
  ...owned,
  id: savedSearchIdSchema,
  name: z
    .string()
    .trim()
    .regex(/\S/, "it must hold more than blanks")
    .max(200)
    .describe("Several saved searches may have the same name."),
  search: storedSearchSchema.describe("What is searched for every day."),
  /** Whether its caller reads the common catalogue too. */
  subscribes_shared: z.boolean(),
  created_at: instant,
  updated_at: instant,
  ran_at: instant,
  last_new: z
    .number()
    .int()
    .nonnegative()
    .describe("How many creators the last run found for the first time."),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** A creator that a saved search found; id = `<saved search>/<creator>`. */
export const searchHitSchema = z.object({
  ...owned,
  id: z.string(),
  search_id: savedSearchIdSchema,
  creator_id: creatorIdSchema,
  found_at: instant,
  /** Whether it was found only after the search was saved. */
  is_new: z.boolean(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchHitId = (searchId: SavedSearchId, creatorId: string): string => `${searchId}/${creatorId}`;

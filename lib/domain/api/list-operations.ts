import { z } from "zod";
import { creatorViewSchema } from "../creator-view.ts";
import { creatorIdSchema } from "../ids.ts";
import { listEntrySchema, listIdSchema, listNameSchema, noteSchema, shortlistSchema } from "../shortlist.ts";
import { operationsOf } from "./operation.ts";
import { pageInput, pageOf } from "./page.ts";

const operation = operationsOf("manage");

const EXAMPLE_LIST = "li_0123456789abcdefghjkmnpqrs";
const EXAMPLE_CREATOR = "c_0123456789abcdefghjkmnpqrs";
/** Maximum number of creators that one request adds. */
const ADDED_MAX = 100;

export const listViewSchema = shortlistSchema.omit({ tenant_id: true, version: true });
const listAnswerSchema = z.object({ data: listViewSchema });

/** Larger than the time in milliseconds, which new entries get as their position. */
const POSITION_MAX = 1e15;

const entryFields = {
  note: noteSchema.optional(),
  status: listEntrySchema.shape.status.optional(),
  position: z
    .number()
    .min(-POSITION_MAX)
    .max(POSITION_MAX)
    .optional()
    .describe("Entries are sorted by it, ascending. Without it and `before` the place stays."),
  before: creatorIdSchema
    .nullable()
    .optional()
    .describe("The creator of the list before which it moves; null: to the list's end."),
};
export const entryViewSchema = listEntrySchema
  .pick({ note: true, status: true, position: true, added_at: true })
  .extend({ creator: creatorViewSchema });

export const listLists = operation({
  id: "listLists",
  route: "GET /lists",
  role: "viewer",
  summary: "Shortlists",
  description: "The tenant's lists, newest first.",
  input: z.strictObject(pageInput),
  answer: pageOf(listViewSchema),
  example: { limit: 50 },
});

export const createList = operation({
  id: "createList",
  route: "POST /lists",
  role: "analyst",
  summary: "A new shortlist",
  description: "Empty at first. Names need not differ.",
  input: z.strictObject({ name: listNameSchema, notes: noteSchema.default("") }),
  status: 201,
  answer: listAnswerSchema,
  example: { name: "Spring campaign", notes: "Vegan, Germany" },
});

export const getList = operation({
  id: "getList",
  route: "GET /lists/{id}",
  role: "viewer",
  summary: "One shortlist",
  description: "Its name and notes; the creators are at `/lists/{id}/creators`.",
  input: z.strictObject({ id: listIdSchema }),
  answer: listAnswerSchema,
  example: { id: EXAMPLE_LIST },
});

export const changeList = operation({
  id: "changeList",
  route: "PUT /lists/{id}",
  role: "analyst",
  summary: "Rename a shortlist, or change its notes",
  description: "What is left out stays as it is.",
  input: z.strictObject({ id: listIdSchema, name: listNameSchema.optional(), notes: noteSchema.optional() }),
  answer: listAnswerSchema,
  example: { id: EXAMPLE_LIST, name: "Summer campaign" },
});

export const deleteList = operation({
  id: "deleteList",
  route: "DELETE /lists/{id}",
  role: "analyst",
  summary: "Delete a shortlist",
  description: "With all its notes. The creators themselves stay in the catalogue.",
  input: z.strictObject({ id: listIdSchema }),
  answer: z.object({ data: z.object({ id: listIdSchema, removed: z.number().int() }) }),
  example: { id: EXAMPLE_LIST },
});

export const listCreators = operation({
  id: "listCreators",
  route: "GET /lists/{id}/creators",
  role: "viewer",
  summary: "The creators of a shortlist",
  description:
    "In the list's order, each as it is stored now. A creator that was erased is gone from the list; one that is not stored at the moment is left out until it is fetched again.",
  input: z.strictObject({ id: listIdSchema, ...pageInput }),
  answer: pageOf(entryViewSchema),
  isPage: true,
  example: { id: EXAMPLE_LIST, limit: 50 },
});

export const addToList = operation({
  id: "addToList",
  route: "POST /lists/{id}/creators",
  role: "analyst",
  summary: "Put creators on a shortlist",
  description:
    "Up to 100 at once, one result each, in order. A creator that is on it already keeps its note and place.",
  input: z.strictObject({
    id: listIdSchema,
    creators: z
      .array(z.strictObject({ id: creatorIdSchema, note: entryFields.note, status: entryFields.status }))
      .min(1)
      .max(ADDED_MAX)
      .describe("Creators to add, each with a note and a status if there are any."),
  }),
  answer: z.object({ data: z.array(z.object({ outcome: z.enum(["added", "known", "unknown"]) })) }),
  example: { id: EXAMPLE_LIST, creators: [{ id: EXAMPLE_CREATOR, note: "asked for a quote" }] },
});

export const changeEntry = operation({
  id: "changeEntry",
  route: "PUT /lists/{id}/creators/{creator_id}",
  role: "analyst",
  summary: "Change a creator's note, status or place on a shortlist",
  description:
    "What is left out stays as it is. A place is told by `before`, the creator that it is to stand before, or by `position`, a number; one of them.",
  input: z
    .strictObject({ id: listIdSchema, creator_id: creatorIdSchema, ...entryFields })
    .refine(
      ({ position, before }) => position === undefined || before === undefined,
      "give position or before, one of them",
    ),
  answer: z.object({ data: entryViewSchema.omit({ creator: true }) }),
  example: { id: EXAMPLE_LIST, creator_id: EXAMPLE_CREATOR, status: "contacted" },
});

export const removeFromList = operation({
  id: "removeFromList",
  route: "DELETE /lists/{id}/creators/{creator_id}",
  role: "analyst",
  summary: "Take a creator off a shortlist",
  description: "Harmless again: `removed` is then 0.",
  input: z.strictObject({ id: listIdSchema, creator_id: creatorIdSchema }),
  answer: z.object({ data: z.object({ removed: z.number().int() }) }),
  example: { id: EXAMPLE_LIST, creator_id: EXAMPLE_CREATOR },
});

import { z } from "zod";
import { creatorViewSchema } from "../creator-view.ts";
import {
  FOUND_DAYS,
  SAVED_SEARCH_DEPTH,
  SAVED_SEARCHES_MAX,
  savedSearchIdSchema,
  savedSearchSchema,
  searchHitSchema,
} from "../saved-search.ts";
import { operationsOf } from "./operation.ts";
import { pageInput, pageOf } from "./page.ts";
import { VECTOR_UNITS } from "./unit-costs.ts";

const operation = operationsOf("manage");

const EXAMPLE = "ss_0123456789abcdefghjkmnpqrs";
const { name, search } = savedSearchSchema.shape;

export const savedSearchViewSchema = savedSearchSchema.omit({
  ...{ tenant_id: true, version: true, subscribes_shared: true },
});
const answer = z.object({ data: savedSearchViewSchema });
export const newCreatorSchema = searchHitSchema
  .pick({ found_at: true })
  .extend({ creator: creatorViewSchema });

export const listSavedSearches = operation({
  id: "listSavedSearches",
  route: "GET /saved-searches",
  role: "viewer",
  summary: "Saved searches",
  description: "The tenant's, newest first.",
  input: z.strictObject(pageInput),
  answer: pageOf(savedSearchViewSchema),
  example: { limit: 50 },
});

export const createSavedSearch = operation({
  id: "createSavedSearch",
  route: "POST /saved-searches",
  role: "analyst",
  summary: "Save a search and have it run every day",
  description: `It runs once now, and what it finds is no news. Each run looks at the first ${SAVED_SEARCH_DEPTH} creators. A tenant has ${SAVED_SEARCHES_MAX} at most; beyond that the answer is 409.`,
  input: z.strictObject({ name, search }),
  status: 201,
  answer,
  cost: () => 1 + VECTOR_UNITS,
  example: { name: "Vegan cooks", search: { query: "vegan cooking", filters: { countries: ["DE"] } } },
  problems: [409],
});

export const getSavedSearch = operation({
  id: "getSavedSearch",
  route: "GET /saved-searches/{id}",
  role: "viewer",
  summary: "One saved search",
  description: "When it ran last, and how many creators it found then for the first time.",
  input: z.strictObject({ id: savedSearchIdSchema }),
  answer,
  example: { id: EXAMPLE },
});

export const changeSavedSearch = operation({
  id: "changeSavedSearch",
  route: "PUT /saved-searches/{id}",
  role: "analyst",
  summary: "Rename a saved search, or change what it looks for",
  description:
    "What is left out stays as it is. Another search begins anew: it runs now, and what it finds is no news.",
  input: z.strictObject({
    id: savedSearchIdSchema,
    name: name.optional(),
    search: search.optional(),
  }),
  answer,
  cost: ({ search }) => (search ? 1 + VECTOR_UNITS : 1),
  example: { id: EXAMPLE, name: "Vegan cooks, Germany" },
});

export const deleteSavedSearch = operation({
  id: "deleteSavedSearch",
  route: "DELETE /saved-searches/{id}",
  role: "analyst",
  summary: "Delete a saved search",
  description: "With what it found. The creators themselves stay in the catalogue.",
  input: z.strictObject({ id: savedSearchIdSchema }),
  answer: z.object({ data: z.object({ id: savedSearchIdSchema, removed: z.number().int() }) }),
  example: { id: EXAMPLE },
});

export const listNewCreators = operation({
  id: "listNewCreators",
  route: "GET /saved-searches/{id}/new",
  role: "viewer",
  summary: "What a saved search found since it was saved",
  description: `Newest first, each creator as it is stored now, since a time if one is given. One that the search finds no more is left out ${FOUND_DAYS} days after it was found; an erased one at once.`,
  input: z.strictObject({
    id: savedSearchIdSchema,
    since: z.iso.datetime().optional().describe("Only creators found from this time on, in ISO 8601 with Z."),
    ...pageInput,
  }),
  answer: pageOf(newCreatorSchema),
  isPage: true,
  example: { id: EXAMPLE, limit: 50 },
});

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
import { storedSearchSchema } from "../search-request.ts";
import { operation } from "./operation.ts";
import { VECTOR_UNITS } from "./unit-costs.ts";

const deploy = "manage";
const EXAMPLE = "ss_0123456789abcdefghjkmnpqrs";
const { name } = savedSearchSchema.shape;
const page = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
};

export const savedSearchViewSchema = savedSearchSchema.omit({
  ...{ tenant_id: true, version: true, subscribes_shared: true },
});
const answer = z.object({ data: savedSearchViewSchema });
export const newCreatorSchema = searchHitSchema
  .pick({ found_at: true })
  .extend({ creator: creatorViewSchema });

export const listSavedSearches = operation({
  id: "listSavedSearches",
  function: deploy,
  method: "GET",
  path: "/saved-searches",
  role: "viewer",
  summary: "Saved searches",
  description: "The tenant's, newest first.",
  input: z.strictObject(page),
  query: { limit: ["limit"], cursor: ["cursor"] },
  status: 200,
  answer: z.object({ data: z.array(savedSearchViewSchema), next_cursor: z.string().nullable() }),
  example: { limit: 50 },
});

export const createSavedSearch = operation({
  id: "createSavedSearch",
  function: deploy,
  method: "POST",
  path: "/saved-searches",
  role: "analyst",
  summary: "Save a search and have it run every day",
  description: `It runs once now, and what it finds is no news. Each run looks at the first ${SAVED_SEARCH_DEPTH} creators. A tenant has ${SAVED_SEARCHES_MAX} at most; beyond that the answer is 409.`,
  input: z.strictObject({ name, search: storedSearchSchema }),
  takesBody: true,
  status: 201,
  answer,
  cost: () => 1 + VECTOR_UNITS,
  example: { name: "Vegan cooks", search: { query: "vegan cooking", filters: { countries: ["DE"] } } },
  problems: [409],
});

export const getSavedSearch = operation({
  id: "getSavedSearch",
  function: deploy,
  method: "GET",
  path: "/saved-searches/{id}",
  role: "viewer",
  summary: "One saved search",
  description: "When it ran last, and how many creators it found then for the first time.",
  input: z.strictObject({ id: savedSearchIdSchema }),
  status: 200,
  answer,
  example: { id: EXAMPLE },
  problems: [404],
});

export const changeSavedSearch = operation({
  id: "changeSavedSearch",
  function: deploy,
  method: "PUT",
  path: "/saved-searches/{id}",
  role: "analyst",
  summary: "Rename a saved search, or change what it looks for",
  description:
    "What is left out stays as it is. Another search begins anew: it runs now, and what it finds is no news.",
  input: z.strictObject({
    id: savedSearchIdSchema,
    name: name.optional(),
    search: storedSearchSchema.optional(),
  }),
  takesBody: true,
  status: 200,
  answer,
  cost: ({ search }) => (search ? 1 + VECTOR_UNITS : 1),
  example: { id: EXAMPLE, name: "Vegan cooks, Germany" },
  problems: [404],
});

export const deleteSavedSearch = operation({
  id: "deleteSavedSearch",
  function: deploy,
  method: "DELETE",
  path: "/saved-searches/{id}",
  role: "analyst",
  summary: "Delete a saved search",
  description: "With what it found. The creators themselves stay in the catalogue.",
  input: z.strictObject({ id: savedSearchIdSchema }),
  status: 200,
  answer: z.object({ data: z.object({ id: savedSearchIdSchema, removed: z.number().int() }) }),
  example: { id: EXAMPLE },
  problems: [404],
});

export const listNewCreators = operation({
  id: "listNewCreators",
  function: deploy,
  method: "GET",
  path: "/saved-searches/{id}/new",
  role: "viewer",
  summary: "What a saved search found since it was saved",
  description: `Newest first, each creator as it is stored now, since a time if one is given. One that the search finds no more is left out ${FOUND_DAYS} days after it was found; an erased one at once.`,
  input: z.strictObject({ id: savedSearchIdSchema, since: z.iso.datetime().optional(), ...page }),
  query: { since: ["since"], limit: ["limit"], cursor: ["cursor"] },
  status: 200,
  answer: z.object({ data: z.array(newCreatorSchema), next_cursor: z.string().nullable() }),
  isPage: true,
  example: { id: EXAMPLE, limit: 50 },
  problems: [404],
});

import { z } from "zod";
import { erasureViewSchema } from "../erasure.ts";
import { creatorIdSchema } from "../ids.ts";
import { platformSchema } from "../platform.ts";
import { operation } from "./operation.ts";

const scope = z.enum(["creator", "identity"]).default("creator");

export const eraseCreator = operation({
  id: "eraseCreator",
  function: "erase-creator",
  method: "DELETE",
  path: "/creators/{id}",
  role: "privacy_officer",
  summary: "Forget a creator",
  description:
    "From the answer on no search shows the creator, and the account can not come back by a later ingest. `scope=identity` takes mutually linked accounts along.",
  input: z.strictObject({ id: creatorIdSchema, scope }),
  query: { scope: ["scope"] },
  replays: true,
  status: 202,
  answer: erasureViewSchema,
  example: { id: "c_0123456789abcdefghjkmnpqrs", scope: "creator" },
  problems: [404],
});

/** The account is named in one of three ways. */
const accountSchema = z
  .strictObject({
    platform: platformSchema,
    handle: z.string().trim().min(1).max(100).optional(),
    url: z.url().max(500).optional(),
    platform_user_id: z.string().trim().min(1).max(100).optional(),
    scope,
  })
  .refine(
    ({ handle, url, platform_user_id }) =>
      [handle, url, platform_user_id].filter((way) => way !== undefined).length === 1,
    "name the account by exactly one of handle, url and platform_user_id",
  )
  // The same rule where callers read the schema alone.
  .meta({ oneOf: ["handle", "url", "platform_user_id"].map((way) => ({ required: [way] })) });

export const requestErasure = operation({
  id: "requestErasure",
  function: "request-erasure",
  method: "POST",
  path: "/erasures",
  role: "privacy_officer",
  summary: "Forget an account by its name",
  description:
    "For a request that names the account and not our id. Also holds for an account that was never stored: it is suppressed.",
  input: accountSchema,
  takesBody: true,
  replays: true,
  status: 202,
  answer: erasureViewSchema,
  example: { platform: "x", handle: "someone", scope: "creator" },
  problems: [404],
});

export const getErasure = operation({
  id: "getErasure",
  function: "get-erasure",
  method: "GET",
  path: "/erasures/{id}",
  role: "privacy_officer",
  summary: "How far an erasure is",
  description: "Store by store, with the time at which it was read back.",
  input: z.strictObject({
    id: z.string().regex(/^er_[0-9a-z]{1,40}$/, "an erasure id is er_ and letters and digits"),
  }),
  status: 200,
  answer: erasureViewSchema,
  example: { id: "er_0123456789abcdefghjkmnpqrs" },
  problems: [404],
});

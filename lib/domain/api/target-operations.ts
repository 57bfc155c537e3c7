import { z } from "zod";
import { accountNamed } from "../crawl/target-lines.ts";
import { accountNaming, namesOnce, ONE_NAME } from "./account-naming.ts";
import { operationsOf } from "./operation.ts";

const operation = operationsOf("manage");

/** Maximum number of accounts in one request. */
const ACCOUNTS_MAX = 100;

const namedAccountSchema = z
  .strictObject(accountNaming)
  .refine(namesOnce, ONE_NAME)
  .refine((named) => typeof accountNamed(named, null) !== "string", "this names no account of the platform");

const targetOutcomeSchema = z.enum(["added", "suppressed", "platform-off", "too-many"]);

export const addTargets = operation({
  id: "addTargets",
  route: "POST /targets",
  role: "analyst",
  summary: "Ask for accounts to be fetched",
  description:
    "Accounts that are not in the catalogue yet, or should be looked at again soon. They are fetched when their platform's quota allows, and can be found after that. One result for each account, in order; `suppressed` was erased by the tenant itself and is never fetched. An account that somebody else erased is `added` like any other, and never comes.",
  input: z.strictObject({
    accounts: z
      .array(namedAccountSchema)
      .min(1)
      .max(ACCOUNTS_MAX)
      .describe("Accounts to fetch, each named by exactly one of `handle`, `url` and `platform_user_id`."),
  }),
  status: 202,
  answer: z.object({ data: z.array(z.object({ outcome: targetOutcomeSchema })) }),
  example: { accounts: [{ platform: "youtube", handle: "someone" }] },
});

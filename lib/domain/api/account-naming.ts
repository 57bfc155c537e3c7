import { z } from "zod";
import { platformSchema } from "../platform.ts";

const WAYS = ["handle", "url", "platform_user_id"] as const;
type Way = (typeof WAYS)[number];

/** The fields by which a request names an account: its platform and one of three ways. */
export const accountNaming = {
  platform: platformSchema,
  // People paste addresses.
  handle: z
    .string()
    .max(500)
    .trim()
    .min(1)
    .optional()
    .describe("With or without @. The address of the account's page is taken too."),
  url: z.url().max(500).optional().describe("Address of the account's page."),
  // Bodies are parsed without rounding numbers.
  platform_user_id: z
    .union([z.string().max(100).trim().min(1), z.int()])
    .transform(String)
    .optional()
    .describe("The platform's own id of the account, as text or as a number."),
};

/** Whether exactly one way is used. `ONE_NAME` is the message if not. */
export const namesOnce = (named: Readonly<Partial<Record<Way, unknown>>>): boolean =>
  WAYS.filter((way) => named[way] !== undefined).length === 1;
export const ONE_NAME = "name the account by exactly one of handle, url and platform_user_id";
/** The same rule for callers that read only the schema. */
export const oneOfTheNames = { oneOf: WAYS.map((way) => ({ required: [way] })) };

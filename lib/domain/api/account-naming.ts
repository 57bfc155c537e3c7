import { z } from "zod";
import { platformSchema } from "../platform.ts";

const WAYS = ["handle", "url", "platform_user_id"] as const;
type Way = (typeof WAYS)[number];

/** The fields by which a request names an account: its platform and one of three ways. */
export const accountNaming = {
  platform: platformSchema,
  /** A handle, or the address of the account's page, since people paste addresses. */
  handle: z.string().max(500).trim().min(1).optional(),
  url: z.url().max(500).optional(),
  /** Also taken as a number; bodies are parsed without rounding numbers. */
  platform_user_id: z
    .union([z.string().max(100).trim().min(1), z.int()])
    .transform(String)
    .optional(),
};

/** Whether exactly one way is used. `ONE_NAME` is the message if not. */
export const namesOnce = (named: Readonly<Partial<Record<Way, unknown>>>): boolean =>
  WAYS.filter((way) => named[way] !== undefined).length === 1;
export const ONE_NAME = "name the account by exactly one of handle, url and platform_user_id";
/** The same rule for callers that read only the schema. */
export const oneOfTheNames = { oneOf: WAYS.map((way) => ({ required: [way] })) };

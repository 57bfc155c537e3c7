import { z } from "zod";
import { platformSchema } from "../platform.ts";

const WAYS = ["handle", "url", "platform_user_id"] as const;
type Way = (typeof WAYS)[number];

/** The fields by which a request names an account: its platform and one of three ways. */
export const accountNaming = {
  platform: platformSchema,
  /** Or the address of its page, which people paste. */
  handle: z.string().max(500).trim().min(1).optional(),
  url: z.url().max(500).optional(),
  /** Also as a number, which a body is read without rounding. */
  platform_user_id: z
    .union([z.string().max(100).trim().min(1), z.int()])
    .transform(String)
    .optional(),
};

/** Whether exactly one way is taken; what to tell where it is not. */
export const namesOnce = (named: Readonly<Partial<Record<Way, unknown>>>): boolean =>
  WAYS.filter((way) => named[way] !== undefined).length === 1;
export const ONE_NAME = "name the account by exactly one of handle, url and platform_user_id";
/** The same rule where callers read the schema alone. */
export const oneOfTheNames = { oneOf: WAYS.map((way) => ({ required: [way] })) };

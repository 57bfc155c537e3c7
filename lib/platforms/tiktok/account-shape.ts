import { z } from "zod";
import { requiredCount } from "../account-shape.ts";

/** What every user has. The API gives no id and no name of its own; a biography may be missing. */
export const userShape = z.looseObject({ display_name: z.string(), follower_count: requiredCount });

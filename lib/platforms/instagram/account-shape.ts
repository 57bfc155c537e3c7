import { z } from "zod";
import { requiredCount, requiredText } from "../account-shape.ts";

/** What every professional account has. Name, biography and website are left out where they are empty. */
export const accountShape = z.looseObject({
  id: requiredText,
  username: requiredText,
  followers_count: requiredCount,
  media_count: requiredCount,
});

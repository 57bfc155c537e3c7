import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";

/** How far the changes of creators were followed, and who follows them. One record, of the system tenant. */
const feedPositionSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  /** Behind which change it goes on, in the feed's own words; empty: it has not begun. */
  token: z.string(),
  holder: z.string(),
  /** Until when nobody else follows; each change of the record sets a later one. Empty: nobody follows. */
  held_until: z.string(),
});
export type FeedPosition = z.infer<typeof feedPositionSchema>;

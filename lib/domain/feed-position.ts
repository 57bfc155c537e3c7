import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";

/**
 * How far the changes of creators were followed, and which process follows them. There is one record, in the system
 * tenant.
 */
const feedPositionSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  /** The last change that was handled, as the feed names it; empty: not begun. */
  token: z.string(),
  holder: z.string(),
  /**
   * Until this time no other process follows. Each change of the record sets a later time. Empty: no process follows.
   */
  held_until: z.string(),
});
export type FeedPosition = z.infer<typeof feedPositionSchema>;

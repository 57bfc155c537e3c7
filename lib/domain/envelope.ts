import { z } from "zod";
import { contactSchema } from "./creator.ts";
import { platformSchema } from "./platform.ts";

/** Anyone who names more people than this is a directory; further digests are left out. */
export const CONTACTS_MAX = 100;

/**
 * What a scraper or any other writer drops into `inbox/`: the platform's own answer, unchanged, and when it was asked.
 */
export const envelopeSchema = z.strictObject({
  platform: platformSchema,
  fetched_at: z.iso.datetime({ offset: true }),
  payload: z.record(z.string(), z.unknown()),
  /** Left out: they were not asked for, and what is known of them stays; empty: there are none. */
  posts: z.array(z.record(z.string(), z.unknown())).max(500).optional(),
  /** Set by `increator generate`: no platform's terms bind the data. Honoured only where settings allow samples. */
  synthetic: z.boolean().default(false),
  /**
   * Digests of the contact details that were cut out when the envelope was cleaned, so that reading a raw object
   * again still knows of them. Believed only in `raw/`, which the system itself writes.
   */
  contacts: z.array(contactSchema).max(CONTACTS_MAX).optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

import { z } from "zod";
import { contactSchema } from "./creator.ts";
import { platformSchema } from "./platform.ts";

/** A profile that names more people than this is a directory; further digests are left out. */
export const CONTACTS_MAX = 100;

/**
 * What a scraper or any other writer puts into `inbox/`: the platform's own answer, unchanged, and when the platform
 * was asked.
 */
export const envelopeSchema = z.strictObject({
  platform: platformSchema,
  fetched_at: z.iso.datetime({ offset: true }),
  payload: z.record(z.string(), z.unknown()),
  /** Left out: the writer did not ask for posts, and what is known of them stays. Empty: there are none. */
  posts: z.array(z.record(z.string(), z.unknown())).max(500).optional(),
  /** Set by `increator generate`: no platform's terms bind the data. Obeyed only if the settings allow samples. */
  synthetic: z.boolean().default(false),
  /**
   * Digests of the contact details that were removed when the envelope was cleaned, so that a raw object still has them
   * when it is read again. Trusted only in `raw/`, where only the system writes.
   */
  contacts: z.array(contactSchema).max(CONTACTS_MAX).optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

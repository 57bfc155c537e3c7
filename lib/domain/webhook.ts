import { z } from "zod";
import { creatorIdSchema } from "./ids.ts";
import { instant, owned } from "./record-fields.ts";

/** Webhooks: a tenant's addresses that receive events. Events hold only ids and follow Standard Webhooks. */

const idSchema = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{1,40}$`), `${what} is ${prefix}_ and letters and digits`);
export const webhookIdSchema = idSchema("wh", "a webhook's id").describe(
  "Id of a webhook, given when it was made.",
);
export type WebhookId = z.infer<typeof webhookIdSchema>;
export const deliveryIdSchema = idSchema("msg", "a delivery's id").describe(
  "Id of a delivery. The receiver gets it as `webhook-id`.",
);

export const WEBHOOK_EVENTS = ["export.ready", "search.new", "target.fetched", "creator.erased"] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];

export const WEBHOOKS_MAX = 10;
/** How long deliveries can be read. */
export const DELIVERY_DAYS = 14;
/** How long the secret from before the last rotation still signs too. */
export const OLD_SECRET_HOURS = 24;

/** Seconds until each further attempt: Standard Webhooks, "Deliverability and reliability". */
export const RETRY_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** AES-256-GCM under a key that is derived from the keyring's key of this version. */
const sealedSecretSchema = z.object({ sealed: z.string(), key_version: z.number().int().positive() });
export type SealedSecret = z.infer<typeof sealedSecretSchema>;

export const webhookSchema = z.object({
  ...owned,
  id: webhookIdSchema,
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  is_active: z.boolean(),
  /** Whether its tenant reads the common catalogue too, and so receives erasures there. */
  subscribes_shared: z.boolean(),
  secret: sealedSecretSchema,
  old_secret: sealedSecretSchema.extend({ until: instant }).nullable(),
  created_at: instant,
  updated_at: instant,
});
export type Webhook = z.infer<typeof webhookSchema>;

export const DELIVERY_STATUSES = ["pending", "delivered", "dead"] as const;

export const deliverySchema = z.object({
  ...owned,
  id: deliveryIdSchema,
  webhook_id: webhookIdSchema,
  type: z.enum(WEBHOOK_EVENTS),
  /** The exact body that is sent. All attempts of one message send the same body. */
  body: z.string(),
  /** Set for `target.fetched`, so that an erasure finds it. For `creator.erased` only the body names the creator. */
  creator_id: creatorIdSchema.nullable(),
  status: z
    .enum(DELIVERY_STATUSES)
    .describe("`dead`: given up after its last attempt, or because the webhook is deleted or switched off."),
  attempts: z.number().int().nonnegative(),
  created_at: instant,
  /** For a pending delivery, when the next attempt is due. */
  next_at: instant,
  last_at: instant.nullable(),
  last_status: z.number().int().nullable().describe("The receiver's HTTP status; null: it gave none."),
  last_failure: z.string().nullable().describe("Why the last attempt failed, as a problem code."),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** What happened, in ids. */
export type WebhookEvent =
  | { readonly type: "export.ready"; readonly data: { readonly export_id: string } }
  | {
      readonly type: "search.new";
      readonly data: { readonly saved_search_id: string; readonly count: number };
    }
  | { readonly type: "target.fetched"; readonly data: { readonly creator_id: string } }
  | { readonly type: "creator.erased"; readonly data: { readonly creator_id: string } };

/** `whsec_` and 24 to 64 bytes in base64, as the specification says. */
export const SECRET_BYTES = 32;

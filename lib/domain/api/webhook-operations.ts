import { z } from "zod";
import {
  DELIVERY_DAYS,
  DELIVERY_STATUSES,
  deliveryIdSchema,
  deliverySchema,
  OLD_SECRET_HOURS,
  WEBHOOK_EVENTS,
  WEBHOOKS_MAX,
  webhookIdSchema,
  webhookSchema,
} from "../webhook.ts";
import { operationsOf } from "./operation.ts";
import { pageInput, pageOf } from "./page.ts";

const operation = operationsOf("manage");

const EXAMPLE = "wh_0123456789abcdefghjkmnpqrs";
const URL_MAX = 2_000;

const urlSchema = z
  .url({ protocol: /^https$/, error: "an address that begins with https://", abort: true })
  .max(URL_MAX)
  // Bounded: up to the first sign that ends the host.
  .regex(/^https:\/\/[^/?#@]+(?:[/?#]|$)/, "without a name or password")
  .describe("Where messages are sent: an address that begins with https://, without a name or password.");
const eventsSchema = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .max(WEBHOOK_EVENTS.length)
  .describe("Which events the address is told of.");

export const webhookViewSchema = webhookSchema.pick({
  ...{ id: true, url: true, events: true, is_active: true, created_at: true, updated_at: true },
});
const answer = z.object({ data: webhookViewSchema });
export const deliveryViewSchema = deliverySchema
  .pick({
    ...{ id: true, type: true, status: true, attempts: true, created_at: true },
    ...{ last_at: true, last_status: true, last_failure: true },
  })
  .extend({
    next_at: z.iso.datetime().nullable().describe("When the next attempt is due; null: there will be none."),
  });
const secret = z.string().describe("Begins with `whsec_`; shown once.");

export const listWebhooks = operation({
  id: "listWebhooks",
  route: "GET /webhooks",
  role: "operator",
  summary: "Webhooks",
  description: "The tenant's, newest first, without their secrets.",
  answer: z.object({ data: z.array(webhookViewSchema) }),
});

export const createWebhook = operation({
  id: "createWebhook",
  route: "POST /webhooks",
  role: "operator",
  summary: "Have an address told what happened",
  description: `Messages are those of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature \`v1\`) and hold ids alone. \`export.ready\`: a file is there. \`search.new\`: a saved search found creators for the first time. \`target.fetched\`: an account that was asked for came. \`creator.erased\`: remove what you kept of it. A message that is not answered 2xx within ten seconds comes again ten times over three days; 410 turns the webhook off. Redirects are not followed, and an address that leads into a private network is never asked. The answer alone shows the secret. A tenant has ${WEBHOOKS_MAX} at most.`,
  input: z.strictObject({ url: urlSchema, events: eventsSchema }),
  status: 201,
  answer: z.object({ data: webhookViewSchema.extend({ secret }) }),
  example: { url: "https://hooks.example.com/increator", events: ["export.ready", "creator.erased"] },
  problems: [409],
});

export const getWebhook = operation({
  id: "getWebhook",
  route: "GET /webhooks/{id}",
  role: "operator",
  summary: "One webhook",
  description: "Without its secret.",
  input: z.strictObject({ id: webhookIdSchema }),
  answer,
  example: { id: EXAMPLE },
});

export const changeWebhook = operation({
  id: "changeWebhook",
  route: "PUT /webhooks/{id}",
  role: "operator",
  summary: "Change a webhook, or turn it off and on",
  description: "What is left out stays as it is. What happens while it is off is not told later.",
  input: z.strictObject({
    id: webhookIdSchema,
    url: urlSchema.optional(),
    events: eventsSchema.optional(),
    is_active: z
      .boolean()
      .optional()
      .describe("`false` turns the webhook off: what happens meanwhile is not told later."),
  }),
  answer,
  example: { id: EXAMPLE, is_active: false },
});

export const deleteWebhook = operation({
  id: "deleteWebhook",
  route: "DELETE /webhooks/{id}",
  role: "operator",
  summary: "Delete a webhook",
  description: "With its deliveries; what is still to be sent is not sent.",
  input: z.strictObject({ id: webhookIdSchema }),
  answer: z.object({ data: z.object({ id: webhookIdSchema, removed: z.number().int() }) }),
  example: { id: EXAMPLE },
});

export const rotateWebhookSecret = operation({
  id: "rotateWebhookSecret",
  route: "POST /webhooks/{id}/secret",
  role: "operator",
  summary: "Give a webhook a new secret",
  description: `The answer alone shows it. Messages carry the signatures of both secrets for ${OLD_SECRET_HOURS} hours.`,
  input: z.strictObject({ id: webhookIdSchema }),
  answer: z.object({ data: z.object({ id: webhookIdSchema, secret, old_secret_until: z.iso.datetime() }) }),
  example: { id: EXAMPLE },
});

export const listDeliveries = operation({
  id: "listDeliveries",
  route: "GET /webhooks/{id}/deliveries",
  role: "operator",
  summary: "What a webhook was told lately",
  description: `Of the last ${DELIVERY_DAYS} days, newest first. \`dead\` are those that were given up: see \`last_status\` and \`last_failure\`, fix the receiver, and have them sent again.`,
  input: z.strictObject({
    id: webhookIdSchema,
    status: z.enum(DELIVERY_STATUSES).optional().describe("Only deliveries in this state."),
    ...pageInput,
  }),
  answer: pageOf(deliveryViewSchema),
  example: { id: EXAMPLE, status: "dead", limit: 50 },
});

export const redeliver = operation({
  id: "redeliver",
  route: "POST /webhooks/{id}/deliveries/{delivery_id}",
  role: "operator",
  summary: "Send a message once more",
  description:
    "At once, and again as often as a new one. Its id stays, so that a receiver that had it can tell.",
  input: z.strictObject({ id: webhookIdSchema, delivery_id: deliveryIdSchema }),
  status: 202,
  answer: z.object({ data: deliveryViewSchema }),
  example: { id: EXAMPLE, delivery_id: "msg_0123456789abcdef0123456789abcdef" },
});

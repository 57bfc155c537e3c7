import type { z } from "zod";
import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import type { InputOf } from "../domain/api/operation.ts";
import type * as operations from "../domain/api/webhook-operations.ts";
import { eq } from "../domain/condition.ts";
import { HOUR_MS, isoAfter } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { SHARED_TENANT } from "../domain/ids.ts";
import {
  type Delivery,
  OLD_SECRET_HOURS,
  WEBHOOKS_MAX,
  type Webhook,
  type WebhookEventType,
  type WebhookId,
} from "../domain/webhook.ts";
import type { Ports } from "../ports/ports.ts";
import { ownDocuments } from "../ports/tenant-documents.ts";
import { deleteWhere } from "../stored/every-page.ts";
import { deliverSoon } from "./emit.ts";
import { newSecret, sealSecret, secretText } from "./secrets.ts";

type WebhookView = z.infer<typeof operations.webhookViewSchema>;
type DeliveryView = z.infer<typeof operations.deliveryViewSchema>;

export type WebhookPorts = AuditPorts & Pick<Ports, "documents" | "openDocuments" | "queues">;

const viewOf = (one: WebhookView): WebhookView => ({
  ...{ id: one.id, url: one.url, events: one.events, is_active: one.is_active },
  ...{ created_at: one.created_at, updated_at: one.updated_at },
});

/**
 * Whatever sends ids out of the system is audited: the public id of the key that did it, and the host. The whole
 * address is left out, because it may hold a secret of the receiver.
 */
const audit = (
  ports: WebhookPorts,
  actor: string,
  action: "create-webhook" | "change-webhook" | "rotate-webhook-secret" | "delete-webhook",
  { id, url }: Pick<Webhook, "id" | "url">,
): Promise<void> =>
  writeAudit(ports, ownDocuments(ports), {
    ...{ actor, action, subject: id, outcome: "allowed" },
    detail: { webhook_id: id, host: new URL(url).host },
  });

/**
 * This answer shows the secret, once and never again.
 * @throws AppError `conflict`, code `too-many-webhooks`.
 */
export async function createWebhook(
  ports: WebhookPorts,
  actor: string,
  { url, events }: { readonly url: string; readonly events: readonly WebhookEventType[] },
): Promise<{ data: WebhookView & { secret: string } }> {
  const documents = ownDocuments(ports);
  const { tenantId: tenant_id } = documents.scope;
  const own = [eq("tenant_id", tenant_id)];
  if ((await documents.count("webhooks", own)) >= WEBHOOKS_MAX) {
    const message = `A tenant has ${WEBHOOKS_MAX} webhooks at most: delete one first.`;
    throw new AppError("conflict", "too-many-webhooks", message);
  }
  const id: WebhookId = `wh_${ports.ids.random()}`;
  const secret = newSecret();
  const at = ports.clock.now().toISOString();
  const set = {
    ...{ url, events: [...events], is_active: true, created_at: at, updated_at: at },
    subscribes_shared: ports.documents.scope.reads.includes(SHARED_TENANT),
    secret: sealSecret(ports.keyring, { id, tenant_id }, secret),
    old_secret: null,
  };
  await audit(ports, actor, "create-webhook", { id, url });
  await documents.upsertMany("webhooks", [{ id, version: "1", set }]);
  return { data: { ...viewOf({ id, ...set }), secret: secretText(secret) } };
}

/** The tenant's webhooks, newest first. */
export async function listWebhooks(ports: WebhookPorts): Promise<{ data: WebhookView[] }> {
  const sort = { field: "created_at", direction: "descending" } as const;
  const page = await ownDocuments(ports).find("webhooks", { where: [], sort, limit: WEBHOOKS_MAX });
  return { data: page.items.map(viewOf) };
}

async function requireWebhook(ports: WebhookPorts, id: WebhookId): Promise<Webhook> {
  const webhook = await ownDocuments(ports).get("webhooks", id);
  if (webhook) return webhook;
  throw new AppError("not-found", "webhook-not-found", "There is no webhook with this id.", { id });
}

/** @throws AppError `not-found`, code `webhook-not-found`. */
export const getWebhook = async (ports: WebhookPorts, id: WebhookId): Promise<{ data: WebhookView }> => ({
  data: viewOf(await requireWebhook(ports, id)),
});

/** @throws AppError `not-found`. */
export async function changeWebhook(
  ports: WebhookPorts,
  actor: string,
  { id, url, events, is_active }: InputOf<typeof operations.changeWebhook>,
): Promise<{ data: WebhookView }> {
  const webhook = await requireWebhook(ports, id);
  const set = {
    ...(url !== undefined && { url }),
    ...(events !== undefined && { events }),
    ...(is_active !== undefined && { is_active }),
    updated_at: ports.clock.now().toISOString(),
  };
  const changed = { ...webhook, ...set };
  await audit(ports, actor, "change-webhook", changed);
  await ownDocuments(ports).update("webhooks", { id, set });
  return { data: viewOf(changed) };
}

/**
 * Makes a new secret, shown in this answer and never again. The old secret signs too, for a day.
 * @throws AppError `not-found`.
 */
export async function rotateSecret(
  ports: WebhookPorts,
  actor: string,
  id: WebhookId,
): Promise<{ data: { id: WebhookId; secret: string; old_secret_until: string } }> {
  const webhook = await requireWebhook(ports, id);
  const secret = newSecret();
  const now = ports.clock.now();
  const until = isoAfter(now, OLD_SECRET_HOURS * HOUR_MS);
  const set = {
    secret: sealSecret(ports.keyring, webhook, secret),
    old_secret: { ...webhook.secret, until },
    updated_at: now.toISOString(),
  };
  await audit(ports, actor, "rotate-webhook-secret", webhook);
  await ownDocuments(ports).update("webhooks", { id, set });
  return { data: { id, secret: secretText(secret), old_secret_until: until } };
}

/**
 * Deletes a webhook and its deliveries. The deliveries are deleted first, so that an interrupted deletion can be
 * repeated.
 * @throws AppError `not-found`.
 */
export async function deleteWebhook(
  ports: WebhookPorts,
  actor: string,
  id: WebhookId,
): Promise<{ data: { id: WebhookId; removed: number } }> {
  await audit(ports, actor, "delete-webhook", await requireWebhook(ports, id));
  const documents = ownDocuments(ports);
  const removed = await deleteWhere(documents, "webhook_deliveries", [of(id)]);
  await documents.delete("webhooks", [id]);
  return { data: { id, removed } };
}

const of = (id: WebhookId) => eq("webhook_id", id);

const deliveryView = (one: Delivery): DeliveryView => ({
  ...{ id: one.id, type: one.type, status: one.status, attempts: one.attempts, created_at: one.created_at },
  next_at: one.status === "pending" ? one.next_at : null,
  ...{ last_at: one.last_at, last_status: one.last_status, last_failure: one.last_failure },
});

/**
 * The latest messages to a webhook, newest first.
 * @throws AppError `not-found`.
 */
export async function listDeliveries(
  ports: WebhookPorts,
  { id, status, limit, cursor }: InputOf<typeof operations.listDeliveries>,
): Promise<{ data: DeliveryView[]; next_cursor: string | null }> {
  await requireWebhook(ports, id);
  const page = await ownDocuments(ports).find("webhook_deliveries", {
    where: [of(id), ...(status === undefined ? [] : [eq("status", status)])],
    sort: { field: "created_at", direction: "descending" },
    limit,
    cursor,
  });
  return { data: page.items.map(deliveryView), next_cursor: page.cursor };
}

/**
 * Sends a message again under its own id, counting attempts from the start.
 * @throws AppError `not-found`.
 */
export async function redeliver(
  ports: WebhookPorts,
  { id, delivery_id }: InputOf<typeof operations.redeliver>,
): Promise<{ data: DeliveryView }> {
  await requireWebhook(ports, id);
  const documents = ownDocuments(ports);
  const one = await documents.get("webhook_deliveries", delivery_id);
  const set = { status: "pending" as const, attempts: 0, next_at: ports.clock.now().toISOString() };
  if (one?.webhook_id !== id || !(await documents.update("webhook_deliveries", { id: delivery_id, set })))
    throw new AppError("not-found", "delivery-not-found", "This webhook has no delivery with this id.", {
      id,
    });
  await deliverSoon(ports, [documents.scope.tenantId]);
  return { data: deliveryView({ ...one, ...set }) };
}

import { signal } from "@preact/signals";
import type { z } from "zod";
import type { deliveryViewSchema, webhookViewSchema } from "../../lib/domain/api/webhook-operations.ts";
import { deliveryStatus, openWebhook, page } from "../address.ts";
import { ask, loadedFrom } from "../api.ts";

export type WebhookView = z.infer<typeof webhookViewSchema>;
export type DeliveryView = z.infer<typeof deliveryViewSchema>;
type EventName = WebhookView["events"][number];

/** The events of a webhook in words. The compiler checks that none is missing. */
export const EVENTS: Readonly<Record<EventName, string>> = {
  "export.ready": "an export is ready",
  "search.new": "a saved search found someone new",
  "target.fetched": "a requested account was fetched",
  "creator.erased": "a creator was erased",
};

export const DELIVERY_STATUSES = [
  "pending",
  "delivered",
  "dead",
] as const satisfies readonly DeliveryView["status"][];

export const WEBHOOKS_PATH = "/webhooks";
/** Deliveries change by themselves, so the page polls. */
const MOVES_MS = 5_000;

export const webhooks = loadedFrom<{ data: WebhookView[] }>(() =>
  page.value === "webhooks" ? WEBHOOKS_PATH : null,
);

export function deliveriesPath(): string | null {
  if (page.value !== "webhooks" || openWebhook.value === null) return null;
  const status = deliveryStatus.value === null ? "" : `&status=${encodeURIComponent(deliveryStatus.value)}`;
  return `/webhooks/${encodeURIComponent(openWebhook.value)}/deliveries?limit=200${status}`;
}
export const deliveries = loadedFrom<{ data: DeliveryView[]; next_cursor: string | null }>(
  deliveriesPath,
  MOVES_MS,
  ({ data }) => data.some(({ status }) => status === "pending"),
);

/** The secret that was just made. The API shows it once, and the page forgets it when its dialog closes. */
export const freshSecret = signal<string | null>(null);

export async function createWebhook(url: string, events: readonly string[]): Promise<string> {
  const { data } = await ask<{ data: WebhookView & { secret: string } }>("/webhooks", {
    method: "POST",
    body: { url, events },
  });
  freshSecret.value = data.secret;
  webhooks.again();
  return data.id;
}

export async function rotateSecret(id: string): Promise<void> {
  const { data } = await ask<{ data: { secret: string } }>(`/webhooks/${id}/secret`, { method: "POST" });
  freshSecret.value = data.secret;
}

export async function turn(id: string, is_active: boolean): Promise<void> {
  await ask(`/webhooks/${id}`, { method: "PUT", body: { is_active } });
  webhooks.again();
}

export async function deleteWebhook(id: string): Promise<void> {
  await ask(`/webhooks/${id}`, { method: "DELETE" });
  webhooks.again();
}

export async function redeliver(id: string, deliveryId: string): Promise<void> {
  await ask(`/webhooks/${id}/deliveries/${deliveryId}`, { method: "POST" });
  deliveries.again();
}

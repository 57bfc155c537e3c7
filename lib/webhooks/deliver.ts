import { atMost, eq } from "../domain/condition.ts";
import { DAY_MS, isoAfter } from "../domain/durations.ts";
import { isAppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import { startJob } from "../domain/job-message.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { DELIVERY_DAYS, type Delivery, RETRY_SECONDS, type Webhook } from "../domain/webhook.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { deleteWhere, everyPage } from "../stored/every-page.ts";
import { DELIVER_JOB } from "./emit.ts";
import { openSecret, resealed, signedFields } from "./secrets.ts";

export type DeliverPorts = Pick<Ports, "openDocuments" | "queues" | "posts" | "keyring" | "clock">;

/** Messages sent at once to one tenant's receivers. */
const AT_ONCE = 8;
/** A tenant's turn. One machine has two lanes for all jobs, and a receiver may take ten seconds without an answer. */
const TURN_MS = 10_000;
/** The longest delay of a queue's message. */
const DELAY_MAX_SECONDS = 900;
/** 410: the receiver wants no more messages (Standard Webhooks). */
const GONE = 410;

/**
 * Sends the due messages of a tenant's webhooks and removes those that are past their days. If the next attempt is
 * soon, a message of its own starts it; otherwise the clock does.
 * @returns whether its turn ended before all was sent: then the rest waits behind other tenants' jobs.
 */
export async function deliverWebhooks(
  ports: DeliverPorts,
  tenantId: TenantId,
  remainingMs: () => number,
): Promise<{ readonly isCutShort: boolean }> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const webhooks = new Map<string, Webhook>();
  for await (const page of everyPage(documents, "webhooks", { where: [], limit: 100 }))
    for (const one of page) webhooks.set(one.id, await withCurrentKey(ports, documents, one));
  await removeOld(ports, documents);
  const turnEnds = ports.clock.now().getTime() + TURN_MS;
  for (let due = await nextDue(ports, documents); due.length > 0; due = await nextDue(ports, documents)) {
    await Promise.all(due.map((one) => deliver(ports, documents, one, webhooks)));
    const isOver = remainingMs() <= 0 || ports.clock.now().getTime() >= turnEnds;
    if (isOver) return { isCutShort: true };
  }
  await wakeForNext(ports, documents, tenantId);
  return { isCutShort: false };
}

const pending = eq("status", "pending");
const soonest = { field: "next_at", direction: "ascending" } as const;

async function nextDue({ clock }: DeliverPorts, documents: TenantDocuments): Promise<Delivery[]> {
  const due = atMost("next_at", clock.now().toISOString());
  const page = { where: [pending, due], sort: soonest, limit: AT_ONCE };
  return (await documents.find("webhook_deliveries", page)).items;
}

async function wakeForNext(
  { clock, queues }: DeliverPorts,
  documents: TenantDocuments,
  tenantId: TenantId,
): Promise<void> {
  const { items } = await documents.find("webhook_deliveries", { where: [pending], sort: soonest, limit: 1 });
  const [next] = items;
  if (!next) return;
  const at = new Date(next.next_at);
  const delaySeconds = Math.max(0, Math.ceil((at.getTime() - clock.now().getTime()) / 1_000));
  if (delaySeconds > DELAY_MAX_SECONDS) return;
  await queues.send("jobs", [{ ...startJob(DELIVER_JOB, tenantId, at), delaySeconds }]);
}

type Outcome = Pick<Delivery, "status" | "last_status" | "last_failure">;

/** One attempt. */
async function deliver(
  ports: DeliverPorts,
  documents: TenantDocuments,
  one: Delivery,
  webhooks: Map<string, Webhook>,
): Promise<void> {
  const webhook = webhooks.get(one.webhook_id);
  const outcome: Outcome = webhook?.is_active
    ? await attempt(ports, webhook, one)
    : { status: "dead", last_status: null, last_failure: "webhook-off" };
  const now = ports.clock.now();
  const wait = RETRY_SECONDS[one.attempts];
  const isLast = outcome.status === "pending" && wait === undefined;
  const next_at = isoAfter(now, (wait ?? 0) * 1_000);
  const set = {
    ...outcome,
    ...(isLast && { status: "dead" as const }),
    ...{ attempts: one.attempts + 1, last_at: now.toISOString(), next_at },
  };
  await documents.update("webhook_deliveries", { id: one.id, set, when: [pending] });
  if (outcome.last_status !== GONE || !webhook) return;
  webhooks.set(webhook.id, { ...webhook, is_active: false });
  await documents.update("webhooks", { id: webhook.id, set: { is_active: false } });
}

async function attempt(ports: DeliverPorts, webhook: Webhook, one: Delivery): Promise<Outcome> {
  try {
    const now = ports.clock.now();
    const { secret, old_secret } = webhook;
    const holds = [
      secret,
      ...(old_secret && Date.parse(old_secret.until) > now.getTime() ? [old_secret] : []),
    ];
    const secrets = holds.map((sealed) => openSecret(ports.keyring, webhook, sealed));
    const headers = signedFields(secrets, one.id, now, one.body);
    const { status } = await ports.posts.post({ url: webhook.url, headers, body: one.body });
    if (status >= 200 && status < 300)
      return { status: "delivered", last_status: status, last_failure: null };
    const isOver = status === GONE;
    return { status: isOver ? "dead" : "pending", last_status: status, last_failure: "refused" };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { status: "pending", last_status: null, last_failure: error.code };
  }
}

/** Seals a webhook's secrets under the keyring's current key, so that an older key can be retired. */
async function withCurrentKey(
  { keyring }: DeliverPorts,
  documents: TenantDocuments,
  webhook: Webhook,
): Promise<Webhook> {
  const secret = resealed(keyring, webhook, webhook.secret);
  const old_secret = webhook.old_secret && resealed(keyring, webhook, webhook.old_secret);
  if (secret === webhook.secret && old_secret === webhook.old_secret) return webhook;
  const when = [eq("updated_at", webhook.updated_at)];
  const isKept = await documents.update("webhooks", { id: webhook.id, set: { secret, old_secret }, when });
  return isKept ? { ...webhook, secret, old_secret } : webhook;
}

async function removeOld({ clock }: DeliverPorts, documents: TenantDocuments): Promise<void> {
  const before = isoAfter(clock.now(), -DELIVERY_DAYS * DAY_MS);
  await deleteWhere(documents, "webhook_deliveries", [atMost("created_at", before)]);
}

import { createHash } from "node:crypto";
import { holdersOf } from "../access/tenants.ts";
import { oneOf } from "../domain/condition.ts";
import { type CreatorId, creatorIdSchema, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import { startJob } from "../domain/job-message.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Webhook, WebhookEvent } from "../domain/webhook.ts";
import type { Ports } from "../ports/ports.ts";
import { everyPage } from "../stored/every-page.ts";

export type EmitPorts = Pick<Ports, "openDocuments" | "clock">;

export const DELIVER_JOB = "deliver-webhooks";

/** What happened, and a key that tells it apart from others of its type. Telling it twice makes one message. */
export type Happening = WebhookEvent & { readonly key: string };

/**
 * Notes what happened for every webhook of the tenant that listens to it. For creators of the common catalogue, these
 * are the webhooks of every tenant that reads it. The job `deliver-webhooks` sends the notes, at the latest at its
 * next regular run.
 * @returns the tenants that have something to hear.
 */
export async function emit(
  ports: EmitPorts,
  tenantId: TenantId,
  happenings: readonly Happening[],
): Promise<readonly TenantId[]> {
  const types = [...new Set(happenings.map(({ type }) => type))];
  if (types.length === 0) return [];
  const told = new Set<TenantId>();
  const where = [oneOf("events", types)];
  const { read } = await holdersOf(ports, tenantId);
  for await (const page of everyPage(read, "webhooks", { where, limit: 1_000 })) {
    for (const webhook of page.filter((one) => hears(one, tenantId))) {
      await note(ports, webhook, happenings);
      told.add(webhook.tenant_id);
    }
  }
  return [...told];
}

/** Starts the delivery at once. */
export const deliverSoon = async (
  { queues, clock }: Pick<Ports, "queues" | "clock">,
  tenants: readonly TenantId[],
): Promise<void> => {
  const messages = tenants.map((tenant) => startJob(DELIVER_JOB, tenant, clock.now()));
  if (messages.length > 0) await queues.send("jobs", messages);
};

const hears = (webhook: Webhook, of: TenantId): boolean =>
  webhook.is_active && (webhook.tenant_id === of || (of === SHARED_TENANT && webhook.subscribes_shared));

async function note(ports: EmitPorts, webhook: Webhook, happenings: readonly Happening[]): Promise<void> {
  const at = ports.clock.now().toISOString();
  const documents = ports.openDocuments(ownScope(webhook.tenant_id));
  await documents.upsertMany(
    "webhook_deliveries",
    happenings
      .filter(({ type }) => webhook.events.includes(type))
      .map(({ type, data, key }) => ({
        id: messageId(webhook, type, key),
        version: "1",
        set: {
          ...{ webhook_id: webhook.id, type, body: JSON.stringify({ type, timestamp: at, data }) },
          creator_id: type === "target.fetched" ? creatorOf(data) : null,
          ...{ status: "pending" as const, attempts: 0, created_at: at, next_at: at },
          ...{ last_at: null, last_status: null, last_failure: null },
        },
      })),
  );
}

const creatorOf = (data: object): CreatorId | null =>
  creatorIdSchema.safeParse("creator_id" in data ? data.creator_id : null).data ?? null;

/** The same for the same happening, so a process that dies after a note and runs again notes nothing twice. */
const messageId = ({ id }: Webhook, type: string, key: string): `msg_${string}` =>
  `msg_${createHash("sha256").update(`${id}\0${type}\0${key}`).digest("hex").slice(0, 32)}`;

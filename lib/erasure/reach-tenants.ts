import { eq } from "../domain/condition.ts";
import { isoAfter } from "../domain/durations.ts";
import { noEvidence, withEvidence } from "../domain/erasure.ts";
import { SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import { remainingMs } from "../ports/deadline.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import { eraseMessage } from "../suppression/erase-message.ts";
import { PATIENCE_MS } from "../suppression/erasure-turns.ts";
import { partIdOf, type Reach } from "../suppression/reach.ts";
import type { RemovalPorts } from "./stores.ts";

type ReachPorts = Pick<RemovalPorts, "openDocuments" | "queues" | "clock">;

/** Time that is left for the walk's last step and for what follows. */
const RESERVE_MS = 30_000;
const PAGE = 500;

/**
 * Takes an erasure everywhere a step further. As far as the time allows, it gives each tenant a part and sends a
 * message for it. It sends again for parts whose message must be lost, or that only waited. Then it counts what is
 * done.
 */
export async function reachTenants(
  ports: ReachPorts,
  documents: TenantDocuments,
  erasure: Erasure,
): Promise<void> {
  if (!erasure.reach) return;
  await walk(ports, documents, erasure, erasure.reach);
  const seen = await gather(ports, documents, erasure);
  await changeErasure(documents, erasure.id, ({ reach }) =>
    reach ? { reach: { ...reach, ...seen } } : null,
  );
}

async function walk(
  ports: ReachPorts,
  documents: TenantDocuments,
  { id }: Erasure,
  { from, round }: Reach,
): Promise<void> {
  if (from === null) return;
  const goOn = (next: string | null) =>
    changeErasure(documents, id, ({ reach }) =>
      reach?.round === round ? { reach: { ...reach, from: next } } : null,
    );
  for await (const page of ports.openDocuments(SYSTEM_SCOPE).scan("tenants", "", from)) {
    const tenants = page.map((tenant) => tenantIdSchema.parse(tenant.id));
    const others = tenants.filter((tenant) => tenant !== SHARED_TENANT);
    await documents.upsertMany(
      "erasure_parts",
      others.map((of) => ({
        id: partIdOf(id, of),
        // A later round opens the part again.
        version: String(round).padStart(9, "0"),
        set: { erasure_id: id, of, round, status: "open", call_by: calledBy(ports.clock) },
        setOnInsert: { creator_ids: [], stores: noEvidence(), verified_at: "" },
      })),
    );
    await call(ports, id, others);
    await goOn(tenants.at(-1) ?? from);
    if (remainingMs() < RESERVE_MS) return;
  }
  await goOn(null);
}

async function gather(
  ports: ReachPorts,
  documents: TenantDocuments,
  { id }: Erasure,
): Promise<Pick<Reach, "tenants" | "done" | "stores">> {
  let [tenants, done] = [0, 0];
  let stores: Reach["stores"] = [];
  const where = [eq("erasure_id", id)];
  for await (const parts of everyPage(documents, "erasure_parts", { where, limit: PAGE })) {
    const now = ports.clock.now().toISOString();
    const due = parts.filter(({ status, call_by }) => status === "open" && call_by <= now);
    const set = { call_by: calledBy(ports.clock) };
    await documents.updateMany(
      "erasure_parts",
      due.map((part) => ({ id: part.id, set })),
    );
    await call(
      ports,
      id,
      due.map((part) => part.of),
    );
    tenants += parts.length;
    done += parts.filter(({ status }) => status === "done").length;
    for (const part of parts) stores = withEvidence(part.stores, stores);
  }
  return { tenants, done, stores };
}

/** The time until which we believe that a message that is sent or taken up now is on its way. */
export const calledBy = (clock: Clock): string => isoAfter(clock.now(), PATIENCE_MS);

async function call({ queues }: ReachPorts, id: string, tenants: readonly TenantId[]): Promise<void> {
  const messages = tenants.map((part) => eraseMessage({ tenant_id: SHARED_TENANT, erasure_id: id, part }));
  if (messages.length > 0) await queues.send("erase", messages);
}

import { deliverSoon, emit } from "../webhooks/emit.ts";
import type { Removal, RemovalPorts } from "./stores.ts";

/** Anyone who keeps copies hears of it before our own stores are gone through; in every pass, since each is one message. */
export async function tellWebhooks(
  ports: RemovalPorts,
  { tenantId, creatorIds, erasure }: Removal,
): Promise<void> {
  const happenings = creatorIds.map((creator_id) => ({
    ...{ type: "creator.erased" as const, data: { creator_id }, key: `${erasure.id}/${creator_id}` },
  }));
  await deliverSoon(ports, await emit(ports, tenantId, happenings));
}

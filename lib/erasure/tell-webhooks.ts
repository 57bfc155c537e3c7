import { deliverSoon, emit } from "../webhooks/emit.ts";
import type { Removal, RemovalPorts } from "./stores.ts";

/**
 * Tells those who keep copies before our own stores are emptied. Every pass does it, since each message is sent only
 * once.
 */
export async function tellWebhooks(
  ports: RemovalPorts,
  { tenantId, creatorIds, erasure }: Removal,
): Promise<void> {
  const happenings = creatorIds.map((creator_id) => ({
    ...{ type: "creator.erased" as const, data: { creator_id }, key: `${erasure.id}/${creator_id}` },
  }));
  await deliverSoon(ports, await emit(ports, tenantId, happenings));
}

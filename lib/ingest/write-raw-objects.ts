import type { TenantId } from "../domain/ids.ts";
import type { Objects } from "../ports/objects.ts";
import { rawKey } from "../stored/object-keys.ts";
import type { PreparedEnvelope } from "./prepared-envelope.ts";

/** Parallel writes: enough to hide the store's latency, few enough for its connections. */
const PARALLEL = 16;

/**
 * Writes cleaned envelopes as their creators' raw objects, except those that were read from raw objects. The same
 * envelope gives the same object.
 */
export async function writeRawObjects(
  objects: Objects,
  tenantId: TenantId,
  envelopes: readonly PreparedEnvelope[],
): Promise<void> {
  const waiting = envelopes.values();
  const work = async (): Promise<void> => {
    for (const { id, profile, fetchedAt, rawBody } of waiting) {
      if (rawBody === null) continue;
      const key = rawKey(tenantId, profile.platform, id, fetchedAt);
      await objects.put(key, rawBody, { contentType: "application/gzip" });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

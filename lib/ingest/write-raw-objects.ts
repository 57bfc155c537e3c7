import { gzipSync } from "node:zlib";
import type { TenantId } from "../domain/ids.ts";
import type { Objects } from "../ports/objects.ts";
import { rawKey } from "../stored/object-keys.ts";
import type { PreparedEnvelope } from "./prepare-envelope.ts";

/** Objects under way at once: enough to hide the store's latency, few enough for its connections. */
const PARALLEL = 16;
/** The fastest level: a third of the time of the default for a tenth more bytes, of objects that live 30 days. */
const GZIP_LEVEL = 1;

/** Writes cleaned envelopes where their creators' raw objects stand. The same envelope gives the same object. */
export async function writeRawObjects(
  objects: Objects,
  tenantId: TenantId,
  envelopes: readonly PreparedEnvelope[],
): Promise<void> {
  const waiting = envelopes.values();
  const work = async (): Promise<void> => {
    for (const { id, envelope } of waiting) {
      // Some 2 kB take 30 microseconds here, and twice that with the way to another thread and back.
      const body = gzipSync(JSON.stringify(envelope), { level: GZIP_LEVEL });
      await objects.put(rawKey(tenantId, envelope.platform, id, envelope.fetched_at), body, {
        contentType: "application/gzip",
      });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

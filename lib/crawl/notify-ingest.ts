import type { TenantId } from "../domain/ids.ts";
import { ingestMessage } from "../ingest/ingest-message.ts";
import type { Queues } from "../ports/queues.ts";

/** Tells ingest about raw objects. Resolves when the message that names them was sent. */
export type NotifyIngest = (tenantId: TenantId, keys: readonly string[]) => Promise<void>;

/** Objects per message. Ingest stores this number in one batch well within its function's time. */
const KEYS_MAX = 100;
/** Instagram and TikTok answer one account per call. Their objects wait this long for others. */
const WAIT_MS = 250;

interface Gathered {
  readonly keys: string[];
  readonly sent: PromiseWithResolvers<void>;
}

/** Gathers into one message what several calls wrote, so that ingest stores it in one batch. */
export function createIngestNotifier(queues: Queues): NotifyIngest {
  const gathered = new Map<TenantId, Gathered>();
  const send = (tenantId: TenantId, { keys, sent }: Gathered): void => {
    gathered.delete(tenantId);
    queues
      .send("ingest", [{ body: ingestMessage(...keys), group: tenantId }])
      .then(sent.resolve, sent.reject);
  };
  return (tenantId, keys) => {
    if (keys.length === 0) return Promise.resolve();
    const waiting = gathered.get(tenantId);
    const one = waiting ?? { keys: [], sent: Promise.withResolvers<void>() };
    one.keys.push(...keys);
    if (one.keys.length >= KEYS_MAX) send(tenantId, one);
    else if (!waiting) {
      gathered.set(tenantId, one);
      setTimeout(() => {
        if (gathered.get(tenantId) === one) send(tenantId, one);
      }, WAIT_MS);
    }
    return one.sent.promise;
  };
}

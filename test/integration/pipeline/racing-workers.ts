import { isAppError } from "../../../lib/domain/errors.ts";
import { embedCreators, embedMessageSchema } from "../../../lib/embed/embed-creators.ts";
import { followOnce, takePosition } from "../../../lib/embed/follow-changes.ts";
import { eraseMessageSchema, requestOf, runErasure } from "../../../lib/erasure/run-erasure.ts";
import { ingestRaw, parseIngestMessage } from "../../../lib/ingest/ingest-raw.ts";
import type { WorkQueue } from "../../../lib/ports/queues.ts";
import { FOLLOWER, type Rig } from "./rig.ts";
import type { Actor } from "./turns.ts";

type Ports = Rig["ports"];

/** Messages that a worker takes at most, and looks at an empty queue. */
const RECEIVES = 4;

/**
 * Takes messages of a queue as a function would; what fails or dies is delivered again, and some of it twice anyway.
 */
export async function work(
  rig: Rig,
  actor: Actor,
  queue: WorkQueue,
  handle: (ports: Ports, body: string) => Promise<unknown>,
  isTwice: boolean,
  own: Ports = rig.ports,
): Promise<void> {
  const ports = actor.ports(own);
  for (let turn = 0; turn < RECEIVES; turn += 1) {
    const [message] = await ports.queues.receive(queue, { max: 1, visibilitySeconds: 60, waitSeconds: 0 });
    if (!message) {
      actor.yieldTurn();
      continue;
    }
    try {
      await handle(ports, message.body);
      if (isTwice) await rig.queues.release(queue, [message.receipt], 0);
      else await ports.queues.acknowledge(queue, [message.receipt]);
    } catch (error) {
      await rig.queues.release(queue, [message.receipt], 0);
      if (!isAppError(error)) throw error;
    }
  }
}

/** Follows changes beside the others of the rig: as on one machine, all have one name. */
export async function follow(actor: Actor, own: Ports): Promise<void> {
  const ports = actor.ports(own);
  for (let turn = 0; turn < RECEIVES; turn += 1) {
    const position = await takePosition(ports, FOLLOWER);
    const followed = position && (await followOnce(ports, position, AT_ONCE));
    if (!followed?.changes) actor.yieldTurn();
  }
}
const AT_ONCE = { waitMs: 0, signal: new AbortController().signal };

export const embed = (ports: Ports, body: string) => {
  const { tenant_id, creator_ids } = embedMessageSchema.parse(JSON.parse(body));
  return embedCreators(ports, { tenantId: tenant_id, creatorIds: creator_ids });
};
export const erase = (ports: Ports, body: string) => {
  return runErasure(ports, requestOf(eraseMessageSchema.parse(JSON.parse(body))));
};

const ENDLESS = { remainingMs: () => Number.POSITIVE_INFINITY };

export async function ingest(ports: Ports, body: string): Promise<void> {
  for (const key of parseIngestMessage(body).keys) await ingestRaw(ports, { key }, ENDLESS);
}

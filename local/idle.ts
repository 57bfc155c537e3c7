import type { Services } from "../lib/compose/services.ts";
import { isCaughtUp } from "../lib/embed/follow-changes.ts";
import { messagesIn, type WorkQueue } from "../lib/ports/queues.ts";

type Ports = Pick<Services, "openDocuments" | "changeFeed" | "queues">;

export const EMBED_QUEUES = ["embed-high", "embed-low"] as const;

/** Whether nothing waits for ingest or is in it. */
export const isIngestIdle = ({ queues }: Ports): Promise<boolean> => areEmpty(queues, "ingest");

/**
 * Whether no stored creator waits for embedding or is being embedded. Changes are checked before the queues, because
 * they fill them.
 */
export const isEmbedIdle = async (ports: Ports): Promise<boolean> =>
  (await isCaughtUp(ports)) && (await areEmpty(ports.queues, ...EMBED_QUEUES));

const areEmpty = async (queues: Services["queues"], ...names: readonly WorkQueue[]): Promise<boolean> =>
  (await messagesIn(queues, ...names)) === 0;

import { z } from "zod";
import { inChunks } from "../domain/chunks.ts";
import { type CreatorId, creatorIdSchema, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import type { OutgoingMessage, Queues } from "../ports/queues.ts";

/** Ids in one message, 31 kB: one read of the documents, and few requests to the embedder and the vector index. */
const EMBED_BATCH = 1_000;

/** The body of a message on `embed-high` and `embed-low`. */
export const embedMessageSchema = z.strictObject({
  tenant_id: tenantIdSchema,
  creator_ids: z.array(creatorIdSchema).min(1).max(EMBED_BATCH),
});
type EmbedMessage = z.infer<typeof embedMessageSchema>;

export type EmbedQueue = "embed-high" | "embed-low";

/** Asks for creators to be brought up to date in the vector index. */
export async function sendToEmbed(
  queues: Queues,
  queue: EmbedQueue,
  tenantId: TenantId,
  ids: readonly CreatorId[],
): Promise<void> {
  const messages: OutgoingMessage[] = [];
  for (const creator_ids of inChunks(ids, EMBED_BATCH)) {
    const message: EmbedMessage = { tenant_id: tenantId, creator_ids };
    messages.push({ body: JSON.stringify(message), group: tenantId });
  }
  if (messages.length > 0) await queues.send(queue, messages);
}

import { z } from "zod";
import type { OutgoingMessage } from "../ports/queues.ts";

/** The content of a message on the queue `backup`. */
export const backupMessageSchema = z.discriminatedUnion("work", [
  z.strictObject({ work: z.literal("shard"), backup: z.string(), shard: z.string() }),
  z.strictObject({ work: z.literal("publish"), backup: z.string() }),
  z.strictObject({ work: z.literal("rewrite") }),
]);
export type BackupMessage = z.infer<typeof backupMessageSchema>;

export const backupMessage = (message: BackupMessage, delaySeconds = 0): OutgoingMessage => ({
  body: JSON.stringify(message),
  delaySeconds,
});

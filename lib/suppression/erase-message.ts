import { z } from "zod";
import { tenantIdSchema } from "../domain/ids.ts";

/** A message on the queue `erase`. */
export const eraseMessageSchema = z.strictObject({
  tenant_id: tenantIdSchema,
  erasure_id: z.string(),
  /** The turn of the pass that it asks for; without it, whichever pass is due. */
  turn: z.number().int().positive().optional(),
  /** The tenant whose part of an erasure everywhere it asks for. */
  part: tenantIdSchema.optional(),
});
export type EraseMessage = z.infer<typeof eraseMessageSchema>;

export const eraseMessage = (message: EraseMessage): { body: string; group: string } => ({
  body: JSON.stringify(message),
  group: message.part ?? message.tenant_id,
});

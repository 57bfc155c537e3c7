import { z } from "zod";
import type { Services } from "../lib/compose/services.ts";
import { AppError } from "../lib/domain/errors.ts";
import { keyringStatus, keyringStatusSchema } from "../lib/keyring/keyring-status.ts";
import { retireKey, rotateKeyring } from "../lib/keyring/rotate-keyring.ts";
import { wrapDigests } from "../lib/keyring/wrap-digests.ts";
import type { KeyringStore } from "../lib/ports/keyring-store.ts";

export const keyringRequestSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("rotate") }),
  z.object({ action: z.literal("wrap") }),
  z.object({ action: z.literal("status") }),
  z.object({ action: z.literal("retire"), version: z.number().int().positive() }),
]);
export type KeyringRequest = z.infer<typeof keyringRequestSchema>;

const wrapSchema = z.object({
  wrapped: z.number(),
  removed: z.number(),
  waiting: z.number(),
  heads: z.number(),
});

/** One of these, by what was asked for. */
export const keyringAnswerSchema = z.object({
  rotated: wrapSchema.extend({ version: z.number(), since: z.string() }).optional(),
  wrapped: wrapSchema.optional(),
  status: keyringStatusSchema.optional(),
  retired: z.number().optional(),
});
export type KeyringAnswer = z.infer<typeof keyringAnswerSchema>;

/** Carries out a command about the keyring of a data folder. */
export async function manageKeyring(
  services: Services,
  store: KeyringStore | null,
  request: KeyringRequest,
  actor: string,
): Promise<KeyringAnswer> {
  switch (request.action) {
    case "status":
      return { status: await keyringStatus(services) };
    case "wrap":
      return { wrapped: await wrapDigests(services) };
    case "rotate":
      return { rotated: await rotateKeyring({ ...services, keyringStore: own(store) }, actor) };
    case "retire":
      await retireKey({ ...services, keyringStore: own(store) }, request.version, actor);
      return { retired: request.version };
  }
}

function own(store: KeyringStore | null): KeyringStore {
  if (store) return store;
  throw new AppError(
    "conflict",
    "keyring-elsewhere",
    "The keyring comes with the environment, not from this folder. Rotate it where it is kept: --secret <arn>.",
  );
}

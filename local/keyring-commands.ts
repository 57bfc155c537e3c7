import type { Services } from "../lib/compose/services.ts";
import { AppError } from "../lib/domain/errors.ts";
import { type KeyringStatus, keyringStatus } from "../lib/keyring/keyring-status.ts";
import { retireKey, rotateKeyring } from "../lib/keyring/rotate-keyring.ts";
import { type WrapSummary, wrapDigests } from "../lib/keyring/wrap-digests.ts";
import type { KeyringStore } from "../lib/ports/keyring-store.ts";
import type { CommandInput } from "./command-inputs.ts";

/** One of these, depending on the request. */
export interface KeyringAnswer {
  readonly rotated?: Awaited<ReturnType<typeof rotateKeyring>>;
  readonly wrapped?: WrapSummary;
  readonly status?: KeyringStatus;
  readonly retired?: number;
}

/** Carries out a command about the keyring of a data folder. */
export async function manageKeyring(
  services: Services,
  store: KeyringStore | null,
  request: CommandInput<"keyring">,
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
  const message =
    "The keyring comes with the environment, not from this folder. Rotate it where it is kept: --secret <arn>.";
  throw new AppError("conflict", "keyring-elsewhere", message);
}

import { systemClock } from "../adapters/system-clock.ts";
import { type Environment, keyringTextFrom } from "../config.ts";
import { AppError } from "../domain/errors.ts";
import { type KeyringContent, type LiveKeyring, liveKeyring } from "../domain/live-keyring.ts";
import { steadyTime } from "../ports/clock.ts";
import type { KeyringStore } from "../ports/keyring-store.ts";
import { keyringFromText, keyringText } from "./key-file.ts";
import { withSecretSettings } from "./secret-environment.ts";

export interface ReadKeyring {
  readonly keyring: LiveKeyring;
  /** Reads it again where it was read too long ago. */
  readonly refresh: () => Promise<void>;
  /** Where it is changed from here; null: nowhere. */
  readonly store: KeyringStore | null;
}

interface Reading {
  readonly now: () => Date;
  /** How long what was read is believed, in milliseconds. */
  readonly everyMs: number;
  /** How long it is believed where it cannot be read again. */
  readonly staleMs: number;
}

/** A keyring that is read again as time goes on. */
export async function readLiveKeyring(
  read: () => Promise<KeyringContent>,
  { now, everyMs, staleMs }: Reading,
): Promise<Omit<ReadKeyring, "store">> {
  const first = await read();
  const keyring = liveKeyring(first, now);
  let text = keyringText(first);
  const steady = steadyTime({ now });
  let readAt = steady();
  return {
    keyring,
    async refresh() {
      const age = steady() - readAt;
      if (age < everyMs) return;
      try {
        const content = await read();
        readAt = steady();
        if (keyringText(content) !== text) keyring.replace(content);
        text = keyringText(content);
      } catch (cause) {
        if (age < staleMs) return;
        throw new AppError(
          "unavailable",
          "keyring-stale",
          "The keyring cannot be read, and what is known of it is too old to tell who is suppressed.",
          {},
          cause,
        );
      }
    },
  };
}

/*
 * A key that is added to the secret begins to be used 30 minutes later (`KEY_ACTIVE_AFTER_MS`). By then every process
 * knows it: one that runs reads the secret after 5 minutes at the latest, or refuses to work after 10, and none goes on
 * longer than the 15 that Lambda gives without asking again.
 */
const SECRET_MS = 300_000;
const SECRET_STALE_MS = 600_000;
export const KEY_ACTIVE_AFTER_MS = 1_800_000;

/** The keyring that the environment brings, read again from the secret where that is what brings it. */
export async function openSecretKeyring(settings: Environment): Promise<ReadKeyring> {
  let known: Environment | null = settings;
  const read = async (): Promise<KeyringContent> => {
    const current = known ?? (await withSecretSettings(settings));
    known = null;
    return keyringFromText("INCREATOR_KEYRING", keyringTextFrom(current));
  };
  const options = { now: systemClock.now, everyMs: SECRET_MS, staleMs: SECRET_STALE_MS };
  return { ...(await readLiveKeyring(read, options)), store: null };
}

import { systemClock } from "../adapters/system-clock.ts";
import { type Environment, keyringTextFrom } from "../config.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { type KeyringContent, type LiveKeyring, liveKeyring } from "../domain/live-keyring.ts";
import { steadyTime } from "../ports/clock.ts";
import type { KeyringStore } from "../ports/keyring-store.ts";
import { keyringFromText, keyringText } from "./key-file.ts";
import { withSecretSettings } from "./secret-environment.ts";

export interface ReadKeyring {
  readonly keyring: LiveKeyring;
  /** Reads the keyring again if the last read is too old. */
  readonly refresh: () => Promise<void>;
  /** Where the keyring can be changed from here; null if nowhere. */
  readonly store: KeyringStore | null;
}

interface Reading {
  readonly now: () => Date;
  /** How long a read is trusted, in milliseconds. */
  readonly everyMs: number;
  /** How long a read is trusted if it cannot be repeated, in milliseconds. */
  readonly staleMs: number;
}

/** A keyring that is read again from time to time. */
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
 * A key added to the secret comes into use 30 minutes later (`KEY_ACTIVE_AFTER_MS`). By then every process knows it. A
 * running process reads the secret again after 5 minutes, or refuses to work after 10, and none runs longer than
 * Lambda's 15 minutes without asking again.
 */
const SECRET_MS = 5 * MINUTE_MS;
const SECRET_STALE_MS = 10 * MINUTE_MS;
export const KEY_ACTIVE_AFTER_MS = 1_800_000;

/** The environment's keyring. If it came from the secret, it is read again from there. */
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

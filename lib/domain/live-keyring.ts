import type { Keyring } from "./keyring.ts";

/** A keyring as it is stored. */
export interface KeyringContent extends Keyring {
  /** When the current key comes into use; before that, the version below it is used. Null: it is in use. */
  readonly since: Date | null;
}

/** A keyring whose content can be replaced while others hold it. */
export interface LiveKeyring extends Keyring {
  replace(content: KeyringContent): void;
}

/**
 * Every process knows a new key before any process uses it. Until its time, all of them look up under it and still make
 * digests under the key before.
 */
export function liveKeyring(content: KeyringContent, now: () => Date): LiveKeyring {
  let held = content;
  return {
    get current() {
      const { current, since, keys } = held;
      if (since === null || now() >= since) return current;
      return Math.max(...[...keys.keys()].filter((version) => version < current));
    },
    get keys() {
      return held.keys;
    },
    replace(next) {
      held = next;
    },
  };
}

import type { Keyring } from "./keyring.ts";

/** A keyring as it is kept. */
export interface KeyringContent extends Keyring {
  /** When the current key begins to be used; before, the one under it is. Null: it is used. */
  readonly since: Date | null;
}

/** A keyring whose content is replaced under those who hold it. */
export interface LiveKeyring extends Keyring {
  replace(content: KeyringContent): void;
}

/**
 * A new key is known everywhere before it is used anywhere: until its time every process looks up under it and makes
 * digests under the one before.
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

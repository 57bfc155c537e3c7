/**
 * Where the keyring is kept. What is read from it goes to anyone who holds the live keyring, never to a caller here.
 * Errors: `unavailable`; `conflict`, code `rotation-under-way`, while a key waits for its time.
 */
export interface KeyringStore {
  /** Adds a random 256-bit key that becomes the current one: its version, and from when on it is used. */
  add(): Promise<{ readonly version: number; readonly since: Date }>;
  /** Takes a key away for good. */
  remove(version: number): Promise<void>;
}

/**
 * Stores the keyring. Its keys go to holders of the live keyring, never to a caller of this port.
 * Errors: `unavailable`; `conflict`, code `rotation-under-way`, while a new key is not in use yet.
 */
export interface KeyringStore {
  /** Adds a random 256-bit key that becomes the current one. Returns its version and when its use begins. */
  add(): Promise<{ readonly version: number; readonly since: Date }>;
  /** Removes a key permanently. */
  remove(version: number): Promise<void>;
}

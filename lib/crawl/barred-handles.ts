import { nameKey } from "../domain/identity.ts";
import { everyChain, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { Platform } from "../domain/platform.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";

/** A handle as its platform's own. */
export interface NamedHandle {
  readonly platform: Platform;
  readonly handle: string;
}

const textOf = ({ platform, handle }: NamedHandle): string => nameKey({ platform, name: handle });

interface BarPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/**
 * Keeps the handles that erased accounts were crawled by from becoming targets again; only digests are kept. Whoever
 * takes such a handle later can still be named by the platform's id.
 */
export async function barHandles(
  { openDocuments, keyring, clock }: BarPorts,
  handles: readonly NamedHandle[],
): Promise<void> {
  const at = clock.now().toISOString();
  const entries = handles.map((handle) => {
    const { digest, key_version } = keyedDigest(keyring, "suppressed-handle", textOf(handle));
    return {
      id: digest,
      version: "1",
      set: { kind: "handle" as const, key_version, wrapped_to: key_version, at, erasure_id: null },
    };
  });
  await openDocuments(SYSTEM_SCOPE).upsertMany("suppressions", entries);
}

/** Which of the handles are barred, by `platform/handle`. */
export async function barredHandles(
  documents: TenantDocuments,
  keyring: Keyring,
  handles: readonly NamedHandle[],
): Promise<(handle: NamedHandle) => boolean> {
  const owners = new Map<string, string>();
  for (const handle of handles) {
    for (const { digest } of everyChain(keyring, "suppressed-handle", textOf(handle)))
      owners.set(digest, textOf(handle));
  }
  const found = await documents.getMany("suppressions", [...owners.keys()]);
  const barred = new Set([...owners].flatMap(([digest, owner]) => (found.has(digest) ? [owner] : [])));
  return (handle) => barred.has(textOf(handle));
}

import { nameKey } from "../../domain/identity.ts";
import { SYSTEM_TENANT, type TenantId } from "../../domain/ids.ts";
import { everyChain, type Keyring, keyedDigest } from "../../domain/keyring.ts";
import type { Platform } from "../../domain/platform.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";

/** A handle on its platform. */
export interface NamedHandle {
  readonly platform: Platform;
  readonly handle: string;
}

/** Entries have ids that are unique over all tenants. A tenant's own entry must not collide with another tenant's. */
const valueIn = (tenantId: TenantId, handle: NamedHandle): string =>
  tenantId === SYSTEM_TENANT ? textOf(handle) : `${tenantId}/${textOf(handle)}`;

const textOf = ({ platform, handle }: NamedHandle): string => nameKey({ platform, name: handle });

type BarPorts = Pick<Ports, "keyring" | "clock">;

/**
 * Prevents handles of erased accounts from becoming targets again: in the tenant of `documents`, or in every tenant if
 * that is the system tenant. Only digests are kept. Anyone who takes such a handle later can still be named by the
 * platform's id.
 */
export async function barHandles(
  { keyring, clock }: BarPorts,
  documents: TenantDocuments,
  handles: readonly NamedHandle[],
): Promise<void> {
  const at = clock.now().toISOString();
  const entries = handles.map((handle) => {
    const { digest, key_version } = keyedDigest(
      keyring,
      "suppressed-handle",
      valueIn(documents.scope.tenantId, handle),
    );
    return {
      id: digest,
      version: "1",
      set: { kind: "handle" as const, key_version, wrapped_to: key_version, at, erasure_id: null },
    };
  });
  await documents.upsertMany("suppressions", entries);
}

/**
 * Which handles are barred in the tenant of `documents`, or in every tenant if `documents` reads those entries too.
 */
export async function barredHandles(
  documents: TenantDocuments,
  keyring: Keyring,
  handles: readonly NamedHandle[],
): Promise<(handle: NamedHandle) => boolean> {
  const owners = new Map<string, string>();
  for (const handle of handles) {
    for (const value of [textOf(handle), valueIn(documents.scope.tenantId, handle)]) {
      for (const { digest } of everyChain(keyring, "suppressed-handle", value))
        owners.set(digest, textOf(handle));
    }
  }
  const found = await documents.getMany("suppressions", [...owners.keys()]);
  const barred = new Set([...owners].flatMap(([digest, owner]) => (found.has(digest) ? [owner] : [])));
  return (handle) => barred.has(textOf(handle));
}

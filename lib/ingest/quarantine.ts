import { type CreatorId, crockford, type TenantId } from "../domain/ids.ts";
import { keyedDigest } from "../domain/keyring.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { keyWithoutName, quarantinePrefix } from "../stored/object-keys.ts";
import { suppressionCheck } from "../suppression/suppression.ts";
import type { RefusedEnvelope } from "./prepared-envelope.ts";

export type QuarantinePorts = Pick<Ports, "objects" | "keyring">;

/** Where a refused envelope came from. */
export interface Origin {
  readonly tenantId: TenantId;
  readonly key: string;
  readonly at: string;
}

/**
 * Keeps refused envelopes for 14 days. If the creator is known, the cleaned envelope goes under the creator's id, so
 * that an erasure finds it. Of all others, and of suppressed accounts, it keeps only place, reason and names of
 * fields, in one object per batch. Keys follow from the origin, so reading a batch again writes the same objects
 * again.
 */
export async function quarantine(
  { objects, keyring }: QuarantinePorts,
  documents: TenantDocuments,
  origin: Origin,
  refused: readonly RefusedEnvelope[],
): Promise<void> {
  const subjects = refused.map(({ subject }) => subject).filter((subject) => subject !== null);
  const suppressed = await suppressionCheck(keyring, subjects)(documents);
  const ownerOf = ({ subject }: RefusedEnvelope): CreatorId | null =>
    subject && !suppressed.has(subject.id) ? subject.id : null;
  const source = crockford(Buffer.from(keyedDigest(keyring, "dropped-object", origin.key).digest, "hex"), 26);
  for (const [owner, ofOwner] of Map.groupBy(refused, ownerOf)) {
    const entries = ofOwner.map((one) => entry(origin, one, owner));
    const body = entries.map((one) => `${JSON.stringify(one)}\n`).join("");
    const key = `${prefixOf(origin.tenantId, owner)}${source}-${entries[0]?.line}.ndjson`;
    await objects.put(key, Buffer.from(body), { contentType: "application/x-ndjson" });
  }
}

const prefixOf = (tenantId: TenantId, owner: CreatorId | null): string =>
  owner === null ? `quarantine/${tenantId}/unknown/` : quarantinePrefix(tenantId, owner);

/**
 * The entry names no file. The drop's owner recognises it by the object's name, which is a keyed digest of the drop's
 * key.
 */
const entry = (
  { key, at }: Origin,
  { rejection, fields, envelope }: RefusedEnvelope,
  owner: CreatorId | null,
) => ({
  key: keyWithoutName(key),
  ...rejection,
  at,
  fields,
  envelope: owner === null ? null : envelope,
});

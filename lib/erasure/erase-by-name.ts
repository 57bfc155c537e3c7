import { writeAudit } from "../audit/audit.ts";
import { dropTargets } from "../crawl/targets/remove-targets.ts";
import { type ErasureView, erasureView, holdsEverywhere } from "../domain/erasure.ts";
import { type AccountName, nameKey } from "../domain/identity.ts";
import { type CreatorId, creatorIdSchema, crockford } from "../domain/ids.ts";
import { everyDigest, type Keyring } from "../domain/keyring.ts";
import type { Erasure } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import {
  type ErasureSubject,
  latestErasure,
  type OpenErasurePorts,
  openErasure,
} from "../suppression/open-erasure.ts";
import { awaitName } from "../suppression/requests-by-name.ts";

export interface EraseByNameRequest {
  readonly name: AccountName;
  readonly scope: Erasure["scope"];
  /** Of the tenant whose erasure it is. */
  readonly documents: TenantDocuments;
  /** The request waits in every tenant where it is the administrator's, and else in the tenant's own. */
  readonly origin: Erasure["origin"];
}

/**
 * Forgets, as far as it can be, an account of which only the name is known: no frontier holds it any more, and anyone
 * who comes by it first is kept out (`requests-by-name.ts`). The erasure has an id in a creator's place that follows
 * from tenant and name under the keyring, so that asking again gives the same and nobody can guess the name from it.
 */
export async function eraseByName(
  ports: OpenErasurePorts,
  { name, scope, documents, origin }: EraseByNameRequest,
  actor: string,
): Promise<ErasureView> {
  const known = await latestOf(documents, placeholders(ports.keyring, documents, name));
  const subject = nameSubject(ports, documents, name);
  const audit = (erasure: string) =>
    writeAudit(ports, documents, {
      ...{ actor, action: "erase-name", subject: subject.id, outcome: "allowed" },
      detail: { erasure, scope },
    });
  if (known) await audit(known.id);
  const isEverywhere = holdsEverywhere({ origin });
  const erasure =
    known ??
    (await openErasure(ports, documents, {
      ...{ subjects: [subject], scope, origin, audit },
      // The frontiers of other tenants may hold the name too.
      ...(isEverywhere && { everywhere: { whom: { name }, actor } }),
    }));
  const where = isEverywhere ? ports.openDocuments(SYSTEM_SCOPE) : documents;
  await awaitName(ports, where, name, { erasureId: erasure.id, at: ports.clock.now().toISOString() });
  const target = { platform: name.platform, handle: name.name, platform_user_id: null };
  await dropTargets(documents, [target]);
  return erasureView(erasure);
}

const ID_CHARACTERS = 26;

/** What an erasure that was asked for by a name bears beside its creators, so that it is found by the name again. */
export const nameSubject = (
  { keyring }: Pick<OpenErasurePorts, "keyring">,
  documents: TenantDocuments,
  name: AccountName,
): ErasureSubject => ({
  id: placeholders(keyring, documents, name)[0],
  platform: name.platform,
  account: null,
  isStored: false,
});

/** The newest erasure of a stored account that was asked for by this name. */
export async function erasureAskedBy(
  { keyring }: Pick<OpenErasurePorts, "keyring">,
  documents: TenantDocuments,
  name: AccountName,
): Promise<Erasure | null> {
  const ids = placeholders(keyring, documents, name);
  const found = await latestOf(documents, ids);
  const isOfAccount = found?.creator_ids.some((id) => !ids.includes(id));
  return isOfAccount ? found : null;
}

/** Under the current key first, then as earlier requests may have been recorded. */
function placeholders(
  keyring: Keyring,
  { scope }: TenantDocuments,
  name: AccountName,
): [CreatorId, ...CreatorId[]] {
  const digests = everyDigest(keyring, "unmet-account", `${scope.tenantId}/${nameKey(name)}`);
  const [first, ...others] = digests.map(({ digest }) =>
    creatorIdSchema.parse(`c_${crockford(Buffer.from(digest, "hex"), ID_CHARACTERS)}`),
  );
  if (!first) throw new Error("The keyring has no key.");
  return [first, ...others];
}

async function latestOf(documents: TenantDocuments, ids: readonly CreatorId[]): Promise<Erasure | null> {
  for (const id of ids) {
    const erasure = await latestErasure(documents, id);
    if (erasure) return erasure;
  }
  return null;
}

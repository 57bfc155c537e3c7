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
  /** The documents of the tenant that the erasure belongs to. */
  readonly documents: TenantDocuments;
  /** An administrator's request waits in every tenant, any other in the tenant's own. */
  readonly origin: Erasure["origin"];
}

/**
 * Forgets an account of which only the name is known, as far as that is possible: it takes the name out of the
 * frontier, and keeps out the first account that arrives with it (`requests-by-name.ts`). The erasure has an id in the
 * place of a creator's. That id follows from the tenant and the name under the keyring, so the same request finds it
 * again and nobody can guess the name from it.
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
      // Other tenants may have the name in their frontiers too.
      ...(isEverywhere && { everywhere: { whom: { name }, actor } }),
    }));
  const where = isEverywhere ? ports.openDocuments(SYSTEM_SCOPE) : documents;
  await awaitName(ports, where, name, { erasureId: erasure.id, at: ports.clock.now().toISOString() });
  const target = { platform: name.platform, handle: name.name, platform_user_id: null };
  await dropTargets(documents, [target]);
  return erasureView(erasure);
}

const ID_CHARACTERS = 26;

/**
 * What an erasure carries beside its creators if somebody asked for it by name, so that the same name finds it again.
 */
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

/** The newest erasure of a stored account that somebody asked for by this name. */
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

/** The current key comes first, then older keys under which earlier requests may stand. */
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

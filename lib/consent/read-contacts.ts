import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import {
  boundTo,
  type Consent,
  type ContactsView,
  consentView,
  sealedConsentSchema,
} from "../domain/consent.ts";
import { AppError } from "../domain/errors.ts";
import type { CreatorId } from "../domain/ids.ts";
import { openBytes } from "../domain/sealing.ts";
import type { KeyWrapping } from "../ports/key-wrapping.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { ownCreator } from "../stored/own-creator.ts";

export interface ReadContactsPorts extends AuditPorts {
  readonly documents: TenantDocuments;
  readonly keyWrapping: KeyWrapping;
}

/**
 * The contacts that a creator gave with its consent. The reading is on record before anything is shown: without a
 * record nothing is.
 * @throws AppError `not-found`, code `creator-not-found` or `no-consent`.
 */
export async function readContacts(
  ports: ReadContactsPorts,
  { id }: { readonly id: CreatorId },
  actor: string,
): Promise<{ readonly data: ContactsView }> {
  const { consent, tenant_id: tenant } = await ownCreator(ports.documents, id);
  if (!consent) throw new AppError("not-found", "no-consent", "The creator gave no consent.", { id });
  await writeAudit(ports, ports.documents, {
    ...{ actor, action: "read-contacts", subject: id, outcome: "allowed" },
    detail: { purpose: consent.purpose, contacts: consent.contacts.length },
  });
  return {
    data: { ...consentView(id, consent), ...(await opened(ports, consent, { tenant, creator: id })) },
  };
}

async function opened(
  { keyWrapping }: ReadContactsPorts,
  { sealed }: Consent,
  owner: Parameters<KeyWrapping["unwrap"]>[1],
) {
  const key = await keyWrapping.unwrap(sealed.key, owner);
  const clear = openBytes(key, boundTo(owner), Buffer.from(sealed.content, "base64"));
  if (clear) return sealedConsentSchema.parse(JSON.parse(clear.toString("utf8")));
  throw new AppError("invalid", "foreign-data-key", "What is sealed does not fit its key.", {
    creator: owner.creator,
  });
}

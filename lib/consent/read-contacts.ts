import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import { type ContactsView, consentView, sealedConsentSchema } from "../domain/consent.ts";
import { AppError } from "../domain/errors.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { Ports } from "../ports/ports.ts";
import { ownCreator } from "../stored/own-creator.ts";
import { openedConsent } from "./sealed-consent.ts";

export type ReadContactsPorts = AuditPorts & Pick<Ports, "documents" | "keyWrapping">;

/**
 * The contacts that a creator gave with its consent. The read is audited before anything is shown. If it cannot be
 * audited, nothing is shown.
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
  const clear = await openedConsent(ports.keyWrapping, consent, { tenant, creator: id });
  const sealed = sealedConsentSchema.parse(JSON.parse(clear.toString("utf8")));
  return { data: { ...consentView(id, consent), ...sealed } };
}

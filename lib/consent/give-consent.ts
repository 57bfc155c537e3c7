import { type ConsentView, consentView } from "../domain/consent.ts";
import type { Contact } from "../domain/consent-input.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { Ports } from "../ports/ports.ts";
import { auditConsent, type ConsentPorts, replaceConsent, sealedConsent } from "./consent.ts";

export interface GiveConsentRequest {
  readonly id: CreatorId;
  readonly purpose: string;
  readonly source: string;
  readonly evidence: string;
  readonly contacts: readonly Contact[];
}

/**
 * Records that a creator agreed to be contacted, and the contacts it agreed to. This replaces an earlier consent.
 * Contacts and evidence are sealed under a key of the creator's own, which is new each time.
 * @throws AppError `not-found` for what is no live creator of the tenant.
 */
export async function giveConsent(
  ports: ConsentPorts & Pick<Ports, "keyWrapping">,
  request: GiveConsentRequest,
  actor: string,
): Promise<ConsentView> {
  const { id } = request;
  await auditConsent(ports, { id, actor, action: "give-consent" }, request);
  const { consent } = await replaceConsent(ports, id, (creator) => sealedConsent(ports, creator, request));
  if (!consent) throw new Error("A given consent is stored whole.");
  return consentView(id, consent);
}

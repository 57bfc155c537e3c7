import type { CreatorId } from "../domain/ids.ts";
import { auditConsent, type ConsentPorts, forgetPagesOf, replaceConsent } from "./consent.ts";

/**
 * Destroys a creator's consent with its data key, contacts and evidence. The profile's own digests of contacts stay.
 * Repeating it is harmless. `withdrawn`: whether there was a consent.
 * @throws AppError `not-found` for what is no live creator of the tenant.
 */
export async function withdrawConsent(
  ports: ConsentPorts,
  { id }: { readonly id: CreatorId },
  actor: string,
): Promise<{ readonly creator_id: CreatorId; readonly withdrawn: boolean }> {
  await auditConsent(ports, { id, actor, action: "withdraw-consent" });
  const { before } = await replaceConsent(ports, id, async () => null);
  await forgetPagesOf(ports, before);
  return { creator_id: id, withdrawn: before.consent !== null };
}

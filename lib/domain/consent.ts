import { z } from "zod";
import { CONTACT_KINDS } from "./contact-kinds.ts";
import { type CreatorId, creatorIdSchema, type TenantId } from "./ids.ts";
import { everyDigest, type Keyring } from "./keyring.ts";

const verified = z.boolean().describe("Whether the creator's own profile gave the same contact.");

/** The clear part of a consent, and beside it the part that only its own key opens. */
export const consentSchema = z.object({
  purpose: z.string(),
  source: z.string(),
  at: z.iso.datetime(),
  contacts: z.array(z.object({ kind: z.enum(CONTACT_KINDS), verified })),
  sealed: z.object({
    /** The creator's data key, wrapped. */
    key: z.string(),
    /** `sealedConsentSchema` as JSON under AES-256-GCM, base64. */
    content: z.string(),
  }),
});
export type Consent = z.infer<typeof consentSchema>;

/** The sealed part. */
export const sealedConsentSchema = z.object({
  evidence: z.string(),
  contacts: z.array(z.object({ kind: z.enum(CONTACT_KINDS), value: z.string(), verified })),
});
export type SealedConsent = z.infer<typeof sealedConsentSchema>;

export const consentViewSchema = consentSchema.omit({ sealed: true }).extend({ creator_id: creatorIdSchema });
export type ConsentView = z.infer<typeof consentViewSchema>;

export const contactsViewSchema = consentViewSchema.extend(sealedConsentSchema.shape);
export type ContactsView = z.infer<typeof contactsViewSchema>;

export const consentView = (id: CreatorId, { sealed: _sealed, ...consent }: Consent): ConsentView => ({
  creator_id: id,
  ...consent,
});

/** Whether a creator can be contacted: its profile or its consent gives a contact. */
export const hasContact = (known: readonly unknown[], consent: Pick<Consent, "contacts"> | null): boolean =>
  known.length > 0 || (consent?.contacts.length ?? 0) > 0;

/** What a data key and its sealed content are bound to, so that nothing of one creator opens as another's. */
export interface SealedFor {
  readonly tenant: TenantId;
  readonly creator: CreatorId;
}

export const boundTo = ({ tenant, creator }: SealedFor): string => `consent|${tenant}|${creator}`;

interface GivenContact {
  readonly kind: (typeof CONTACT_KINDS)[number];
  readonly value: string;
}
interface KnownContact {
  readonly kind: GivenContact["kind"];
  readonly digest: string;
  readonly key_version: number;
}

/** Whether a profile's digests show that the profile gave this contact itself. */
export function isVerified(
  keyring: Keyring,
  known: readonly KnownContact[],
  { kind, value }: GivenContact,
): boolean {
  const digests = new Set(everyDigest(keyring, kind, value).map(({ digest }) => digest));
  return known.some((contact) => contact.kind === kind && digests.has(contact.digest));
}

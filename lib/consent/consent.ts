import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import { noteChanged } from "../cache/page-cache.ts";
import { dropPagesWith, type SearchMemory } from "../cache/process-memory.ts";
import { eq } from "../domain/condition.ts";
import { type Consent, hasContact, isVerified, type SealedConsent } from "../domain/consent.ts";
import type { Contact } from "../domain/consent-input.ts";
import type { Creator } from "../domain/creator.ts";
import { AppError, nullWhenAbsent } from "../domain/errors.ts";
import type { CreatorId } from "../domain/ids.ts";
import { isIndexBehind } from "../domain/profile/creator-from-profile.ts";
import { facetHash } from "../domain/profile/embedding-text.ts";
import type { Ports } from "../ports/ports.ts";
import { ownCreator } from "../stored/own-creator.ts";
import { sealedUnder } from "./sealed-consent.ts";

export interface ConsentPorts extends AuditPorts, Pick<Ports, "documents" | "cache"> {
  readonly memory: SearchMemory;
}

/** A try fails only because somebody changed the creator in between. */
const TRIES_MAX = 10;

/**
 * Replaces the creator's consent with another or none, by a write that requires the state it was made for. A tombstone
 * is never overwritten. Filters and vectors follow by the creator's own index state.
 * @throws AppError `not-found`; `conflict`, code `creator-changing`, when others change it all the time.
 */
export async function replaceConsent(
  ports: Pick<ConsentPorts, "documents" | "clock">,
  id: CreatorId,
  make: (creator: Creator) => Promise<Consent | null>,
): Promise<{ readonly before: Creator; readonly consent: Consent | null }> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const before = await ownCreator(ports.documents, id);
    const consent = await make(before);
    const after = withConsent(before, consent, ports.clock.now());
    const { version, updated_at, facet_hash } = before;
    const isStored = await ports.documents.update("creators", {
      id,
      set: after,
      when: [
        eq("erased", false),
        ...Object.entries({ version, updated_at, facet_hash }).map(([field, value]) => eq(field, value)),
      ],
    });
    if (!isStored) continue;
    return { before, consent };
  }
  throw new AppError("conflict", "creator-changing", "The creator changes all the time: try again.", { id });
}

/**
 * Runs after an ingest, for creators that had a consent when it began. The ingest may have stored that they give
 * contacts although the consent was withdrawn in between. Updates filters and vectors to what is stored now.
 */
export async function followConsent(
  ports: Pick<ConsentPorts, "documents" | "clock">,
  ids: readonly CreatorId[],
): Promise<void> {
  if (ids.length === 0) return;
  for (const record of (await ports.documents.getMany("creators", ids)).values()) {
    if (record.erased || saysTruly(record)) continue;
    await replaceConsent(ports, record.id, async ({ consent }) => consent).catch(nullWhenAbsent);
  }
}

/** Whether `has_contact`, which filters use, follows from profile and consent. */
export const saysTruly = ({ has_contact, contacts, consent }: Creator): boolean =>
  has_contact === hasContact(contacts, consent);

type ConsentFields = Pick<
  Creator,
  "consent" | "has_contact" | "facet_hash" | "index_pending" | "index_urgent" | "updated_at"
>;

function withConsent(creator: Creator, consent: Consent | null, now: Date): ConsentFields {
  const has_contact = hasContact(creator.contacts, consent);
  const facet_hash = facetHash({ ...creator, has_contact });
  const hashes = { text_hash: creator.text_hash, facet_hash };
  const index_pending = isIndexBehind(creator, hashes);
  const updated_at = now.toISOString();
  return { consent, has_contact, facet_hash, index_pending, index_urgent: true, updated_at };
}

/** Contacts and evidence, sealed under a key of the creator's own. */
export async function sealedConsent(
  { keyring, keyWrapping, clock }: AuditPorts & Pick<Ports, "keyWrapping">,
  creator: Creator,
  given: { purpose: string; source: string; evidence: string; contacts: readonly Contact[] },
): Promise<Consent> {
  const { purpose, source, evidence } = given;
  const contacts = given.contacts.map((contact) => ({
    ...contact,
    verified: isVerified(keyring, creator.contacts, contact),
  }));
  const owner = { tenant: creator.tenant_id, creator: creator.id };
  const clear: SealedConsent = { evidence, contacts };
  return {
    ...{ purpose, source, at: clock.now().toISOString() },
    contacts: contacts.map(({ kind, verified }) => ({ kind, verified })),
    sealed: await sealedUnder(keyWrapping, Buffer.from(JSON.stringify(clear)), owner),
  };
}

/**
 * Drops the pages that still say that a creator gives a contact. New searches find its current state. Pages that other
 * processes keep expire within a minute.
 */
export async function forgetPagesOf(
  { cache, memory, clock }: Pick<ConsentPorts, "cache" | "memory" | "clock">,
  creator: Creator,
): Promise<void> {
  dropPagesWith(memory, new Set([creator.id]));
  await noteChanged(cache, creator.tenant_id, [creator.id], clock.now());
}

/**
 * Audits a change of a creator's consent before it takes effect: counts and the purpose, never a contact.
 * @throws AppError `not-found` for what is no live creator of the tenant: then nothing is recorded.
 */
export async function auditConsent(
  ports: ConsentPorts,
  { id, actor, action }: { id: CreatorId; actor: string; action: "give-consent" | "withdraw-consent" },
  given?: Pick<Consent, "purpose" | "source"> & { readonly contacts: readonly unknown[] },
): Promise<void> {
  const { consent } = await ownCreator(ports.documents, id);
  const about = given ?? consent;
  await writeAudit(ports, ports.documents, {
    ...{ actor, action, subject: id, outcome: "allowed" },
    detail: about ? { purpose: about.purpose, source: about.source, contacts: about.contacts.length } : {},
  });
}

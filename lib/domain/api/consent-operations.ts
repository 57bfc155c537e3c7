import { z } from "zod";
import { consentViewSchema, contactsViewSchema } from "../consent.ts";
import { consentInput } from "../consent-input.ts";
import { creatorIdSchema } from "../ids.ts";
import { operationsOf } from "./operation.ts";

const operation = operationsOf("erase-creator");

const EXAMPLE_ID = "c_0123456789abcdefghjkmnpqrs";

export const giveConsent = operation({
  id: "giveConsent",
  route: "PUT /creators/{id}/consent",
  role: "privacy_officer",
  summary: "Record a creator's consent",
  description:
    "For what the creator agreed to be contacted, how that came about, what shows it, and the contacts. Contacts and evidence are kept encrypted under a key of the creator's own; a contact that the creator's profile gave too is marked as verified. Takes the place of an earlier consent.",
  input: z.strictObject({ id: creatorIdSchema, ...consentInput }),
  answer: consentViewSchema,
  example: {
    id: EXAMPLE_ID,
    purpose: "campaign-outreach",
    source: "signup-form",
    evidence: "Form 2026-118, box 3",
    contacts: [{ kind: "email", value: "someone@example.org" }],
  },
  problems: [409],
});

export const withdrawnAnswerSchema = z.object({ creator_id: creatorIdSchema, withdrawn: z.boolean() });

export const withdrawConsent = operation({
  id: "withdrawConsent",
  route: "DELETE /creators/{id}/consent",
  role: "privacy_officer",
  summary: "Withdraw a creator's consent",
  description:
    "Destroys the contacts, the evidence and their key. Asking again is harmless: `withdrawn` says whether there was a consent.",
  input: z.strictObject({ id: creatorIdSchema }),
  answer: withdrawnAnswerSchema,
  example: { id: EXAMPLE_ID },
  problems: [409],
});

export const contactsAnswerSchema = z.object({ data: contactsViewSchema });

export const readContacts = operation({
  id: "readContacts",
  route: "GET /creators/{id}/contacts",
  // Operators have no access: running the system needs no contacts. docs/adr/0015-consent-and-keys.md
  role: "privacy_officer",
  summary: "The contacts that a creator gave with its consent",
  description: "Each reading is put on record before anything is shown.",
  input: z.strictObject({ id: creatorIdSchema }),
  answer: contactsAnswerSchema,
  example: { id: EXAMPLE_ID },
});

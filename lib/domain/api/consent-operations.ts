import { z } from "zod";
import { consentViewSchema, contactsViewSchema } from "../consent.ts";
import { consentInput } from "../consent-input.ts";
import { creatorIdSchema } from "../ids.ts";
import { operation } from "./operation.ts";

const EXAMPLE_ID = "c_0123456789abcdefghjkmnpqrs";

export const giveConsent = operation({
  id: "giveConsent",
  function: "erase-creator",
  method: "PUT",
  path: "/creators/{id}/consent",
  role: "privacy_officer",
  summary: "Record a creator's consent",
  description:
    "For what the creator agreed to be contacted, how that came about, what shows it, and the contacts. Contacts and evidence are kept encrypted under a key of the creator's own; a contact that the creator's profile gave too is marked as verified. Takes the place of an earlier consent.",
  input: z.strictObject({ id: creatorIdSchema, ...consentInput }),
  takesBody: true,
  status: 200,
  answer: consentViewSchema,
  example: {
    id: EXAMPLE_ID,
    purpose: "campaign-outreach",
    source: "signup-form",
    evidence: "Form 2026-118, box 3",
    contacts: [{ kind: "email", value: "someone@example.org" }],
  },
  problems: [404, 409],
});

export const withdrawnAnswerSchema = z.object({ creator_id: creatorIdSchema, withdrawn: z.boolean() });

export const withdrawConsent = operation({
  id: "withdrawConsent",
  function: "erase-creator",
  method: "DELETE",
  path: "/creators/{id}/consent",
  role: "privacy_officer",
  summary: "Withdraw a creator's consent",
  description:
    "Destroys the contacts, the evidence and their key. Asking again is harmless: `withdrawn` says whether there was a consent.",
  input: z.strictObject({ id: creatorIdSchema }),
  status: 200,
  answer: withdrawnAnswerSchema,
  example: { id: EXAMPLE_ID },
  problems: [404, 409],
});

export const contactsAnswerSchema = z.object({ data: contactsViewSchema });

export const readContacts = operation({
  id: "readContacts",
  function: "erase-creator",
  method: "GET",
  path: "/creators/{id}/contacts",
  // Not for operators: who runs the system has no business with whom it is about. docs/adr/0015-consent-and-keys.md
  role: "privacy_officer",
  summary: "The contacts that a creator gave with its consent",
  description: "Each reading is put on record before anything is shown.",
  input: z.strictObject({ id: creatorIdSchema }),
  status: 200,
  answer: contactsAnswerSchema,
  example: { id: EXAMPLE_ID },
  problems: [404],
});

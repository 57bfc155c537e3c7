import { z } from "zod";
import { CONTACT_KINDS } from "./contact-kinds.ts";
import { normalisedEmail, normalisedPhone } from "./pii/contacts.ts";

/** A word that may appear in the audit and in a view. The narrow form keeps anyone from naming a person by accident. */
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "use 2 to 40 characters: a-z, 0-9 and -, such as campaign-outreach");

/**
 * A contact as consent gives it, in its one normal form: an e-mail address with its domain in lower-case ASCII, or
 * E.164.
 */
const contactSchema = z
  .strictObject({
    kind: z.enum(CONTACT_KINDS),
    value: z
      .string()
      .max(320)
      .trim()
      .min(3)
      .describe("An e-mail address, or a phone number with + and its country's code."),
  })
  .transform(({ kind, value }, context) => {
    const normal = kind === "email" ? normalisedEmail(value) : normalisedPhone(value, null);
    if (normal !== null && (kind === "phone" || normal.includes("."))) return { kind, value: normal };
    const form = kind === "email" ? "an e-mail address" : "a phone number with + and its country's code";
    context.addIssue({ code: "custom", path: ["value"], message: `write ${form}` });
    return z.NEVER;
  });
export type Contact = z.infer<typeof contactSchema>;

/** What a creator agreed to, in any way, and the contacts that the consent covers. */
export const consentInput = {
  purpose: slug.describe("What the creator agreed to be contacted for, such as campaign-outreach."),
  source: slug.describe("How the consent came about, such as signup-form."),
  evidence: z
    .string()
    .max(2_000)
    .trim()
    .min(1)
    .describe("The proof: the number of a form, the place of a letter. Kept encrypted, like the contacts."),
  contacts: z.array(contactSchema).min(1).max(20).describe("The contacts that the consent covers."),
};

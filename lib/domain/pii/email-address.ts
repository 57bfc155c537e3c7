import { domainToASCII } from "node:url";

/** RFC 5321 section 4.5.3.1.2. */
const DOMAIN_MAX = 255;

/**
 * The one form of an address: NFC, domain in lower-case ASCII (punycode), local part as given, since only its host may
 * say whether case matters there (RFC 5321 section 2.4). Null if it is not an address.
 */
export function normalisedEmail(address: string): string | null {
  const trimmed = address.trim().normalize("NFC");
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at).replace(/^[.'-]+(?=[\p{L}\p{N}])/u, "");
  const domain = domainToASCII(trimmed.slice(at + 1));
  if (at < 1 || local === "" || domain === "" || domain.length > DOMAIN_MAX) return null;
  return /\s/.test(local) ? null : `${local}@${domain}`;
}

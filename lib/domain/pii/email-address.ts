import { domainToASCII } from "node:url";

/** RFC 5321 section 4.5.3.1.2. */
const DOMAIN_MAX = 255;

/** One label of a domain, and a last one, as sources of `u` patterns; international ones included. */
export const LABEL = "[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
export const TOP_LEVEL = "(?:xn--[a-z0-9-]{2,59}|[a-zA-Z]{2,24}|(?:(?![a-zA-Z])\\p{L}\\p{M}*){2,24})";
/** Mail hosts that people name without their ending. Others (Yahoo, Outlook) are employers too: "editor at Yahoo". */
export const PROVIDER = "(?:gmail|googlemail|hotmail|icloud)";

/** The domain of a host that was named without its ending. */
export const withEnding = (domain: string): string => (domain.includes(".") ? domain : `${domain}.com`);

/**
 * The one way to write an address: NFC, domain in lower-case ASCII (punycode), local part as given, since only its
 * host may say whether case matters there (RFC 5321 section 2.4). Null for what is no address.
 */
export function normalisedEmail(address: string): string | null {
  const trimmed = address.trim().normalize("NFC");
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at).replace(/^[.'-]+(?=[\p{L}\p{N}])/u, "");
  const domain = domainToASCII(trimmed.slice(at + 1));
  if (at < 1 || local === "" || domain === "" || domain.length > DOMAIN_MAX) return null;
  return /\s/.test(local) ? null : `${local}@${domain}`;
}

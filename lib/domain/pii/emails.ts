import { LABEL, normalisedEmail, PROVIDER, TOP_LEVEL, withEnding } from "./email-address.ts";
import type { FoundContact } from "./found-contact.ts";
import { obfuscatedEmails, spellsAt } from "./obfuscated-emails.ts";

/** RFC 5321 section 4.5.3.1.1: at most 64 octets before the @. */
const LOCAL_MAX = 64;

/**
 * Before the @. Letters of alphabets that are written with spaces, so that a word of a script without them does
 * not cling to the address; `*`, `•` and ellipses since people mask addresses half. It never ends in a dot or a
 * dash: `ft.@first.last` is a mention.
 */
const LOCAL_BEFORE =
  /(?:[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}._%+'*•…-]*[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_+*•…])$/u;
/** Addresses written wholly in another script. */
const LOCAL_BEFORE_ANY = /[\p{L}\p{M}\p{N}._%+-]*[\p{L}\p{M}\p{N}_+]$/u;
const DOMAIN_AFTER = new RegExp(`(?:${LABEL}\\.)+${TOP_LEVEL}`, "uy");
const PROVIDER_AFTER = new RegExp(`${PROVIDER}(?![\\p{L}\\p{N}])`, "iuy");
/** `logo@2x.png` is a file. */
const FILE_ENDING = /\.(?:png|jpe?g|gif|webp|svg|ico|mp4|css|js)$/i;
/** A whole mailto address, with what it says beside the addressee. */
const MAILTO = /\bmailto:[^\s<>"']*(?:@|%40)[^\s<>"']*/giu;

/** Whether it can be worth looking. */
export const mayHoldEmail = (text: string): boolean =>
  text.includes("@") || text.includes("%40") || spellsAt(text);

/** E-mail addresses in a folded text, plain and obfuscated; they may overlap. */
export const findEmails = (text: string): FoundContact[] => [
  ...plainEmails(text, "@"),
  ...plainEmails(text, "%40"),
  ...Array.from(text.matchAll(MAILTO), wholeAddress),
  ...obfuscatedEmails(text),
];

const wholeAddress = (match: RegExpExecArray): FoundContact => ({
  start: match.index,
  end: match.index + match[0].length,
  value: null,
});

function plainEmails(text: string, at: "@" | "%40"): FoundContact[] {
  const found: FoundContact[] = [];
  for (let sign = text.indexOf(at); sign !== -1; sign = text.indexOf(at, sign + 1)) {
    const before = text.slice(Math.max(0, sign - LOCAL_MAX), sign);
    const local = (LOCAL_BEFORE.exec(before) ?? LOCAL_BEFORE_ANY.exec(before))?.[0];
    const domain = domainAt(text, sign + at.length);
    if (local === undefined || domain === null) continue;
    found.push({
      start: sign - local.length,
      end: sign + at.length + domain.length,
      value: normalisedEmail(`${local}@${withEnding(domain)}`),
    });
  }
  return found;
}

function domainAt(text: string, index: number): string | null {
  DOMAIN_AFTER.lastIndex = index;
  PROVIDER_AFTER.lastIndex = index;
  const domain = DOMAIN_AFTER.exec(text)?.[0] ?? PROVIDER_AFTER.exec(text)?.[0] ?? null;
  return domain === null || FILE_ENDING.test(domain) ? null : domain;
}

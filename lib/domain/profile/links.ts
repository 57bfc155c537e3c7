import { percentDecoded } from "../text/percent-decoded.ts";
import { foldedText } from "./text.ts";

const LINKS_MAX = 20;
const LINK_CHARACTERS_MAX = 500;
/** 255 bytes, percent-encoded. */
const TITLE_MAX = 765;

/** Parameters that say how a visitor arrived, not where the link leads. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|igsh|mc_cid|mc_eid|yclid|ttclid|twclid|ref_src)$/i;

/**
 * An address with its scheme, or a bare domain with an ending that ordinary words do not have (`node.js` does not
 * count).
 */
const ADDRESS =
  /\bhttps?:\/\/[^\s<>"'）」】]+|(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|tv|me|io|ee|bio|link|shop|store|app|ly|gg|be|fm|to|co(?:\.[a-z]{2})?|com\.[a-z]{2})(?![\w.-]*@)\b(?:\/[^\s<>"'）」】]*)?/giu;

/**
 * The address in its stored form: https, lower-case host, no credentials, no tracking parameters, no closing slash.
 * Null if it is not a public web address.
 */
export function normalisedLink(address: string): string | null {
  const trimmed = address.trim();
  if (trimmed === "" || trimmed.length > LINK_CHARACTERS_MAX * 4) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || !isPublicHost(url.hostname))
    return null;
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name));
  const query = kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
  // Bounded: the address was measured above.
  const link = `https://${url.host}${url.pathname.replace(/\/+$/, "")}${query}${url.hash}`;
  return link.length <= LINK_CHARACTERS_MAX ? link : null;
}

/** A name with a dot whose ending is not a number: neither localhost nor an IP address. */
const isPublicHost = (host: string): boolean => /\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host);

/** Addresses in running text, without the punctuation of the sentence around them. */
export const addressesIn = (text: string): string[] =>
  text.includes(".")
    ? (text.match(ADDRESS) ?? []).map((address) => address.replace(/[.,;:!?)\]}…]{1,30}$/u, ""))
    : [];

/** Links of a profile, each once: first those of its own fields, then those of its bio. */
export function linksOf(fields: readonly string[], bio: string): string[] {
  const links = new Set<string>();
  for (const address of [...fields, ...addressesIn(bio)]) {
    const link = normalisedLink(address);
    if (link !== null && links.size < LINKS_MAX) links.add(link);
  }
  return [...links];
}

/** Replaces shortened addresses with their targets, as the platform gives them. */
export function expandedText(text: string, targets: ReadonlyMap<string, string>): string {
  if (targets.size === 0) return text;
  return text.replace(/\bhttps?:\/\/t\.co\/\w+/gi, (short) => targets.get(short) ?? short);
}

/**
 * The words of a Wikipedia address, by which YouTube names topics: `.../Video_game_culture` is "video game culture".
 */
export function topicOfWikipedia(address: string): string | null {
  const title = /\/wiki\/([^?#]+)$/.exec(address)?.[1];
  if (title === undefined) return null;
  // Bounded: a title of Wikipedia has at most 255 bytes.
  const words = percentDecoded(title.slice(0, TITLE_MAX))
    .replace(/_/g, " ")
    .replace(/\s*\(.*\)$/, "");
  return foldedText(words).trim() || null;
}

import { countryOfLocation } from "../dictionaries/places.ts";
import { isObject } from "../json.ts";
import { wordMemory } from "../text/word-memory.ts";

/**
 * Ids, counts, times, tokens and addresses of media: their digits are not phone numbers. E-mail addresses are still
 * searched for.
 */
const NUMBER_FIELD =
  /^(?:id|etag|kind|permalink|cursor|before|after|uploads|likes|keywordid|topicids)$|(?:_|[a-z](?=[A-Z]))(?:ids?|Ids?|at|At|time|Time|timestamp|count|Count|counts|url|Url|URL|uri|token|Token|date|Date|duration)$|^(?:timestamp|url|width|height|created|expires|duration)$|^(?:displayUrl|expanded_url)$/;
/** Fields for phone numbers: every value in them is one. */
const PHONE_FIELD =
  /phone|whats_?app|mobile(?:_?(?:no|num|number))?$|(?:^|_)(?:tel|cell|fax|sms|viber|msisdn)(?:$|_)/i;
/** Address fields that people fill in themselves: they may hold a `wa.me` link. */
const LINK_FIELD = /^(?:url|website|bio_url|link|links|external_url|expanded_url|display_url|customUrl)$/i;

export type FieldRole = "phone" | "numbers" | "text";

/** All envelopes of a platform have the same fields, so the roles are remembered. */
const roles = wordMemory<FieldRole>(2_000);
const KNOWN_NAME_MAX = 64;

/** What a field's name says about the digits in the field. */
export function fieldRole(name: string): FieldRole {
  const known = roles.get(name);
  if (known) return known;
  const role = roleByName(name);
  if (name.length <= KNOWN_NAME_MAX) roles.set(name, role);
  return role;
}

function roleByName(name: string): FieldRole {
  if (PHONE_FIELD.test(name)) return "phone";
  return NUMBER_FIELD.test(name) && !LINK_FIELD.test(name) ? "numbers" : "text";
}

/**
 * The country that a raw envelope or payload states, by which national phone numbers are read: a country field, or else
 * a location text that names a country. Null if neither exists.
 */
export function statedCountry(value: unknown): string | null {
  const payload = part(value, "payload") ?? value;
  const account = part(payload, "business_discovery") ?? part(payload, "data") ?? payload;
  const code =
    text(part(account, "snippet"), "country") ??
    text(part(part(account, "brandingSettings"), "channel"), "country") ??
    text(account, "country") ??
    text(account, "country_code");
  if (code !== null && /^[a-z]{2}$/i.test(code)) return code.toUpperCase();
  const location = text(account, "location");
  return location === null ? null : countryOfLocation(location);
}

const part = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

function text(value: unknown, key: string): string | null {
  const found = part(value, key);
  return typeof found === "string" ? found : null;
}

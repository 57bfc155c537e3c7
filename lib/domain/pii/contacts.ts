import type { CONTACT_KINDS } from "../contact-kinds.ts";
import { AppError } from "../errors.ts";
import { wordMemory } from "../text/word-memory.ts";
import { type FieldRole, fieldRole, statedCountry } from "./contact-fields.ts";
import { cutSpans } from "./cut-spans.ts";
import { findEmails, mayHoldEmail } from "./emails.ts";
import { foldedView } from "./folded-view.ts";
import type { FoundContact } from "./found-contact.ts";
import { findPhones, mayHoldPhone } from "./phones.ts";

export { normalisedEmail } from "./email-address.ts";
export { normalisedPhone } from "./phone-number.ts";

export interface Contact {
  readonly kind: (typeof CONTACT_KINDS)[number];
  /** An e-mail address with its domain in lower-case ASCII, or a phone number in E.164. */
  readonly value: string;
}

/** Deeper than any platform's answer. A value with more levels is made to exhaust the reader. */
const DEPTH_MAX = 100;
/** A cut can join the halves of another contact. Each pass removes characters, so few passes are needed. */
const PASSES_MAX = 8;
/**
 * No more of a text is read and kept. The longest texts that a platform accepts are X's long posts with 25,000
 * characters: X's terms of Premium.
 */
const TEXT_MAX = 32_768;
/** Characters read beyond the limit, so that a contact that crosses the limit is seen whole. */
const BEYOND = 512;
/**
 * Characters of one value that are searched closely, over all its texts and passes. Each takes about 2.5 microseconds
 * if the text is made to exhaust the search. Fifty videos with the longest descriptions need half of it.
 */
const CLOSELY_MAX = 524_288;
/** `a@b.co` has six characters. */
const SHORTEST_CONTACT = 6;

interface Search {
  /** Called only if something looks like a phone number. */
  readonly country: () => string | null;
  readonly contacts: Map<string, Contact>;
  /** Number of characters searched closely so far. */
  closely: number;
}

/**
 * Cuts e-mail addresses and phone numbers out of every string at any depth of a JSON value, also out of names of
 * fields, together with their labels. A value without contacts is returned unchanged, as the same object. Numbers stay,
 * except those in fields for phone numbers, which become null. National phone numbers are read as numbers of `country`
 * (ISO 3166-1 alpha-2); by default it is the country that the value states (`statedCountry`). After half a million
 * characters in texts that look like contacts, further such texts are left out unread, so that no value takes seconds.
 * @throws AppError `invalid`, code `too-deep`, for a value nested beyond 100 levels.
 */
export function cutContacts<T>(
  value: T,
  options: { readonly country?: string | null } = {},
): { readonly cleaned: T; readonly contacts: Contact[] } {
  const search: Search = { country: countryReader(value, options.country), contacts: new Map(), closely: 0 };
  // The walk returns a value of the same shape. No schema could say more about an arbitrary T.
  const cleaned = cleanValue(value, "text", search, 0) as T;
  return { cleaned, contacts: [...search.contacts.values()] };
}

function countryReader(value: unknown, given: string | null | undefined): Search["country"] {
  let country = given;
  return () => {
    if (country === undefined) country = statedCountry(value);
    return country;
  };
}

function cleanValue(value: unknown, role: FieldRole, search: Search, depth: number): unknown {
  if (typeof value === "string") return cleanText(value, role, search);
  if (typeof value === "number") return role === "phone" ? cleanNumber(value, search) : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEPTH_MAX)
    throw new AppError("invalid", "too-deep", `JSON nests deeper than ${DEPTH_MAX} levels.`);
  return Array.isArray(value)
    ? cleanList(value, role, search, depth)
    : cleanObject(value, role, search, depth);
}

function cleanList(list: readonly unknown[], role: FieldRole, search: Search, depth: number): unknown {
  const cleaned = list.map((item) => cleanValue(item, role, search, depth + 1));
  return cleaned.every((item, index) => item === list[index]) ? list : cleaned;
}

function cleanObject(object: object, role: FieldRole, search: Search, depth: number): unknown {
  let isChanged = false;
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(object)) {
    const ownRole = fieldRole(name);
    const cleanedName = cleanName(name, search);
    const cleaned = cleanValue(
      value,
      ownRole === "text" && role === "phone" ? "phone" : ownRole,
      search,
      depth + 1,
    );
    isChanged ||= cleanedName !== name || cleaned !== value;
    entries.push([cleanedName, cleaned]);
  }
  // fromEntries defines own properties, so that a field named __proto__ stays a field.
  return isChanged ? Object.fromEntries(entries) : object;
}

/** Names of fields that the quick test refuses in any place. All envelopes of a platform have the same ones. */
const plainNames = wordMemory<true>(2_000);
const PLAIN_NAME_MAX = 64;

function cleanName(name: string, search: Search): string {
  if (plainNames.get(name)) return name;
  const { text } = foldedView(name);
  if (name.length > PLAIN_NAME_MAX || mayHoldEmail(text) || mayHoldPhone(text))
    return cleanText(name, "text", search);
  plainNames.set(name, true);
  return name;
}

/** A number in a field for phone numbers: no platform puts ids or counts there. */
function cleanNumber(value: number, search: Search): number | null {
  return cleanText(String(value), "phone", search) === String(value) ? value : null;
}

/** Text beyond the limit is left out, since it must not stay uncut. */
function cleanText(text: string, role: FieldRole, search: Search): string {
  if (text.length <= TEXT_MAX) return cleanWindow(text, role, search);
  return cleanWindow(text.slice(0, TEXT_MAX + BEYOND), role, search)
    .slice(0, -BEYOND)
    .toWellFormed();
}

function cleanWindow(text: string, role: FieldRole, search: Search): string {
  let kept = text;
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const found = contactsIn(kept, role, search);
    if (found === "unread") return "";
    if (found.length === 0) return kept;
    kept = cutSpans(kept, found);
  }
  // A text made so that each cut creates the next contact: nothing of it is kept.
  return "";
}

/** The positions of contacts in a text; also notes their values. `unread`: enough was searched before. */
function contactsIn(text: string, role: FieldRole, search: Search): FoundContact[] | "unread" {
  if (text.length < SHORTEST_CONTACT) return [];
  const view = foldedView(text);
  const [asEmail, asPhone] = [mayHoldEmail(view.text), role !== "numbers" && mayHoldPhone(view.text)];
  if (!asEmail && !asPhone) return [];
  search.closely += text.length;
  if (search.closely > CLOSELY_MAX) return "unread";
  const emails = asEmail ? findEmails(view.text) : [];
  const phones = asPhone
    ? findPhones(view.text, { country: search.country(), announced: role === "phone" })
    : [];
  const numbers = phones.filter(
    (phone) => !emails.some((email) => phone.start < email.end && email.start < phone.end),
  );
  note(search, "email", emails);
  note(search, "phone", numbers);
  return [...emails, ...numbers].map(({ start, end, value }) => ({
    start: view.originalIndex(start),
    end: view.originalIndex(end),
    value,
  }));
}

/** Notes each value once. If readings overlap, the outermost counts. */
function note(search: Search, kind: Contact["kind"], found: readonly FoundContact[]): void {
  let coveredTo = 0;
  for (const { value, end } of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (value === null || end <= coveredTo) continue;
    coveredTo = end;
    search.contacts.set(`${kind} ${value}`, { kind, value });
  }
}

import { gzipSync } from "node:zlib";
import { demand } from "../domain/api/field-errors.ts";
import type { Creator } from "../domain/creator.ts";
import { DAY_MS } from "../domain/durations.ts";
import { CONTACTS_MAX, type Envelope, envelopeSchema } from "../domain/envelope.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import { creatorIdOf } from "../domain/ids.ts";
import { keyedDigest } from "../domain/keyring.ts";
import { parseLosslessJson } from "../domain/lossless-json.ts";
import { cutContacts } from "../domain/pii/contacts.ts";
import type { Rejection } from "../domain/records.ts";
import { PLATFORM_MODULES } from "../platforms/registry.ts";
import type { Ports } from "../ports/ports.ts";
import type { IngestSource } from "../stored/object-keys.ts";
import { type PreparedEnvelope, type RefusedEnvelope, refused } from "./prepared-envelope.ts";
import type { EnvelopeText } from "./read-envelopes.ts";

export interface PreparationContext extends Pick<Ports, "statements" | "keyring"> {
  readonly source: IngestSource;
  readonly now: Date;
}

/**
 * Clocks differ a little. A date more than a day ahead comes from a broken clock, and would win over every later
 * fetch.
 */
const AHEAD_MAX_MS = DAY_MS;
const FIELDS_MAX = 50;
const FIELD_NAME_MAX = 60;

/** Turns one envelope into what would be stored of it. Touches no store. */
export function prepareEnvelope(
  context: PreparationContext,
  text: EnvelopeText,
): PreparedEnvelope | RefusedEnvelope {
  if ("code" in text) return refused(text);
  const { line } = text;
  let read: unknown;
  try {
    read = parsedJson(text.text);
    const envelope = parsedEnvelope(read);
    read = envelope.payload;
    return prepared(context, line, envelope);
  } catch (error) {
    return refused({ line, ...refusalOf(error) }, fieldNames(read));
  }
}

function prepared(
  context: PreparationContext,
  line: number,
  original: Envelope,
): PreparedEnvelope | RefusedEnvelope {
  const synthetic = original.synthetic && context.statements.allowSynthetic;
  const { normalise, normaliserVersion } = PLATFORM_MODULES[original.platform];
  checkTerms(context, original, synthetic);
  const { envelope, contacts } = withoutContacts(context, original);
  const profile = normalise(envelope);
  const id = creatorIdOf(context.source.tenantId, profile.platform, profile.platform_user_id);
  const { source } = context;
  if (source.kind === "raw" && source.creatorId !== id) {
    const reason = "The creator id in the key does not follow from the payload.";
    const { platform, platform_user_id } = profile;
    const subject = { id, account: { platform, platform_user_id } };
    return {
      ...refused({ line, code: "foreign-id", reason }, fieldNames(envelope.payload)),
      subject,
      envelope,
    };
  }
  const rawBody = source.kind === "inbox" ? rawBodyOf(envelope) : null;
  const { fetched_at: fetchedAt } = envelope;
  return { kind: "prepared", line, id, fetchedAt, rawBody, profile, contacts, normaliserVersion, synthetic };
}

/**
 * The fastest level: a third of the default's time for a tenth more bytes, and these objects live 30 days. Most
 * results fit one small chunk, which takes a quarter less time than a chunk of the usual size.
 */
const GZIP = { level: 1, chunkSize: 4_096 };

/** Copied into a buffer of its own: when it moves to another thread, its whole buffer moves with it. */
const rawBodyOf = (envelope: Envelope): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(gzipSync(JSON.stringify(envelope), GZIP));

/** @throws AppError for data that must not be kept at all. */
function checkTerms({ statements, now }: PreparationContext, envelope: Envelope, synthetic: boolean): void {
  const { platform } = envelope;
  if (!statements.platforms.includes(platform)) {
    throw new AppError("invalid", "platform-off", `The platform ${platform} is switched off.`, {
      field: "platform",
    });
  }
  const field = { field: "fetched_at" };
  const age = now.getTime() - Date.parse(envelope.fetched_at);
  if (age < -AHEAD_MAX_MS) {
    throw new AppError("invalid", "from-the-future", "fetched_at is more than a day ahead.", field);
  }
  const days = PLATFORM_MODULES[platform].terms.unrefreshedDataDays;
  if (days !== null && !synthetic && age > days * DAY_MS) {
    throw new AppError(
      "invalid",
      "too-old",
      `The platform's terms let data live ${days} days unrefreshed.`,
      field,
    );
  }
}

/** Digests that an envelope already carries are trusted only if the system itself wrote the envelope. */
function withoutContacts(
  { source, keyring }: PreparationContext,
  { contacts: claimed = [], ...envelope }: Envelope,
): { readonly envelope: Envelope; readonly contacts: Creator["contacts"] } {
  const { payload, posts } = envelope;
  const { cleaned, contacts: found } = cutContacts({ payload, posts });
  const digests = new Map((source.kind === "raw" ? claimed : []).map((contact) => [contact.digest, contact]));
  for (const { kind, value } of found) {
    const contact = { kind, ...keyedDigest(keyring, kind, value) };
    digests.set(contact.digest, contact);
  }
  const contacts = [...digests.values()].slice(0, CONTACTS_MAX);
  return { envelope: { ...envelope, ...cleaned, ...(contacts.length > 0 && { contacts }) }, contacts };
}

function parsedJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    // The parser's own message quotes the text, which may hold contact details.
    throw new AppError(
      "invalid",
      "bad-json",
      "The text is not JSON. A line is one whole envelope; a file ending in .json may spread it over several.",
    );
  }
}

function parsedEnvelope(value: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw new AppError("invalid", "bad-envelope", "This is no envelope.");
  if (issue.code === "unrecognized_keys") {
    const field = [...issue.path, ...issue.keys].join(".");
    throw new AppError("invalid", "bad-envelope", "An envelope has no such field.", { field });
  }
  const field = issue.path.join(".");
  const reason = `${field === "" ? "An envelope" : "It"} ${demand(issue)}.`;
  throw new AppError("invalid", "bad-envelope", reason, field === "" ? {} : { field });
}

/** One bad envelope must not stop the others, so a fault of the normaliser is also a refusal, and is counted. */
function refusalOf(error: unknown): Omit<Rejection, "line"> {
  if (!isAppError(error)) {
    const name = error instanceof Error ? error.name : "unknown";
    return { code: "normaliser-failed", reason: `The normaliser failed (${name}).` };
  }
  const { field } = error.context;
  const refusal = { code: error.code, reason: error.message };
  return typeof field === "string" ? { ...refusal, field: cutContacts(field).cleaned } : refusal;
}

function fieldNames(value: unknown): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return cutContacts(Object.keys(value).slice(0, FIELDS_MAX)).cleaned.map((name) =>
    name.slice(0, FIELD_NAME_MAX),
  );
}

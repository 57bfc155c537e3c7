import { AppError } from "../domain/errors.ts";
import {
  type CreatorId,
  creatorIdSchema,
  SYSTEM_TENANT,
  type TenantId,
  tenantIdSchema,
} from "../domain/ids.ts";
import { PLATFORMS, type Platform, platformSchema } from "../domain/platform.ts";

/** What an object's key says about it. The tenant comes from the key and never from the content. */
export type IngestSource =
  | { readonly kind: "inbox"; readonly tenantId: TenantId }
  | {
      readonly kind: "raw";
      readonly tenantId: TenantId;
      readonly platform: Platform;
      readonly creatorId: CreatorId;
    };

const INBOX = /^inbox\/([^/]+)\/.+$/s;
const RAW = /^raw\/([^/]+)\/([^/]+)\/([^/]+)\/[^/]+\.json\.gz$/s;

/** @throws AppError `invalid`, code `bad-object-key`, for a key that ingest does not read. */
export function ingestSourceOf(key: string): IngestSource {
  const source = inboxSource(key) ?? rawSource(key);
  if (!source || source.tenantId === SYSTEM_TENANT) {
    const message = "The key is neither inbox/<tenant>/... nor raw/<tenant>/...";
    throw new AppError("invalid", "bad-object-key", message);
  }
  return source;
}

function inboxSource(key: string): IngestSource | null {
  const tenant = tenantIdSchema.safeParse(INBOX.exec(key)?.[1]);
  return tenant.success ? { kind: "inbox", tenantId: tenant.data } : null;
}

function rawSource(key: string): IngestSource | null {
  const [, tenantPart, platformPart, idPart] = RAW.exec(key) ?? [];
  const tenant = tenantIdSchema.safeParse(tenantPart);
  const platform = platformSchema.safeParse(platformPart);
  const id = creatorIdSchema.safeParse(idPart);
  if (!tenant.success || !platform.success || !id.success) return null;
  return { kind: "raw", tenantId: tenant.data, platform: platform.data, creatorId: id.data };
}

/**
 * Whether the object holds one envelope per line. Any other object is read as JSON values, in an array or one by one.
 */
export const holdsLines = (key: string): boolean => !/\.json(?:\.gz)?$/i.test(key);

/** The ending of a dropped file's name: the part that only tells how the file is read. */
export const endingOf = (name: string): string =>
  /(?:\.(?:json|ndjson|jsonl))?(?:\.gz)?$/i.exec(name)?.[0].toLowerCase() ?? "";

/** The key as records may keep it. A dropped file's name can be a person's name, and no erasure looks for names. */
export function keyWithoutName(key: string): string {
  const tenant = INBOX.exec(key)?.[1];
  return tenant === undefined ? key : `inbox/${tenant}/*${endingOf(key)}`;
}

/** Every raw object of a creator is under this prefix, so one delete by prefix forgets them all. */
export const rawPrefix = (tenantId: TenantId, platform: Platform, id: CreatorId): string =>
  `raw/${tenantId}/${platform}/${id}/`;

export const rawKey = (tenantId: TenantId, platform: Platform, id: CreatorId, fetchedAt: string): string =>
  `${rawPrefix(tenantId, platform, id)}${basicInstant(fetchedAt)}.json.gz`;

/** Every prefix under which raw objects of `id` can be if the platform is unknown. */
export const rawPrefixes = (tenantId: TenantId, id: CreatorId): string[] =>
  PLATFORMS.map((platform) => rawPrefix(tenantId, platform, id));

/** Quarantined envelopes of a known creator. They have a prefix of their own for the same reason. */
export const quarantinePrefix = (tenantId: TenantId, id: CreatorId): string =>
  `quarantine/${tenantId}/${id}/`;

/** ISO 8601 basic format in UTC, such as 20261120T100000Z; milliseconds only if there are any. */
export function basicInstant(instant: string): string {
  return new Date(instant).toISOString().replace(/[-:]/g, "").replace(".000", "");
}

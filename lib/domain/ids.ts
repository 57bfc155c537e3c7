import { hash } from "node:crypto";
import { z } from "zod";
import type { Platform } from "./platform.ts";

/**
 * Lower-case Crockford base32. It has no i, l, o, u, so an id can be read out without mistakes.
 * https://www.crockford.com/base32.html
 */
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const CREATOR_ID_CHARACTERS = 26;

export const creatorIdSchema = z
  .string()
  .regex(/^c_[0-9a-hjkmnp-tv-z]{26}$/, "a creator id is c_ and 26 characters of Crockford base32")
  .brand<"CreatorId">()
  .describe("Id of a creator, as searches and look-ups give it.");
export type CreatorId = z.infer<typeof creatorIdSchema>;

/**
 * Customers' names for themselves. The alphabet is narrow because the names are part of object keys, namespaces and
 * cache keys.
 */
export const tenantIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "a tenant id is 1-63 characters of a-z, 0-9 and -")
  .brand<"TenantId">();
export type TenantId = z.infer<typeof tenantIdSchema>;

/** The common catalogue that tenants may subscribe to. */
export const SHARED_TENANT = tenantIdSchema.parse("shared");
/**
 * Owner of records that hold for every tenant: platform-wide suppression, benchmark tables. No customer may have this
 * id.
 */
export const SYSTEM_TENANT = tenantIdSchema.parse("system");
/** The tenant of a system on one machine. */
export const LOCAL_TENANT = tenantIdSchema.parse("local");

export const idsOf = <Id>(records: readonly { readonly id: Id }[]): Id[] => records.map(({ id }) => id);

/**
 * Derives a creator's id, so that writing the same account twice is harmless and ids spread evenly over prefixes.
 * `platformUserId` is the platform's stable id, or the lower-case handle if the platform gives none.
 */
export function creatorIdOf(tenantId: TenantId, platform: Platform, platformUserId: string): CreatorId {
  const digest = hash("sha256", `${tenantId}\0${platform}\0${platformUserId}`, "buffer");
  return `c_${crockford(digest, CREATOR_ID_CHARACTERS)}` as CreatorId;
}

/** The first `length` base32 characters of `bytes`, most significant bits first. */
export function crockford(bytes: Uint8Array, length: number): string {
  let text = "";
  for (let index = 0; index < length; index += 1) text += CROCKFORD[fiveBits(bytes, index * 5)];
  return text;
}

function fiveBits(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}

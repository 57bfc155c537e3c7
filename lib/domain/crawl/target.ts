import { createHash } from "node:crypto";
import { type AccountName, channelIdOf } from "../identity.ts";
import { type CreatorId, creatorIdOf, crockford, type TenantId } from "../ids.ts";
import type { Platform } from "../platform.ts";
import type { Instant } from "../record-fields.ts";

export const TARGET_PRIORITIES = ["high", "low"] as const;
export type TargetPriority = (typeof TARGET_PRIORITIES)[number];

/**
 * An account that is fetched again and again. The records of all tenants together are the frontier. If the platform's
 * own id is known, the record's id follows from it, so that an account is one target, however it was named.
 */
export interface CrawlTarget {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  readonly platform: Platform;
  /** Lower case, without the @. Null if only the platform's id is known. */
  readonly handle: string | null;
  readonly platform_user_id: string | null;
  /** Follows from `platform_user_id`. An erasure searches by it. */
  readonly creator_id: CreatorId | null;
  readonly priority: TargetPriority;
  readonly source: "operator" | "tenant" | "profile";
  /** `absent`: the platform does not show the account, for the `reason`. */
  readonly status: "active" | "absent";
  /** Why the last attempt gave no profile; null after a success. */
  readonly reason: string | null;
  /** A claim moves it ahead by the maximum time of a claim, so that a target of a dead worker comes again. */
  readonly due_at: Instant;
  /** The plan that sent it last; empty if nobody holds it. */
  readonly claim: string;
  /** Claims since the account was last found. At the second claim, a lost attempt may already have written. */
  readonly claims: number;
  /** Whether somebody asked for it and got no answer yet. */
  readonly awaited: boolean;
  /** Number of looks in a row at which the platform showed nothing. */
  readonly failures: number;
  /** Hours from the last fetch to the next; 0 before the first. */
  readonly interval_hours: number;
  readonly last_seen_at: Instant | null;
  readonly absent_since: Instant | null;
  /** For the profile last written: see `content-hash.ts`. */
  readonly content_hash: string | null;
  /** Whether it is on a simulated platform. Then it is never requested from a real one. */
  readonly synthetic: boolean;
  readonly added_at: Instant;
}

/** The only version of a target. A change states instead what the target must look like. */
export const TARGET_VERSION = "1";

/** An account that somebody wants to have crawled. */
export type TargetAccount = Pick<CrawlTarget, "platform" | "handle" | "platform_user_id">;

/** TikTok's research API gives no id, so the handle takes its place: see `creatorIdOf`. */
export const platformIdOf = ({ platform, handle, platform_user_id }: TargetAccount): string | null =>
  platform_user_id ?? (platform === "tiktok" ? handle : null);

export function creatorOf(tenantId: TenantId, account: TargetAccount): CreatorId | null {
  const userId = platformIdOf(account);
  return userId === null ? null : creatorIdOf(tenantId, account.platform, userId);
}

const ID_CHARACTERS = 26;

/** `ct_` and the digits of the creator's id, or `ch_` and a digest of the handle while no platform id is known. */
export function targetIdOf(tenantId: TenantId, account: TargetAccount): string {
  const creatorId = creatorOf(tenantId, account);
  if (creatorId !== null) return `ct_${creatorId.slice("c_".length)}`;
  const digest = createHash("sha256")
    .update(`${tenantId}\0${account.platform}\0handle\0${account.handle}`)
    .digest();
  return `ch_${crockford(digest, ID_CHARACTERS)}`;
}

export function accountOfName(name: AccountName): TargetAccount {
  const channelId = channelIdOf(name);
  const handle = channelId === null ? name.name : null;
  return { platform: name.platform, handle, platform_user_id: channelId };
}

/** The form of each platform's ids, so that a mistyped id is refused before it costs a call. */
const PLATFORM_IDS: Readonly<Record<Platform, RegExp>> = {
  instagram: /^\d{1,30}$/,
  tiktok: /^[a-z0-9._]{1,24}$/,
  x: /^\d{1,20}$/,
  youtube: /^UC[\w-]{22}$/,
};

export const isPlatformId = (platform: Platform, id: string): boolean => PLATFORM_IDS[platform].test(id);

/** Platforms where accounts are looked up by id. At the others they are looked up by handle, even if an id is known. */
export const FETCHED_BY_ID: ReadonlySet<Platform> = new Set(["x", "youtube"]);

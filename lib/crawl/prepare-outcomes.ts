import { contentHash } from "../domain/crawl/content-hash.ts";
import { type CrawlTarget, targetIdOf } from "../domain/crawl/target.ts";
import { type PreparedEnvelope, prepareEnvelope, type RefusedEnvelope } from "../ingest/prepare-envelope.ts";
import type { FetchOutcome } from "../platforms/platform-client.ts";
import type { CrawlPorts } from "./crawler.ts";

type Found = Extract<FetchOutcome, { kind: "found" }> & {
  /** Where not, the account's posts are not none but unknown. */
  readonly asksForPosts: boolean;
};

/** A target whose account was found, up to what would be stored of it. */
export interface FoundProfile {
  readonly target: CrawlTarget;
  /** Where its record stands now that the platform's id is known. */
  readonly targetId: string;
  readonly found: Found;
  readonly prepared: PreparedEnvelope;
  readonly hash: string;
}

export interface RefusedProfile {
  readonly target: CrawlTarget;
  readonly refused: RefusedEnvelope;
}

/** Cleans and reads what a platform answered, by the same code as ingest; touches no store. */
export function prepareFound(
  { statements, keyring, clock }: CrawlPorts,
  target: CrawlTarget,
  found: Found,
  fetchedAt: Date,
): FoundProfile | RefusedProfile {
  const { tenant_id: tenantId, platform, synthetic } = target;
  const text = JSON.stringify({
    platform,
    fetched_at: fetchedAt.toISOString(),
    payload: found.payload,
    ...(found.asksForPosts && { posts: found.posts }),
    synthetic,
  });
  const context = { source: { kind: "inbox" as const, tenantId }, statements, keyring, now: clock.now() };
  const prepared = prepareEnvelope(context, { line: 1, text });
  if (prepared.kind === "refused") return { target, refused: prepared };
  const { profile, contacts, platformModule } = prepared;
  const hash = contentHash(profile, contacts, platformModule.normaliserVersion);
  const account = {
    platform,
    handle: profile.handle.toLowerCase(),
    platform_user_id: profile.platform_user_id,
  };
  return { target, targetId: targetIdOf(tenantId, account), found, prepared, hash };
}

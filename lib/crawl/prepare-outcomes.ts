import { contentHash } from "../domain/crawl/content-hash.ts";
import { type CrawlTarget, targetIdOf } from "../domain/crawl/target.ts";
import type { TenantId } from "../domain/ids.ts";
import { prepareHere } from "../ingest/prepare-envelopes.ts";
import type { PreparedEnvelope, RefusedEnvelope } from "../ingest/prepared-envelope.ts";
import type { FetchOutcome } from "../platforms/platform-client.ts";
import type { CrawlPorts } from "./crawler.ts";

type Found = Extract<FetchOutcome, { kind: "found" }> & {
  /** If false, the account's posts are unknown, not none. */
  readonly asksForPosts: boolean;
};

/** A target whose account was found, and what would be stored of it. */
export interface FoundProfile {
  readonly target: CrawlTarget;
  /** The id of its record, now that the platform's id is known. */
  readonly targetId: string;
  readonly found: Found;
  readonly prepared: PreparedEnvelope;
  readonly hash: string;
}

export interface RefusedProfile {
  readonly target: CrawlTarget;
  readonly refused: RefusedEnvelope;
}

/** What a platform answered for a target. */
export interface FoundAccount {
  readonly target: CrawlTarget;
  readonly found: Found;
}

/**
 * Cleans and reads what a platform answered for one tenant's targets. It uses the same code and the same thread as
 * ingest, and touches no store.
 */
export async function prepareFound(
  ports: CrawlPorts,
  accounts: readonly FoundAccount[],
  { tenantId, fetchedAt }: { readonly tenantId: TenantId; readonly fetchedAt: Date },
): Promise<(FoundProfile | RefusedProfile)[]> {
  const { statements, keyring, clock } = ports;
  const context = { source: { kind: "inbox" as const, tenantId }, statements, keyring, now: clock.now() };
  const texts = accounts.map((account) => ({ line: 1, text: envelopeText(account, fetchedAt) }));
  const prepared = await (ports.prepareEnvelopes ?? prepareHere)(context, texts);
  return accounts.flatMap((account, at) => {
    const one = prepared[at];
    if (one === undefined) return [];
    return one.kind === "refused" ? { target: account.target, refused: one } : foundProfile(account, one);
  });
}

const envelopeText = ({ target, found }: FoundAccount, fetchedAt: Date): string =>
  JSON.stringify({
    platform: target.platform,
    fetched_at: fetchedAt.toISOString(),
    payload: found.payload,
    ...(found.asksForPosts && { posts: found.posts }),
    synthetic: target.synthetic,
  });

function foundProfile({ target, found }: FoundAccount, prepared: PreparedEnvelope): FoundProfile {
  const { profile, contacts, normaliserVersion } = prepared;
  const hash = contentHash(profile, contacts, normaliserVersion);
  const account = {
    platform: target.platform,
    handle: profile.handle.toLowerCase(),
    platform_user_id: profile.platform_user_id,
  };
  return { target, targetId: targetIdOf(target.tenant_id, account), found, prepared, hash };
}

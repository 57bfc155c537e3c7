import { gunzipSync } from "node:zlib";
import { atMost, eq } from "../domain/condition.ts";
import { contentHash } from "../domain/crawl/content-hash.ts";
import type { CrawlTarget } from "../domain/crawl/target.ts";
import type { Creator, CreatorRecord } from "../domain/creator.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { extendedHistory } from "../domain/profile/follower-history.ts";
import { prepareHere } from "../ingest/prepare-envelopes.ts";
import { writeRawObjects } from "../ingest/write-raw-objects.ts";
import { PLATFORM_TERMS } from "../platforms/terms.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { rawKey, rawPrefix } from "../stored/object-keys.ts";
import type { CrawlPorts, WorkerPorts } from "./crawler.ts";
import type { FoundProfile } from "./prepare-outcomes.ts";

export interface WriteContext {
  readonly tenantId: TenantId;
  readonly documents: TenantDocuments;
  /**
   * Targets by the id of the found account's record. Another target of the same account may already have that record.
   */
  readonly known: ReadonlyMap<string, CrawlTarget>;
  /** Whether an earlier attempt may have written the profile without being able to report it. */
  readonly isRepeated: (profile: FoundProfile) => boolean;
}

/** Which profiles were new or changed and go to ingest, and which were only touched. */
export interface Written {
  readonly stored: readonly FoundProfile[];
  readonly unchanged: readonly FoundProfile[];
}

/**
 * Writes what is new. If a profile did not change, it is not written again; only its document gets the new
 * `fetched_at`, which the platform's deadlines count from. If an attempt that died has already written a profile,
 * ingest is told again by the same key and counts it once.
 */
export async function writeProfiles(
  ports: WorkerPorts,
  context: WriteContext,
  profiles: readonly FoundProfile[],
): Promise<Written> {
  const { documents, tenantId } = context;
  const creators = await documents.getMany(
    "creators",
    profiles.map(({ prepared }) => prepared.id),
  );
  const same = profiles.filter((profile) => isUnchanged(context, creators, profile));
  const touched = await touchCreators(documents, creators, same);
  const unchanged = new Set(same.filter((_, at) => touched[at]));
  const stored = profiles.filter((profile) => !unchanged.has(profile));
  const keys: string[] = [];
  const fresh: FoundProfile[] = [];
  for (const profile of stored) {
    const earlier = context.isRepeated(profile) ? await writtenEarlier(ports, context, profile) : null;
    if (earlier) keys.push(earlier);
    else fresh.push(profile);
  }
  const envelopes = fresh.map(({ prepared }) => prepared);
  await writeRawObjects(ports.objects, tenantId, envelopes);
  for (const { id, profile, fetchedAt } of envelopes)
    keys.push(rawKey(tenantId, profile.platform, id, fetchedAt));
  await ports.notifyIngest(tenantId, keys);
  return { stored, unchanged: [...unchanged] };
}

function isUnchanged(
  { known }: WriteContext,
  creators: ReadonlyMap<string, CreatorRecord>,
  { target, targetId, prepared, hash }: FoundProfile,
): boolean {
  const last = known.get(targetId) ?? target;
  return last.content_hash === hash && creators.get(prepared.id)?.erased === false;
}

/** Whether each could be touched: false if the creator was erased, removed or fetched later in the meantime. */
async function touchCreators(
  documents: TenantDocuments,
  creators: ReadonlyMap<string, CreatorRecord>,
  profiles: readonly FoundProfile[],
): Promise<boolean[]> {
  const updates = profiles.map(({ prepared }) => {
    const { id } = prepared;
    const fetchedAt = new Date(prepared.fetchedAt).toISOString();
    const set = { fetched_at: fetchedAt, ...historyOf(creators.get(id), prepared, fetchedAt) };
    const when = [eq("erased", false), atMost("fetched_at", fetchedAt)];
    return { id, set, when };
  });
  return documents.updateMany("creators", updates);
}

/** An unchanged follower count is a point of the history too. */
function historyOf(
  record: CreatorRecord | undefined,
  { profile, synthetic }: FoundProfile["prepared"],
  fetchedAt: string,
): Pick<Creator, "follower_history"> | object {
  if (!record || record.erased) return {};
  const day = Math.floor(Date.parse(fetchedAt) / DAY_MS);
  const days = synthetic ? null : PLATFORM_TERMS[profile.platform].historyDays;
  const point = { day, followers: profile.followers };
  return { follower_history: extendedHistory(record.follower_history, point, day, days) };
}

/** The key of a raw object with the same content that an earlier attempt at this fetch left; null: none. */
async function writtenEarlier(
  ports: CrawlPorts,
  { tenantId }: WriteContext,
  { target, prepared, hash }: FoundProfile,
): Promise<string | null> {
  const { id, profile } = prepared;
  const since = target.last_seen_at ?? target.added_at;
  const { objects } = await ports.objects.list(rawPrefix(tenantId, profile.platform, id), { limit: 1_000 });
  const later = objects.filter(({ key }) => key > rawKey(tenantId, profile.platform, id, since));
  for (const { key } of later.reverse()) {
    if ((await hashOf(ports, key, { tenantId, id, platform: profile.platform })) === hash) return key;
  }
  return null;
}

async function hashOf(
  { objects, statements, keyring, clock, prepareEnvelopes = prepareHere }: CrawlPorts,
  key: string,
  owner: { readonly tenantId: TenantId; readonly id: CreatorId; readonly platform: CrawlTarget["platform"] },
): Promise<string | null> {
  const text = gunzipSync(await objects.get(key)).toString("utf8");
  const { tenantId, id: creatorId, platform } = owner;
  const source = { kind: "raw" as const, tenantId, creatorId, platform };
  const context = { source, statements, keyring, now: clock.now() };
  const [read] = await prepareEnvelopes(context, [{ line: 1, text }]);
  if (read === undefined || read.kind === "refused") return null;
  return contentHash(read.profile, read.contacts, read.normaliserVersion);
}

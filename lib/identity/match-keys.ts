import { oneOf } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { BLOCK_MAX } from "../domain/identity-matching/block.ts";
import { CREATOR_MATCHING, featuresOf } from "../domain/identity-matching/creator-matching.ts";
import { type MatchKey, matchKeyOf } from "../domain/identity-matching/suggestion.ts";
import { type CreatorId, idsOf } from "../domain/ids.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { removeRecordsOf } from "../stored/records-of-creators.ts";

const PAGE = 1_000;
/** Keys looked up at once. Each answer is a few records, and most of its time is the round trip. */
const LOOKS = 16;
/** A key is never written differently later. */
const KEY_VERSION = "1";

/** Prefixes of match keys' ids. Creators with an equal prefix are compared. */
export const matchKeysOf = (creator: Creator): string[] => [
  ...new Set(CREATOR_MATCHING.keysOf(featuresOf(creator)).map((key) => matchKeyOf(creator.tenant_id, key))),
];

/** Updates the stored keys of live creators to match their profiles. */
export async function storeMatchKeys(
  documents: TenantDocuments,
  creators: readonly Creator[],
): Promise<void> {
  const ids = idsOf(creators);
  const wanted = new Map<string, Creator>(
    creators.flatMap((creator) =>
      matchKeysOf(creator).map((key) => [`${key}${creator.id}`, creator] as const),
    ),
  );
  const known = new Set<string>();
  const stale: string[] = [];
  const ofThem = { where: [oneOf("creator_id", ids)], limit: PAGE };
  for await (const page of everyPage(documents, "match_keys", ofThem))
    for (const { id } of page) wanted.has(id) ? known.add(id) : stale.push(id);
  await documents.delete("match_keys", stale);
  const missing = [...wanted].filter(([id]) => !known.has(id));
  await documents.upsertMany(
    "match_keys",
    missing.map(([id, { id: creator_id, platform }]) => ({
      ...{ id, version: KEY_VERSION },
      set: { creator_id, platform },
    })),
  );
  if (missing.length > 0) await forgetErased(documents, ids);
}

/** An erasure may have read back before this write. So the keys of creators erased meanwhile are removed again. */
export async function forgetErased(documents: TenantDocuments, ids: readonly CreatorId[]): Promise<void> {
  const now = await documents.getMany("creators", ids);
  const gone = ids.filter((id) => now.get(id)?.erased !== false);
  if (gone.length > 0)
    await removeRecordsOf({ read: documents, ownedBy: () => documents }, gone, ["suggestions"]);
}

interface OpenBlock {
  key: string;
  /** At most one more than `BLOCK_MAX`. `size` counts all. */
  members: MatchKey[];
  size: number;
  /** The id of the block's last key; the next block begins after it. */
  last: string;
}
/** Accounts that share a value. */
export type KeyBlock = Readonly<OpenBlock>;

/** Ids of accounts in blocks that give pairs: blocks that are not too large and span several platforms. */
export const pairedIn = (blocks: readonly KeyBlock[]): CreatorId[] => [
  ...new Set(
    blocks
      .filter(
        ({ size, members }) => size <= BLOCK_MAX && new Set(members.map((one) => one.platform)).size > 1,
      )
      .flatMap(({ members }) => members.map(({ creator_id }) => creator_id)),
  ),
];

/** Blocks in the order of their keys, one page at a time. */
export async function* keyBlocks(
  documents: TenantDocuments,
  prefix: string,
  after: string | null,
): AsyncGenerator<KeyBlock[]> {
  let open = null as OpenBlock | null;
  for await (const page of documents.scan("match_keys", prefix, after ?? undefined)) {
    const whole: KeyBlock[] = [];
    for (const record of page) {
      const key = record.id.slice(0, record.id.indexOf("/") + 1);
      if (open?.key !== key) {
        if (open) whole.push(open);
        open = { key, members: [], size: 0, last: record.id };
      }
      open.size += 1;
      open.last = record.id;
      if (open.members.length <= BLOCK_MAX) open.members.push(record);
    }
    yield whole;
  }
  if (open) yield [open];
}

/** All creators that have one of the keys. For a key that too many have, one more than `BLOCK_MAX`. */
export async function bearersOf(documents: TenantDocuments, keys: ReadonlySet<string>): Promise<CreatorId[]> {
  const found = new Set<CreatorId>();
  const waiting = [...keys];
  while (waiting.length > 0) {
    const looks = waiting.splice(-LOOKS).map((key) => firstBearers(documents, key));
    for (const creator of (await Promise.all(looks)).flat()) found.add(creator);
  }
  return [...found];
}

async function firstBearers(documents: TenantDocuments, key: string): Promise<CreatorId[]> {
  for await (const page of documents.scan("match_keys", key))
    return page.slice(0, BLOCK_MAX + 1).map(({ creator_id }) => creator_id);
  return [];
}

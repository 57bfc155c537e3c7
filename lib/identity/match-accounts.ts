import { inChunks } from "../domain/chunks.ts";
import type { Creator } from "../domain/creator.ts";
import { areMutual, type LinkingProfile, linkingProfile } from "../domain/identity-graph.ts";
import { type AccountFeatures, featuresOf } from "../domain/identity-matching/creator-matching.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { readDecisionsOf } from "./decisions.ts";

/** What is kept of a creator while it is compared: no bio, no posts, no history. */
interface Account {
  readonly features: AccountFeatures;
  /** Null if the profile points at nobody. */
  readonly profile: LinkingProfile | null;
  /** The creator's identity, or its own id if it is linked with nobody. */
  readonly group: string;
}

export interface Accounts {
  readonly features: readonly AccountFeatures[];
  /** True if links or an operator prove that both are one, false if an operator refused it, null if neither. */
  known(a: AccountFeatures, b: AccountFeatures): boolean | null;
}

type Grouped = Pick<Creator, "id" | "identity_id">;

const PAGE = 500;

/** The tenant's live creators, for comparison, and the decisions about them. */
export async function readAccounts(documents: TenantDocuments, ids: readonly CreatorId[]): Promise<Accounts> {
  const accounts = new Map<string, Account>();
  const groups: Grouped[] = [];
  for (const part of inChunks(ids, PAGE)) {
    const records = await documents.getMany("creators", part);
    for (const record of records.values()) {
      if (record.erased) continue;
      accounts.set(record.id, accountOf(record));
      groups.push({ id: record.id, identity_id: record.identity_id });
    }
  }
  const refused = await readRefused(documents, groups);
  const groupOf = ({ id }: AccountFeatures) => accounts.get(id)?.group ?? id;
  return {
    features: [...accounts.values()].map(({ features }) => features),
    known(a, b) {
      const groups = [groupOf(a), groupOf(b)] as const;
      if (refused.has(pairKey(...groups))) return false;
      if (groups[0] === groups[1]) return true;
      const [one, other] = [accounts.get(a.id)?.profile, accounts.get(b.id)?.profile];
      return one && other && areMutual(one, other) ? true : null;
    },
  };
}

function accountOf(creator: Creator): Account {
  const profile = linkingProfile(creator);
  return {
    features: featuresOf(creator),
    profile: profile.names.length === 0 ? null : profile,
    group: creator.identity_id ?? creator.id,
  };
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Pairs of groups that an operator keeps apart. The decision may be about any of their members. */
async function readRefused(
  documents: TenantDocuments,
  creators: readonly Grouped[],
): Promise<ReadonlySet<string>> {
  const groups = new Map<CreatorId, string>(creators.map(({ id, identity_id }) => [id, identity_id ?? id]));
  const identities = [...new Set(creators.flatMap(({ identity_id }) => identity_id ?? []))];
  for (const identity of (await documents.getMany("identities", identities)).values())
    for (const member of identity.members) groups.set(member, identity.id);
  const refused = new Set<string>();
  const ids = [...groups.keys()];
  for (const part of inChunks(ids, PAGE)) {
    for (const [from, { denied }] of await readDecisionsOf(documents, part))
      for (const to of denied) refused.add(pairKey(groups.get(from) ?? from, groups.get(to) ?? to));
  }
  return refused;
}

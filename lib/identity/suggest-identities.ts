import type { Creator } from "../domain/creator.ts";
import { areMutual, type LinkingProfile, linkingProfile } from "../domain/identity-graph.ts";
import {
  type AccountFeatures,
  CREATOR_MATCHING,
  featuresOf,
} from "../domain/identity-matching/creator-matching.ts";
import { candidatesOf, learn, type ScoredPair, scorer } from "../domain/identity-matching/match.ts";
import type { SuggestionReport, SuggestRequest } from "../domain/identity-matching/suggestion.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/** Accounts held at once, some 2 kB each. */
const ACCOUNTS_MAX = 200_000;

/** What is kept of a creator meanwhile: no bio, no posts, no history. */
interface Account {
  readonly features: AccountFeatures;
  readonly creator: Pick<Creator, "id" | "platform" | "handle" | "display_name">;
  /** Only where the profile points at somebody. */
  readonly profile: LinkingProfile | null;
  /** The creator with everybody it is linked with already. */
  readonly group: string;
}

/**
 * Pairs of the tenant's own accounts that are likely one person or brand, for an operator to confirm or refuse. Links
 * nobody and stores nothing. What an operator refused is suggested no more, nor what would link the same two groups of
 * accounts by other members.
 */
export async function suggestIdentities(
  documents: TenantDocuments,
  { atLeast, limit }: SuggestRequest,
): Promise<SuggestionReport> {
  const { accounts, leftOut } = await readAccounts(documents);
  const refused = await readRefused(documents, accounts);
  const features = [...accounts.values()].map((account) => account.features);
  const blocks = candidatesOf(CREATOR_MATCHING, features);
  const of = ({ id }: AccountFeatures) => accounts.get(id);
  const knownOf = (a: AccountFeatures, b: AccountFeatures) => verdictOf(of(a), of(b), refused);
  const training = learn(CREATOR_MATCHING, features, blocks, knownOf);
  const score = scorer(CREATOR_MATCHING, training.model, features);
  const found = score(blocks.pairs.filter(({ a, b }) => isOpen(of(a), of(b), refused)))
    .filter(({ probability }) => probability >= atLeast)
    .sort((one, other) => other.probability - one.probability || (one.a.id < other.a.id ? -1 : 1));
  return {
    suggestions: found.slice(0, limit).flatMap((pair) => suggestionOf(pair, of(pair.a), of(pair.b))),
    more: Math.max(0, found.length - limit),
    accounts: accounts.size,
    left_out: leftOut,
    pairs: blocks.pairs.length,
    skipped: blocks.skipped,
    rounds: training.rounds,
    converged: training.converged,
  };
}

/** A scan sees the tenant's own accounts alone. */
async function readAccounts(documents: TenantDocuments) {
  const accounts = new Map<string, Account>();
  let leftOut = 0;
  for await (const page of documents.scan("creators", "")) {
    for (const record of page) {
      if (record.erased) continue;
      if (accounts.size < ACCOUNTS_MAX) accounts.set(record.id, accountOf(record));
      else leftOut += 1;
    }
  }
  return { accounts, leftOut };
}

function accountOf(creator: Creator): Account {
  const { id, platform, handle, display_name, identity_id } = creator;
  const profile = linkingProfile(creator);
  return {
    features: featuresOf(creator),
    creator: { id, platform, handle, display_name },
    profile: profile.names.length === 0 ? null : profile,
    group: identity_id ?? id,
  };
}

type Refused = ReadonlySet<string>;

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Pairs of groups that an operator keeps apart. */
async function readRefused(
  documents: TenantDocuments,
  accounts: ReadonlyMap<string, Account>,
): Promise<Refused> {
  const refused = new Set<string>();
  for await (const page of documents.scan("references", "")) {
    for (const { from, to, denied } of page) {
      const [a, b] = [accounts.get(from), to && accounts.get(to)];
      if (denied && a && b) refused.add(pairKey(a.group, b.group));
    }
  }
  return refused;
}

/** What is certain of two accounts: proven by links that point both ways, or refused. */
function verdictOf(a: Account | undefined, b: Account | undefined, refused: Refused): boolean | null {
  if (!a || !b) return null;
  if (refused.has(pairKey(a.group, b.group))) return false;
  if (a.group === b.group) return true;
  return a.profile && b.profile && areMutual(a.profile, b.profile) ? true : null;
}

const isOpen = (a: Account | undefined, b: Account | undefined, refused: Refused): boolean =>
  a !== undefined && b !== undefined && a.group !== b.group && !refused.has(pairKey(a.group, b.group));

function suggestionOf(
  { probability, evidence }: ScoredPair<AccountFeatures>,
  a: Account | undefined,
  b: Account | undefined,
) {
  if (!a || !b) return [];
  const strongestFirst = [...evidence].sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits));
  return [{ a: a.creator, b: b.creator, probability, evidence: strongestFirst }];
}

import type { Creator } from "./creator.ts";
import { type AccountName, accountsNamedBy, channelIdOf, nameKey, namesOf } from "./identity.ts";
import type { CreatorId } from "./ids.ts";
import type { Identity } from "./records.ts";

/**
 * A creator with the accounts that it points at and its own names. Computed once, since both are parsed from addresses.
 */
export interface LinkingProfile {
  readonly creator: Creator;
  readonly names: readonly AccountName[];
  /** Keys of `names`. */
  readonly pointsAt: ReadonlySet<string>;
  readonly goesBy: readonly string[];
}

export function linkingProfile(creator: Creator): LinkingProfile {
  const names = accountsNamedBy(creator);
  return { creator, names, pointsAt: new Set(names.map(nameKey)), goesBy: namesOf(creator).map(nameKey) };
}

const pointsAt = (from: LinkingProfile, to: LinkingProfile): boolean =>
  to.goesBy.some((name) => from.pointsAt.has(name));

/** Whether two profiles point at each other. No other evidence links accounts without a person's decision. */
export const areMutual = (a: LinkingProfile, b: LinkingProfile): boolean => pointsAt(a, b) && pointsAt(b, a);

/** Whether a profile, read again, gives the same links as before. */
export const saysTheSame = (a: LinkingProfile, b: LinkingProfile): boolean =>
  JSON.stringify([[...a.pointsAt].sort(), a.goesBy]) === JSON.stringify([[...b.pointsAt].sort(), b.goesBy]);

/** What an operator decided about a creator and others: linked, or never to be linked. */
export interface Decisions {
  readonly linked: readonly CreatorId[];
  readonly denied: ReadonlySet<CreatorId>;
}

export const UNDECIDED: Decisions = { linked: [], denied: new Set() };

/** What was read about live creators that may be linked, and what was asked for, found or not. */
export interface IdentityGraph {
  readonly profiles: Map<CreatorId, LinkingProfile>;
  /** By the names that were asked for. */
  readonly named: Map<string, LinkingProfile[]>;
  /** For the creators whose decisions were asked for. */
  readonly decisions: Map<CreatorId, Decisions>;
  readonly identities: Map<string, Identity>;
  readonly asked: {
    readonly creators: Set<CreatorId>;
    readonly names: Set<string>;
    readonly identities: Set<string>;
  };
}

export const emptyGraph = (): IdentityGraph => ({
  profiles: new Map(),
  named: new Map(),
  decisions: new Map(),
  identities: new Map(),
  asked: { creators: new Set(), names: new Set(), identities: new Set() },
});

/** Leaves out creators that were found under other names than asked for (an equal handle elsewhere). */
export function addCreators(graph: IdentityGraph, creators: Iterable<Creator>): void {
  for (const creator of creators) {
    if (graph.profiles.has(creator.id)) continue;
    const profile = linkingProfile(creator);
    const isWanted =
      graph.asked.creators.has(creator.id) || profile.goesBy.some((name) => graph.asked.names.has(name));
    if (!isWanted) continue;
    graph.profiles.set(creator.id, profile);
    // A channel's id names only that channel, so there is no need to look for others under it.
    for (const name of namesOf(creator)) if (channelIdOf(name)) graph.asked.names.add(nameKey(name));
    for (const name of profile.goesBy) {
      const others = graph.named.get(name);
      if (others) others.push(profile);
      else graph.named.set(name, [profile]);
    }
  }
}

/** An identity is named after its smallest member, so all workers that find the same set give it the same name. */
export const identityIdOf = (smallest: CreatorId): string => `id_${smallest.slice("c_".length)}`;

/** Identities that may name a creator: the one it points at, and the one that would be named after it. */
export const identityIdsAround = ({ id, identity_id }: Creator): string[] =>
  identity_id === null ? [identityIdOf(id)] : [identity_id, identityIdOf(id)];

/** The stored identities that may name one of these creators. */
export function identitiesAround(graph: IdentityGraph, profiles: readonly LinkingProfile[]): Identity[] {
  const ids = new Set(profiles.flatMap(({ creator }) => identityIdsAround(creator)));
  return [...ids].flatMap((id) => graph.identities.get(id) ?? []);
}

/** Whether everything that can link this creator with others was read. */
export const isRead = ({ asked, decisions }: IdentityGraph, { creator, pointsAt }: LinkingProfile): boolean =>
  decisions.has(creator.id) &&
  [...pointsAt].every((name) => asked.names.has(name)) &&
  identityIdsAround(creator).every((id) => asked.identities.has(id));

/** Other creators of the same tenant that point back, whatever an operator says. */
export function mutualOf(graph: IdentityGraph, profile: LinkingProfile): LinkingProfile[] {
  const { id, tenant_id } = profile.creator;
  const found = new Set<LinkingProfile>();
  for (const name of profile.pointsAt) {
    for (const other of graph.named.get(name) ?? []) {
      const isOther = other.creator.id !== id && other.creator.tenant_id === tenant_id;
      if (isOther && pointsAt(other, profile)) found.add(other);
    }
  }
  return [...found];
}

export type Evidence = Identity["links"][number]["evidence"];

export interface Partner {
  readonly id: CreatorId;
  readonly evidence: Evidence;
}

/** The creators that this one is linked with, by profiles that point at each other or by an operator's decision. */
export function partnersOf(graph: IdentityGraph, profile: LinkingProfile): Partner[] {
  const { linked, denied } = graph.decisions.get(profile.creator.id) ?? UNDECIDED;
  return [
    ...mutualOf(graph, profile)
      .filter(({ creator }) => !denied.has(creator.id))
      .map(({ creator }) => ({ id: creator.id, evidence: "mutual-links" as const })),
    ...linked.filter((id) => id !== profile.creator.id).map((id) => ({ id, evidence: "operator" as const })),
  ];
}

/** Whether the stored identity links a creator with exactly the right partners. */
export function isSettled(graph: IdentityGraph, profile: LinkingProfile): boolean {
  const { id, identity_id } = profile.creator;
  const partners = partnersOf(graph, profile);
  const [identity, ...others] = identitiesAround(graph, [profile]);
  if (others.length > 0 || (identity?.id ?? null) !== identity_id) return false;
  if (!identity) return partners.length === 0;
  const stored = identity.links.flatMap((link) => partnerIn(link, id)).sort();
  const expected = partners.map((partner) => `${partner.id}/${partner.evidence}`).sort();
  return (
    identity.members.includes(id) &&
    partners.every((one) => pointerOf(graph, one, identity_id) === identity_id) &&
    JSON.stringify(stored) === JSON.stringify(expected)
  );
}

/** The profile of an account that an operator linked may not have been read. */
const pointerOf = (graph: IdentityGraph, { id }: Partner, unread: string | null): string | null => {
  const profile = graph.profiles.get(id);
  return profile ? profile.creator.identity_id : unread;
};

const partnerIn = ({ a, b, evidence }: Identity["links"][number], id: CreatorId): string[] => {
  if (a === id) return [`${b}/${evidence}`];
  return b === id ? [`${a}/${evidence}`] : [];
};

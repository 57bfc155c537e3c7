import {
  type Evidence,
  type IdentityGraph,
  identitiesAround,
  identityIdOf,
  isRead,
  type LinkingProfile,
  type Partner,
  partnersOf,
} from "./identity-graph.ts";
import type { CreatorId } from "./ids.ts";
import type { Identity } from "./records.ts";

type IdentityLink = Omit<Identity["links"][number], "at">;

/** Creators that are connected by links. A component of one creator has no links. */
export interface Component {
  /** Sorted by id. */
  readonly members: readonly LinkingProfile[];
  readonly links: readonly IdentityLink[];
}

/** The components of some creators, and of all creators that their members' identities have held so far. */
export interface Survey {
  readonly components: readonly Component[];
  /** Identities that the components' members had. */
  readonly known: ReadonlyMap<string, Identity>;
  /** Creators whose links must be read before the rest is correct. */
  readonly unread: readonly CreatorId[];
}

/** If more accounts than this all link to each other, they are a ring and not a person: each of them stays alone. */
const MEMBERS_MAX = 32;

/** Follows links and identities from the given creators, as far as the graph was read. */
export function survey(graph: IdentityGraph, starts: readonly CreatorId[]): Survey {
  const waiting = [...starts];
  const seen = new Set<CreatorId>();
  const components: Component[] = [];
  const known = new Map<string, Identity>();
  const unread = new Set<CreatorId>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const walked = walk(graph, id);
    for (const one of walked.unread) unread.add(one);
    for (const { creator } of walked.members) seen.add(creator.id);
    if (walked.members.length > 0) components.push(walked);
    for (const identity of identitiesAround(graph, walked.members)) {
      known.set(identity.id, identity);
      waiting.push(...identity.members);
    }
  }
  return { components, known, unread: [...unread] };
}

interface Walked extends Component {
  readonly unread: readonly CreatorId[];
}

function walk(graph: IdentityGraph, start: CreatorId): Walked {
  const members = new Map<CreatorId, LinkingProfile>();
  const links = new Map<string, IdentityLink>();
  const unread: CreatorId[] = [];
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (members.has(id)) continue;
    const profile = graph.profiles.get(id);
    if (profile) members.set(id, profile);
    const isKnown = profile ? isRead(graph, profile) : graph.asked.creators.has(id);
    if (!isKnown) unread.push(id);
    if (!profile || !isKnown) continue;
    if (members.size > MEMBERS_MAX) return alone(members.get(start));
    for (const partner of partnersOf(graph, profile)) {
      const link = linkBetween(graph, profile, partner);
      if (link) links.set(`${link.a}/${link.b}/${link.evidence}`, link);
      waiting.push(partner.id);
    }
  }
  const byId = [...members.values()].sort((a, b) => (a.creator.id < b.creator.id ? -1 : 1));
  return { members: byId, links: [...links.values()], unread };
}

const alone = (profile: LinkingProfile | undefined): Walked => ({
  members: profile ? [profile] : [],
  links: [],
  unread: [],
});

function linkBetween(
  graph: IdentityGraph,
  { creator }: LinkingProfile,
  { id, evidence }: Partner,
): IdentityLink | null {
  const other = graph.profiles.get(id)?.creator;
  if (!other || other.tenant_id !== creator.tenant_id) return null;
  const [a, b] = creator.id < other.id ? [creator, other] : [other, creator];
  return { a: a.id, b: b.id, evidence, detail: detailOf([a.platform, b.platform], evidence) };
}

/** Names no handles: a handle would have to be found when its account is forgotten. */
const detailOf = ([a, b]: readonly [string, string], evidence: Evidence): string =>
  evidence === "operator"
    ? `The ${a} and the ${b} account were linked by an operator`
    : `The ${a} and the ${b} account link to each other`;

/** The id of the identity for a component; null for a single creator. */
export function componentIdOf({ members: [smallest, second] }: Component): string | null {
  return smallest && second ? identityIdOf(smallest.creator.id) : null;
}

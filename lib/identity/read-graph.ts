import type { Creator } from "../domain/creator.ts";
import { type AccountName, accountsNamedBy, nameKey } from "../domain/identity.ts";
import { type Survey, survey } from "../domain/identity-components.ts";
import {
  addCreators,
  emptyGraph,
  type IdentityGraph,
  identityIdsAround,
  mutualOf,
  UNDECIDED,
} from "../domain/identity-graph.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { readCandidates } from "./creators-named.ts";
import { readDecisionsOf } from "./decisions.ts";

/**
 * Reads until every account linked with the given creators is known. Each round makes a few reads for all of them;
 * most need one round.
 */
export async function readSurvey(
  documents: TenantDocuments,
  graph: IdentityGraph,
  starts: readonly CreatorId[],
): Promise<Survey> {
  for (;;) {
    const found = survey(graph, starts);
    if (found.unread.length === 0) return found;
    await readNames(documents, graph, found.unread, namesAround(graph, found.unread));
    await readStanding(documents, graph, await reach(documents, graph, found.unread));
  }
}

/**
 * Reads what is stored now about creators that were just written and the accounts that they point at. If one points
 * back, or an identity is or was stored, it also reads what is stored about that.
 */
export async function readJustStored(
  documents: TenantDocuments,
  creators: readonly Creator[],
  isRelinked: (creator: Creator) => boolean,
): Promise<IdentityGraph> {
  const graph = emptyGraph();
  // Also by their own handles, because those who point back name them so. A creator that is not found was renamed or
  // erased since, and the worker that did so updates its links.
  const names = creators.flatMap((creator) => [...accountsNamedBy(creator), handleOf(creator)]);
  await readNames(documents, graph, [], names);
  const concerned = creators
    .filter((creator) => isConcerned(graph, creator.id) || isRelinked(creator))
    .map(({ id }) => id);
  if (concerned.length === 0) return graph;
  // A profile that is fetched again rarely has other links than before, so nothing more is read for it.
  const apart = concerned.filter((id) => !pointsWithPartners(graph, id));
  const reached = await reach(documents, graph, apart);
  await readStanding(documents, graph, [...new Set([...concerned, ...reached])]);
  return graph;
}

/** Whether a creator and those who point back at it all have the same identity already. */
function pointsWithPartners(graph: IdentityGraph, id: CreatorId): boolean {
  const profile = graph.profiles.get(id);
  if (!profile) return true;
  const { identity_id } = profile.creator;
  return (
    identity_id !== null &&
    mutualOf(graph, profile).every((other) => other.creator.identity_id === identity_id)
  );
}

function isConcerned(graph: IdentityGraph, id: CreatorId): boolean {
  const profile = graph.profiles.get(id);
  return (
    profile !== undefined && (profile.creator.identity_id !== null || mutualOf(graph, profile).length > 0)
  );
}

/** Most people's accounts are all linked within this many steps. For the others, `readSurvey` reads on. */
const STEPS = 2;

/** Creators and the accounts linked with them by names. One read per step, however many they are. */
async function reach(
  documents: TenantDocuments,
  graph: IdentityGraph,
  from: readonly CreatorId[],
): Promise<CreatorId[]> {
  const reached = new Set(from);
  let frontier: readonly CreatorId[] = from;
  for (let step = 0; step < STEPS && frontier.length > 0; step += 1) {
    const partners = frontier.flatMap((id) => {
      const profile = graph.profiles.get(id);
      return profile ? mutualOf(graph, profile).map(({ creator }) => creator.id) : [];
    });
    frontier = [...new Set(partners)].filter((id) => !reached.has(id));
    for (const id of frontier) reached.add(id);
    await readNames(documents, graph, [], namesAround(graph, frontier));
  }
  return [...reached];
}

const handleOf = ({ platform, handle_lc }: Creator): AccountName => ({ platform, name: handle_lc });

function namesAround(graph: IdentityGraph, ids: readonly CreatorId[]): AccountName[] {
  return ids.flatMap((id) => {
    const profile = graph.profiles.get(id);
    return profile ? [...profile.names, handleOf(profile.creator)] : [];
  });
}

/** Reads creators by ids that were not read yet, and creators with names that were not looked up yet. */
async function readNames(
  documents: TenantDocuments,
  graph: IdentityGraph,
  ids: readonly CreatorId[],
  names: readonly AccountName[],
): Promise<void> {
  const fresh = names.filter((name) => !graph.asked.names.has(nameKey(name)));
  const missing = ids.filter((id) => !graph.asked.creators.has(id) && !graph.profiles.has(id));
  for (const id of ids) graph.asked.creators.add(id);
  for (const name of fresh) graph.asked.names.add(nameKey(name));
  addCreators(graph, await readCandidates(documents, fresh, missing));
}

/** Decisions and identities of creators and of those that point back at them. */
async function readStanding(
  documents: TenantDocuments,
  graph: IdentityGraph,
  ids: readonly CreatorId[],
): Promise<void> {
  const around = new Map<CreatorId, Creator>();
  for (const id of ids) {
    const profile = graph.profiles.get(id);
    if (!profile) continue;
    for (const { creator } of [profile, ...mutualOf(graph, profile)]) around.set(creator.id, creator);
  }
  const undecided = [...around.keys()].filter((id) => !graph.decisions.has(id));
  const named = [...around.values()].flatMap(identityIdsAround);
  const unasked = [...new Set(named)].filter((id) => !graph.asked.identities.has(id));
  const [decisions, identities] = await Promise.all([
    readDecisionsOf(documents, undecided),
    documents.getMany("identities", unasked),
  ]);
  for (const id of undecided) graph.decisions.set(id, decisions.get(id) ?? UNDECIDED);
  for (const id of unasked) graph.asked.identities.add(id);
  for (const [id, identity] of identities) graph.identities.set(id, identity);
}

import type { Creator } from "../../domain/creator.ts";
import { accountsNamedBy, pointsAt } from "../../domain/identity.ts";
import type { CreatorId } from "../../domain/ids.ts";
import type { Identity } from "../../domain/records.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { creatorsNamed } from "./creators-named.ts";
import { readDecisions } from "./decisions.ts";

type Link = Omit<Identity["links"][number], "at">;

/** Creators that hang together by links; one alone has none. Empty when the start is not there any more. */
export interface Component {
  readonly members: readonly Creator[];
  readonly links: readonly Link[];
}

/** More accounts than this that all link to each other are a ring, and no person. */
const MEMBERS_MAX = 32;

/** Walks from one creator over mutual links and operators' decisions to all that hang together with it. */
export async function componentOf(documents: TenantDocuments, start: CreatorId): Promise<Component> {
  const members = new Map<CreatorId, Creator>();
  const links = new Map<string, Link>();
  const waiting = await liveCreators(documents, [start]);
  const [first] = waiting;
  for (let creator = waiting.pop(); creator; creator = waiting.pop()) {
    if (members.has(creator.id)) continue;
    members.set(creator.id, creator);
    if (first && members.size > MEMBERS_MAX) return { members: [first], links: [] };
    for (const { other, link } of await partnersOf(documents, creator)) {
      links.set(`${link.a}/${link.b}/${link.evidence}`, link);
      waiting.push(other);
    }
  }
  return { members: [...members.values()], links: [...links.values()] };
}

interface Partner {
  readonly other: Creator;
  readonly link: Link;
}

async function partnersOf(documents: TenantDocuments, creator: Creator): Promise<Partner[]> {
  const { linked, denied } = await readDecisions(documents, creator.id);
  const names = accountsNamedBy(creator);
  const named = (await creatorsNamed(documents, names)).of(names);
  const mutual = named.filter((other) => !denied.has(other.id) && pointsAt(other, creator));
  const byOperator = await liveCreators(documents, linked);
  return [
    ...mutual.map((other) => partner(creator, other, "mutual-links")),
    ...byOperator.map((other) => partner(creator, other, "operator")),
  ].filter(({ other }) => other.id !== creator.id && other.tenant_id === creator.tenant_id);
}

function partner(creator: Creator, other: Creator, evidence: Link["evidence"]): Partner {
  const [a, b] = creator.id < other.id ? [creator, other] : [other, creator];
  // Without handles: what names one of the two would have to be found when that one is forgotten.
  const accounts = `The ${a.platform} and the ${b.platform} account`;
  const detail =
    evidence === "operator" ? `${accounts} were linked by an operator` : `${accounts} link to each other`;
  return { other, link: { a: a.id, b: b.id, evidence, detail } };
}

async function liveCreators(documents: TenantDocuments, ids: readonly CreatorId[]): Promise<Creator[]> {
  const found = await documents.getMany("creators", ids);
  return [...found.values()].filter((record) => !record.erased);
}

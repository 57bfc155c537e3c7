import { type Component, componentIdOf, type Survey } from "./identity-components.ts";
import type { LinkingProfile } from "./identity-graph.ts";
import type { CreatorId } from "./ids.ts";
import type { Identity } from "./records.ts";
import { versionAfter } from "./version-after.ts";

export interface IdentityWrite {
  readonly id: string;
  readonly isNew: boolean;
  readonly version: string;
  readonly set: Pick<Identity, "members" | "links">;
}

/** Moves a creator from the identity that it pointed at when it was read to another one. */
export interface PointerWrite {
  readonly id: CreatorId;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The writes that bring stored identities in line with profiles and operators, in an order that can be interrupted and
 * resumed anywhere. All depend on what was read: if two processes settle the same creators at once, one of them notices
 * the other.
 */
export interface IdentityPlan {
  /** New identities, and those that only grow and have creators in `last`. */
  readonly early: readonly IdentityWrite[];
  /** Pointers of accounts that part from the creators that led here. Only the stored identities still lead to them. */
  readonly parting: readonly PointerWrite[];
  readonly late: readonly IdentityWrite[];
  readonly obsolete: readonly Pick<Identity, "id" | "version">[];
  /**
   * Update the pointers of linked accounts before those of the accounts that led here. While one of them points
   * elsewhere, an interrupted run finds the rest again over the links.
   */
  readonly last: readonly PointerWrite[];
  /**
   * Every account that the plan links or parts. The plan is right while their profiles and pointers are as they were
   * read.
   */
  readonly touched: readonly { readonly profile: LinkingProfile; readonly to: string | null }[];
  /**
   * The versions in which `last` leaves the identities that it turns away from; null for none. A process that has
   * written one of them since relied on pointers that were about to go.
   */
  readonly leaves: ReadonlyMap<string, string | null>;
}

/**
 * @param leads Creators by which an interrupted run is found again. If empty, the caller finds it by the identities.
 */
export function planIdentities(
  { components, known }: Survey,
  leads: ReadonlySet<CreatorId>,
  at: string,
): IdentityPlan {
  const since = sinceOf(known);
  const planned = components.map((component) => {
    const pointers = pointerWrites(component, leads);
    const hasLead = pointers.some(({ rank }) => rank > 0);
    return { component, pointers, hasLead, write: identityWrite(component, { known, since, at }) };
  });
  const kept = new Set(components.map(componentIdOf));
  const obsolete = [...known.values()].filter(({ id }) => !kept.has(id));
  const touched = touchedBy(planned, known, obsolete);
  const mayGoFirst = ({ hasLead, write }: (typeof planned)[number]) =>
    write !== null && (!known.has(write.id) || (hasLead && onlyGrows(known.get(write.id), write)));
  const writesOf = (some: typeof planned) => some.flatMap(({ write }) => write ?? []);
  const last = touched
    .filter(({ hasLead }) => hasLead)
    .flatMap(({ pointers }) => pointers)
    .sort((a, b) => a.rank - b.rank);
  const left = last.flatMap(({ from }) => from ?? []);
  const versions = new Map(
    [...known.values(), ...writesOf(touched)]
      .filter(({ id }) => kept.has(id))
      .map(({ id, version }) => [id, version]),
  );
  return {
    early: writesOf(touched.filter(mayGoFirst)),
    parting: touched.filter(({ hasLead }) => !hasLead).flatMap(({ pointers }) => pointers),
    late: writesOf(touched.filter((one) => !mayGoFirst(one))),
    obsolete,
    last,
    touched: touched.flatMap(({ component }) => {
      const to = componentIdOf(component);
      return component.members.map((profile) => ({ profile, to }));
    }),
    leaves: new Map(left.map((id) => [id, versions.get(id) ?? null])),
  };
}

type Planned = {
  readonly component: Component;
  readonly pointers: readonly PointerWrite[];
  readonly write: IdentityWrite | null;
};

/**
 * Components that change, and those of all members of an identity that changes. The identity may have been read after
 * its members, and is then newer than they are.
 */
function touchedBy<P extends Planned>(
  planned: readonly P[],
  known: Survey["known"],
  obsolete: readonly Identity[],
): P[] {
  const rewritten = planned.flatMap(({ write }) => known.get(write?.id ?? "") ?? []);
  const named = new Set([...obsolete, ...rewritten].flatMap(({ members }) => members));
  return planned.filter(
    ({ component, write, pointers }) =>
      write !== null || pointers.length > 0 || component.members.some(({ creator }) => named.has(creator.id)),
  );
}

export const isNothing = ({ early, parting, late, obsolete, last }: IdentityPlan): boolean =>
  [early, parting, late, obsolete, last].every((writes) => writes.length === 0);

const onlyGrows = (stored: Identity | undefined, { set }: IdentityWrite): boolean =>
  stored?.members.every((member) => set.members.includes(member)) === true;

/** The time since which each link is known. */
const sinceOf = (known: ReadonlyMap<string, Identity>): ReadonlyMap<string, string> =>
  new Map([...known.values()].flatMap(({ links }) => links.map((link) => [linkKey(link), link.at])));

interface Stored {
  readonly known: ReadonlyMap<string, Identity>;
  readonly since: ReadonlyMap<string, string>;
  readonly at: string;
}

/** Null for a single creator, and if the stored identity says the same. */
function identityWrite(component: Component, { known, since, at }: Stored): IdentityWrite | null {
  const id = componentIdOf(component);
  if (id === null) return null;
  const members = component.members.map(({ creator }) => creator.id);
  const links = component.links
    .map((link) => ({ ...link, at: since.get(linkKey(link)) ?? at }))
    .sort((a, b) => (linkKey(a) < linkKey(b) ? -1 : 1));
  const stored = known.get(id);
  const isSame =
    stored && JSON.stringify([stored.members, stored.links]) === JSON.stringify([members, links]);
  return isSame ? null : { id, isNew: !stored, version: versionAfter(stored), set: { members, links } };
}

const linkKey = ({ a, b, evidence }: Component["links"][number]): string => `${a}/${b}/${evidence}`;

/** 2 for the accounts that led here, 1 for those that their profiles link: both are checked when they arrive again. */
type Rank = 0 | 1 | 2;

function pointerWrites(
  component: Component,
  leads: ReadonlySet<CreatorId>,
): (PointerWrite & { readonly rank: Rank })[] {
  const to = componentIdOf(component);
  const partners = new Set(
    component.links
      .filter(({ evidence, a, b }) => evidence === "mutual-links" && (leads.has(a) || leads.has(b)))
      .flatMap(({ a, b }) => [a, b]),
  );
  return component.members
    .filter(({ creator }) => creator.identity_id !== to)
    .map(({ creator: { id, identity_id } }) => {
      const rank = leads.has(id) ? 2 : partners.has(id) ? 1 : 0;
      return { id, from: identity_id, to, rank };
    });
}

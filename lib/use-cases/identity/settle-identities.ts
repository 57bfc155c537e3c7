import type { CreatorId } from "../../domain/ids.ts";
import type { Identity } from "../../domain/records.ts";
import type { Clock } from "../../ports/clock.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { type Component, componentOf } from "./component.ts";
import { versionAfter } from "./version-after.ts";

export interface IdentityPorts {
  readonly clock: Clock;
  /** Of the tenant whose creators are linked, and of no other. */
  readonly documents: TenantDocuments;
}

/** What stored identities should become. */
interface Plan {
  readonly components: readonly Component[];
  /** Identities that the components' members had. */
  readonly known: ReadonlyMap<string, Identity>;
}

/**
 * Brings the identity of a creator, and those of all that it was or will be linked with, in step with what profiles
 * and operators say now. A pure function of what is stored: any order of events ends alike, and an interrupted run
 * is mended by the next, because what led there goes last: the pointer of the creator asked for, or the identity that
 * still names one who is forgotten.
 * Ids of all that are settled now.
 */
export async function settleIdentities(
  { clock, documents }: IdentityPorts,
  start: CreatorId,
  lead: "pointer" | "identity" = "pointer",
): Promise<CreatorId[]> {
  const plan = await planFrom(documents, start);
  await writeIdentities(documents, plan, clock.now().toISOString());
  const kept = new Set(plan.components.map(identityIdOf));
  const obsolete = [...plan.known.keys()].filter((id) => !kept.has(id));
  const pointers = plan.components.flatMap(pointersOf);
  const isOwn = ({ id }: (typeof pointers)[number]) => id === start;
  await documents.updateMany(
    "creators",
    pointers.filter((pointer) => !isOwn(pointer)),
  );
  const settleOwn = () => documents.updateMany("creators", pointers.filter(isOwn));
  if (lead === "identity") await settleOwn();
  await documents.delete("identities", obsolete);
  if (lead === "pointer") await settleOwn();
  await dropForgotten({ clock, documents }, plan);
  return plan.components.flatMap(({ members }) => members.map(({ id }) => id));
}

/**
 * A member that was erased since it was read: the erasure looked for identities before this one was written, or took
 * it away before those who stay were made to point at it. Its tombstone stands by then, so one of the two finds the
 * other.
 */
async function dropForgotten(ports: IdentityPorts, { components }: Plan): Promise<void> {
  const members = components.flatMap((one) => (one.members.length > 1 ? one.members : []));
  const now = await ports.documents.getMany(
    "creators",
    members.map(({ id }) => id),
  );
  const isForgotten = ({ id }: { readonly id: CreatorId }) => now.get(id)?.erased !== false;
  const forgotten = members.filter(isForgotten);
  if (forgotten.length === 0) return;
  for (const { id } of forgotten) await forgetIdentity(ports, id);
  for (const { id } of members.filter((one) => !isForgotten(one))) await settleIdentities(ports, id);
}

/** Parts a creator that is being forgotten from all it was linked with. Identities that named it. */
export async function forgetIdentity(ports: IdentityPorts, id: CreatorId): Promise<number> {
  const { items } = await ports.documents.find("identities", {
    where: [{ field: "members", op: "eq", value: id }],
    limit: 100,
  });
  for (const identity of items) {
    const other = identity.members.find((member) => member !== id);
    if (other) await settleIdentities(ports, other, "identity");
    const left = await ports.documents.get("identities", identity.id);
    if (left?.members.includes(id)) await ports.documents.delete("identities", [identity.id]);
  }
  return items.length;
}

/** The components of the start and of everyone that its members' identities held so far. */
async function planFrom(documents: TenantDocuments, start: CreatorId): Promise<Plan> {
  const waiting = [start];
  const seen = new Set<CreatorId>();
  const components: Component[] = [];
  const known = new Map<string, Identity>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const component = await componentOf(documents, id);
    if (component.members.length > 0) components.push(component);
    for (const member of component.members) seen.add(member.id);
    for (const identity of await identitiesOf(documents, component)) {
      known.set(identity.id, identity);
      waiting.push(...identity.members);
    }
  }
  return { components, known };
}

async function identitiesOf(documents: TenantDocuments, component: Component): Promise<Identity[]> {
  const pointers = component.members.map(({ identity_id }) => identity_id).filter((id) => id !== null);
  const own = identityIdOf(component);
  const found = await documents.getMany("identities", [...new Set([...pointers, ...(own ? [own] : [])])]);
  return [...found.values()];
}

/** Named after its smallest member, so that whoever finds the same set finds the same name. */
function identityIdOf({ members }: Component): string | null {
  if (members.length < 2) return null;
  const [smallest = ""] = members.map(({ id }) => id as string).sort();
  return `id_${smallest.slice("c_".length)}`;
}

async function writeIdentities(
  documents: TenantDocuments,
  { components, known }: Plan,
  at: string,
): Promise<void> {
  const since = new Map(
    [...known.values()].flatMap(({ links }) => links.map((link) => [linkKey(link), link.at])),
  );
  const writes = components.flatMap((component) => {
    const id = identityIdOf(component);
    if (id === null) return [];
    const members = component.members.map((member) => member.id).sort();
    const links = component.links
      .map((link) => ({ ...link, at: since.get(linkKey(link)) ?? at }))
      .sort((a, b) => (linkKey(a) < linkKey(b) ? -1 : 1));
    const stored = known.get(id);
    const isSame =
      stored && JSON.stringify([stored.members, stored.links]) === JSON.stringify([members, links]);
    return isSame ? [] : [{ id, version: versionAfter(stored), replace: true, set: { members, links } }];
  });
  await documents.upsertMany("identities", writes);
}

const linkKey = ({ a, b, evidence }: Component["links"][number]): string => `${a}/${b}/${evidence}`;

function pointersOf(component: Component) {
  const identity_id = identityIdOf(component);
  return component.members
    .filter((member) => member.identity_id !== identity_id)
    .map(({ id }) => ({
      id,
      set: { identity_id },
      when: [{ field: "erased", op: "eq", value: false }] as const,
    }));
}

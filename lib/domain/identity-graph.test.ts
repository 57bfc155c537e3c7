import { describe, expect, it } from "vitest";
import { sampleCreator } from "../../test/contracts/sample-records.ts";
import type { Creator } from "./creator.ts";
import { survey } from "./identity-components.ts";
import {
  addCreators,
  areMutual,
  emptyGraph,
  type IdentityGraph,
  identityIdsAround,
  isSettled,
  linkingProfile,
  saysTheSame,
  UNDECIDED,
} from "./identity-graph.ts";
import { planIdentities } from "./identity-plan.ts";
import { tenantIdSchema } from "./ids.ts";

const TENANT = tenantIdSchema.parse("graph");
const CHANNEL = "UC0123456789abcdefghijkl";
const AT = "2026-11-20T10:00:00.000Z";

const account = (handle: string, pointsAt: readonly string[], more: Partial<Creator> = {}): Creator =>
  sampleCreator(TENANT, handle, {
    platform: "x",
    handle_lc: handle,
    links: pointsAt.map((other) => `https://x.com/${other}`),
    bio: "",
    identity_id: null,
    ...more,
  });

/** A graph in which all of these were read, and nobody else is there. */
function graphOf(creators: readonly Creator[]): IdentityGraph {
  const graph = emptyGraph();
  for (const { id } of creators) graph.asked.creators.add(id);
  addCreators(graph, creators);
  for (const profile of graph.profiles.values()) {
    for (const name of profile.pointsAt) graph.asked.names.add(name);
    for (const id of identityIdsAround(profile.creator)) graph.asked.identities.add(id);
    graph.decisions.set(profile.creator.id, UNDECIDED);
  }
  return graph;
}

/** `a` with `b`, `b` with `c` and so on: nobody with all. */
const chain = (count: number): Creator[] =>
  Array.from({ length: count }, (_, at) =>
    account(`chain_${at}`, [`chain_${at - 1}`, `chain_${at + 1}`].slice(at === 0 ? 1 : 0)),
  );

describe("a mutual link", () => {
  const youtube = (links: string[]) =>
    account("janetube", [], { platform: "youtube", platform_user_id: CHANNEL, links });
  const channel = linkingProfile(youtube(["https://x.com/jane"]));
  const jane = (link: string) => linkingProfile(account("jane", [], { links: [link] }));

  it("takes both sides, by handle or by channel id", () => {
    expect(areMutual(jane("https://youtube.com/@JaneTube"), channel)).toBe(true);
    expect(areMutual(channel, jane(`https://youtube.com/channel/${CHANNEL}`))).toBe(true);
  });

  it("is not one side alone, nor an equal handle elsewhere", () => {
    expect(areMutual(linkingProfile(account("jane", [])), channel)).toBe(false);
    const elsewhere = account("jane", [], {
      platform: "instagram",
      links: ["https://youtube.com/@janetube"],
    });
    expect(areMutual(linkingProfile(elsewhere), channel)).toBe(false);
  });

  it("is said the same by profiles that differ in everything else", () => {
    const before = linkingProfile(account("jane", ["a", "b"]));
    expect(saysTheSame(before, linkingProfile(account("jane", ["b", "a"], { bio: "New words" })))).toBe(true);
    expect(saysTheSame(before, linkingProfile(account("jane", ["a"])))).toBe(false);
    expect(saysTheSame(before, linkingProfile(account("janet", ["a", "b"])))).toBe(false);
  });
});

describe("a survey", () => {
  it("finds all that hang together, from any of them", () => {
    const creators = chain(5);
    const ids = creators.map(({ id }) => id).sort();
    for (const { id } of creators) {
      const { components, unread } = survey(graphOf(creators), [id]);
      expect(components.map(({ members }) => members.map(({ creator }) => creator.id))).toEqual([ids]);
      expect(components[0]?.links).toHaveLength(4);
      expect(unread).toEqual([]);
    }
  });

  it("asks for those of whom not all was read", () => {
    const [first, second] = chain(2);
    if (!first || !second) throw new Error("a chain of two has two");
    const graph = graphOf([first, second]);
    graph.decisions.delete(second.id);
    expect(survey(graph, [first.id]).unread).toEqual([second.id]);
  });

  it("takes more than 32 that hang together for a ring, and nobody in it for a person", () => {
    const ring = chain(33);
    const { components } = survey(
      graphOf(ring),
      ring.map(({ id }) => id),
    );
    expect(components).toHaveLength(33);
    expect(components.every(({ members, links }) => members.length === 1 && links.length === 0)).toBe(true);
  });
});

describe("a plan", () => {
  const plan = (creators: readonly Creator[], leads: readonly Creator[]) => {
    const ids = leads.map(({ id }) => id);
    return planIdentities(survey(graphOf(creators), ids), new Set(ids), AT);
  };

  it("makes an identity before anybody points at it, and those who led there point at it last", () => {
    const creators = chain(4);
    const [lead, partner] = creators;
    const { early, parting, late, obsolete, last } = plan(creators, creators.slice(0, 1));
    expect(early).toHaveLength(1);
    expect([parting, late, obsolete]).toEqual([[], [], []]);
    expect(last.map(({ id }) => id).slice(-2)).toEqual([partner?.id, lead?.id]);
    expect(last).toHaveLength(4);
  });

  it("lets those part first to whom only the identity leads, before it no longer names them", () => {
    const [one, two, other] = [account("one", ["two"]), account("two", ["one"]), account("other", ["two"])];
    const members = [one, two, other].map(({ id }) => id).sort();
    const id = `id_${members[0]?.slice(2)}`;
    const creators = [one, two, other].map((creator) => ({ ...creator, identity_id: id }));
    const graph = graphOf(creators);
    graph.identities.set(id, { id, tenant_id: TENANT, version: "1", members, links: [] });
    const found = survey(graph, [one.id]);
    const { parting, late, obsolete, touched } = planIdentities(found, new Set([one.id]), AT);
    expect(parting.map((pointer) => pointer.id)).toContain(other.id);
    expect(late.length + obsolete.length).toBeGreaterThan(0);
    expect(touched).toHaveLength(3);
  });

  it("has nothing to do for those who are settled", () => {
    const creators = chain(3);
    const { early } = plan(creators, creators);
    const [write] = early;
    if (!write) throw new Error("a chain of three is one identity");
    const graph = graphOf(creators.map((creator) => ({ ...creator, identity_id: write.id })));
    graph.identities.set(write.id, { id: write.id, tenant_id: TENANT, version: write.version, ...write.set });
    expect([...graph.profiles.values()].every((profile) => isSettled(graph, profile))).toBe(true);
    const again = planIdentities(survey(graph, [...graph.profiles.keys()]), new Set(), AT);
    expect({ ...again, touched: [] }).toEqual({
      early: [],
      parting: [],
      late: [],
      obsolete: [],
      last: [],
      touched: [],
      leaves: new Map(),
    });
  });
});

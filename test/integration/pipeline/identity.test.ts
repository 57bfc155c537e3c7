import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Identity } from "../../../lib/domain/records.ts";
import { linkIdentity, unlinkIdentity } from "../../../lib/identity/link-identity.ts";
import { ingestRaw } from "../../../lib/ingest/ingest-raw.ts";
import { channelId, ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const X = localId("x", "1");
const CHANNEL = localId("youtube", channelId(2));
const OTHER = localId("x", "3");
const LATER = "2026-11-21T10:00:00Z";

const x = (url?: string, fetched_at?: string) =>
  xEnvelope({ id: "1", ...(url !== undefined && { url }), ...(fetched_at !== undefined && { fetched_at }) });
const toChannel = `https://youtube.com/channel/${channelId(2)}`;
const toX = "All my talks: https://x.com/user_1";

async function ingest(...envelopes: readonly unknown[]): Promise<void> {
  await rig.ingest(await rig.drop("drop.ndjson", ndjson(...envelopes)));
}

async function identities(): Promise<Identity[]> {
  return (await rig.own.find("identities", { where: [], limit: 100 })).items;
}

async function identityIds(): Promise<(string | null | undefined)[]> {
  const found = await rig.own.getMany("creators", [X, CHANNEL, OTHER]);
  return [X, CHANNEL, OTHER].map((id) => {
    const record = found.get(id);
    return record?.erased === false ? record.identity_id : undefined;
  });
}

describe("profiles that link to each other", () => {
  const one = x(toChannel);
  const two = youtubeEnvelope(2, toX);

  it.each([
    ["in one drop", [[one, two]]],
    ["one after the other", [[one], [two]]],
    ["the other way round", [[two], [one]]],
    [
      "twice",
      [
        [one, two],
        [two, one],
      ],
    ],
  ])("are one identity with its evidence when they come %s", async (_, drops) => {
    for (const drop of drops) await ingest(...drop);
    const [identity, ...others] = await identities();
    expect(others).toEqual([]);
    expect(identity).toMatchObject({
      members: [X, CHANNEL].sort(),
      links: [{ evidence: "mutual-links", a: [X, CHANNEL].sort()[0], b: [X, CHANNEL].sort()[1] }],
    });
    expect(await identityIds()).toEqual([identity?.id, identity?.id, undefined]);
  });

  it("part when a later fetch no longer has the link, and an older one that comes late joins nothing", async () => {
    await ingest(one, two);
    await ingest(x(undefined, LATER));
    expect(await identities()).toEqual([]);
    await ingest(one);
    expect(await identityIds()).toEqual([null, null, undefined]);
  });

  it("part when the one is renamed, since the link may now mean somebody else", async () => {
    await ingest(one, two);
    await ingest(xEnvelope({ id: "1", username: "renamed", url: toChannel, fetched_at: LATER }));
    expect(await identities()).toEqual([]);
  });
});

describe("a batch of people with several accounts", () => {
  /** Asks of the documents that taking a drop costs. */
  async function callsOf(name: string, envelopes: readonly unknown[]): Promise<number> {
    let calls = 0;
    const openDocuments: typeof rig.ports.openDocuments = (scope) =>
      new Proxy(rig.ports.openDocuments(scope), {
        get(target, method) {
          const member: unknown = Reflect.get(target, method);
          if (typeof member !== "function") return member;
          return (...given: unknown[]) => {
            calls += 1;
            return Reflect.apply(member, target, given);
          };
        },
      });
    const key = await rig.drop(name, ndjson(...envelopes));
    await ingestRaw({ ...rig.ports, openDocuments }, { key }, ENDLESS);
    return calls;
  }
  const ENDLESS = { remainingMs: () => Number.POSITIVE_INFINITY };
  const person = (number: number) => [
    xEnvelope({ id: String(number), url: `https://youtube.com/channel/${channelId(number)}` }),
    youtubeEnvelope(number, `Also on https://x.com/user_${number}`),
  ];

  it("costs as many calls for forty as for one, whether their accounts come together or apart", async () => {
    const one = await callsOf("one.ndjson", person(1));
    const forty = Array.from({ length: 40 }, (_, at) => person(100 + at));
    expect(await callsOf("forty.ndjson", forty.flat())).toBe(one);

    const [first, second] = [0, 1].map((half) => [...forty.keys()].map((at) => person(200 + at)[half]));
    await callsOf("first.ndjson", first ?? []);
    expect(await callsOf("second.ndjson", second ?? [])).toBeLessThanOrEqual(one + 3);
    const { items } = await rig.own.find("identities", { where: [], limit: 100 });
    expect(items).toHaveLength(81);
    expect(items.every(({ members }) => members.length === 2)).toBe(true);
  });
});

describe("a link that only one profile has", () => {
  it("ties nobody to anybody, and neither does an equal name", async () => {
    await ingest(x(toChannel), youtubeEnvelope(2, "Nothing here"));
    await ingest(xEnvelope({ id: "3", username: "channel2" }));
    expect(await identities()).toEqual([]);
  });
});

describe("an operator", () => {
  const pair = { a: X, b: OTHER };

  it("links by hand, on top of what profiles say, and parts again", async () => {
    await ingest(x(toChannel), youtubeEnvelope(2, toX), xEnvelope({ id: "3" }));
    const identity = await linkIdentity(rig.as("manage"), pair, "key-1");
    expect(identity?.members).toEqual([X, CHANNEL, OTHER].sort());
    expect((await identities()).map(({ links }) => links.map(({ evidence }) => evidence).sort())).toEqual([
      ["mutual-links", "operator"],
    ]);
    const left = await unlinkIdentity(rig.as("manage"), pair, "key-1");
    expect(left?.members).toEqual([X, CHANNEL].sort());
    expect((await identityIds())[2]).toBeNull();
  });

  it("forbids a link that the profiles claim, and it stays forbidden when they are fetched again", async () => {
    await ingest(x(toChannel), youtubeEnvelope(2, toX));
    await unlinkIdentity(rig.as("manage"), { a: X, b: CHANNEL }, "key-1");
    await ingest(x(toChannel, LATER), youtubeEnvelope(2, toX, LATER));
    expect(await identities()).toEqual([]);
  });

  it("is told when one of the two is not there", async () => {
    await ingest(x());
    await expect(linkIdentity(rig.as("manage"), pair, "key-1")).rejects.toMatchObject({
      code: "creator-not-found",
    });
    await expect(linkIdentity(rig.as("manage"), { a: X, b: X }, "key-1")).rejects.toMatchObject({
      code: "same-creator",
    });
  });
});

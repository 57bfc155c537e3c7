import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { sweepErasures } from "../../../lib/erasure/sweep-erasures.ts";
import { rounds } from "../../deep.ts";
import { channelId, ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { embed, erase, follow, ingest, work } from "./racing-workers.ts";
import { createRig, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const ASKER = { keyId: "key-1", tenantId: LOCAL_TENANT, roles: ["admin"] as const };

const INTERLEAVINGS = rounds(1_000, 20);
const DAY_MS = 86_400_000;
/** run-erasure.ts. */
const LOOK_AGAIN_MS = 15_000;
/** Two requests may each have joined a pass that ran. */
const LOOKS_MAX = 2;

/** Each story is about an account of its own, so that one system can live through all of them. */
const account = (seed: number) => ({
  userId: String(7_000_000 + seed),
  name: `Racer ${seed} Surname`,
  envelope: (fetched_at: string) =>
    xEnvelope({
      id: String(7_000_000 + seed),
      username: `racer_${seed}`,
      fetched_at,
      url: `https://www.youtube.com/@channel${seed}`,
    }),
  partner: youtubeEnvelope(seed, `Also on https://x.com/racer_${seed}`),
});

/** One interleaving of an ingest, a request and three workers, one of which may die. The erasure's id. */
async function race(rig: Rig, seed: number): Promise<string> {
  const roll = dice(seed);
  const { userId, envelope, partner } = account(seed);
  if (roll(2) === 0) {
    await rig.announce(
      await rig.drop(`before-${seed}.ndjson`, ndjson(envelope("2026-11-20T10:00:00Z"), partner)),
    );
    await rig.settle();
  }
  const key = await rig.drop(`${seed}.ndjson`, ndjson(envelope("2026-11-21T10:00:00Z"), partner));
  await rig.announce(key);
  const victim = roll(8);
  const diesAfter = 1 + roll(40);
  const asked = { platform: "x", platform_user_id: userId, scope: "creator" } as const;
  let answered: { readonly id: string } | null = null;
  const processes = [
    {
      name: "ingest",
      run: (actor: Actor) => work(rig, actor, "ingest", ingest, roll(4) === 0),
    },
    {
      name: "request",
      run: async (actor: Actor) => {
        answered = await requestErasure(actor.ports(rig.ports), asked, ASKER);
      },
    },
    { name: "follow", run: (actor: Actor) => follow(actor, rig.ports) },
    { name: "embed", run: (actor: Actor) => work(rig, actor, "embed-high", embed, roll(4) === 0) },
    { name: "erase", run: (actor: Actor) => work(rig, actor, "erase", erase, roll(4) === 0) },
    { name: "erase again", run: (actor: Actor) => work(rig, actor, "erase", erase, false) },
  ];
  await interleave(
    roll,
    processes.map((one, at) => (at === victim ? { ...one, diesAfter } : one)),
  );
  // A request that died is asked again, as its caller would.
  const { id } = answered ?? (await requestErasure(rig.as("erase-creator"), asked, ASKER));
  await rig.settle();
  // A pass that was joined while it ran leaves a message that waits, for the one that joined may have died before its own.
  const isRunning = async () =>
    (await getErasure(rig.as("erase-creator"), { erasureId: id })).status === "running";
  for (let looks = 0; looks < LOOKS_MAX && (await isRunning()); looks += 1) {
    rig.advance(LOOK_AGAIN_MS);
    await rig.settle();
  }
  return id;
}

/** What is left of the account of a story, by store. */
async function traces(rig: Rig, seed: number): Promise<Record<string, unknown>> {
  const id = localId("x", account(seed).userId);
  const record = await rig.creator("x", account(seed).userId);
  const identities = await rig.own.find("identities", {
    where: [{ field: "members", op: "eq", value: id }],
    limit: 10,
  });
  return {
    documents: record === null || record.erased ? null : record,
    identities: identities.items,
    partner: await rig
      .creator("youtube", channelId(seed))
      .then((one) => one?.erased === false && one.identity_id),
    vectors: await rig.vectors.index.fetch("local.x", [id]),
    raw: await rig.keys(`raw/local/x/${id}/`),
    quarantine: await rig.keys(`quarantine/local/${id}/`),
  };
}

const NOTHING = { documents: null, identities: [], partner: null, vectors: [], raw: [], quarantine: [] };

describe("an erasure that races with an ingest of the same creator", () => {
  let rig: Rig;
  beforeAll(() => {
    rig = createRig();
  });
  afterAll(() => rig.close());

  it(`leaves nothing behind in any of ${INTERLEAVINGS} interleavings, and evidence that is true`, async () => {
    const erasures: string[] = [];
    for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
      const id = await race(rig, seed);
      expect(await traces(rig, seed), `seed ${seed}`).toEqual(NOTHING);
      const { status, stores } = await getErasure(rig.as("erase-creator"), { erasureId: id });
      expect(status, `seed ${seed}`).toBe("completed");
      expect(stores.find(({ store }) => store === "documents")?.removed, `seed ${seed}`).toBeLessThan(10);
      erasures.push(id);
    }
    const left = JSON.stringify(await rig.dump());
    expect(left).not.toMatch(/Racer \d+ Surname/);

    rig.advance(5 * DAY_MS);
    for (let sweep = 0; sweep < 2; sweep += 1) {
      await sweepErasures(rig.as("run-job"), { tenantId: LOCAL_TENANT });
      await rig.settle();
    }
    const ends = await rig.own.getMany("erasures", erasures);
    expect(new Set([...ends.values()].map(({ status }) => status))).toEqual(new Set(["closed"]));
  }, 600_000);
});

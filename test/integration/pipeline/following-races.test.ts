import { afterAll, beforeAll, expect, it } from "vitest";
import { SYSTEM_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { followOnce, takePosition } from "../../../lib/embed/follow-changes.ts";
import { rounds } from "../../deep.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { embed, ingest, work } from "./racing-workers.ts";
import { createRig, FOLLOWER, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const INTERLEAVINGS = rounds(1_000, 20);
const TURNS = 5;
const LEASE_MS = 61_000;
const AT_ONCE = { waitMs: 0, signal: new AbortController().signal };

/** Follows under a name of its own; a lease may end under its feet, and the feed may have forgotten its place. */
async function follow(rig: Rig, actor: Actor, roll: (sides: number) => number): Promise<void> {
  const ports = actor.ports(rig.ports);
  let position = null;
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (roll(4) === 0) rig.advance(LEASE_MS);
    if (roll(12) === 0) rig.forgetChanges();
    position ??= await takePosition(ports, actor.name);
    if (!position) {
      actor.yieldTurn();
      continue;
    }
    const followed = await followOnce(ports, position, AT_ONCE);
    position = followed.position;
    if (followed.changes === 0) actor.yieldTurn();
  }
}

/** Two followers, one of which may die, beside an ingest and an embedder. */
async function race(rig: Rig, seed: number): Promise<unknown> {
  const roll = dice(seed);
  const id = String(8_000_000 + seed);
  const page = (fetched_at: string, description: string) =>
    ndjson(xEnvelope({ id, fetched_at, description }));
  if (roll(2) === 0)
    await rig.announce(await rig.drop(`a-${seed}.ndjson`, page("2026-11-19T10:00:00Z", "Tea")));
  if (roll(2) === 0) await rig.settle();
  await rig.announce(await rig.drop(`b-${seed}.ndjson`, page("2026-11-21T10:00:00Z", "Trains")));
  const followers = ["first", "second"].map((name) => ({
    name,
    run: (actor: Actor) => follow(rig, actor, roll),
  }));
  const processes = [
    { name: "ingest", run: (actor: Actor) => work(rig, actor, "ingest", ingest, roll(4) === 0) },
    ...followers,
    { name: "embed", run: (actor: Actor) => work(rig, actor, "embed-high", embed, roll(4) === 0) },
  ];
  const victim = roll(6);
  const diesAfter = 1 + roll(20);
  await interleave(
    roll,
    processes.map((one, at) => (at === victim ? { ...one, diesAfter } : one)),
  );
  rig.advance(LEASE_MS);
  await rig.settle();
  const record = await rig.creator("x", id);
  const [vector] = await rig.vectors.index.fetch("local.x", [localId("x", id)]);
  const { holder } = (await rig.ports.openDocuments(SYSTEM_SCOPE).get("feed_positions", "creators")) ?? {};
  return {
    text: record?.erased === false && record.bio,
    pending: record?.erased !== false || record.index_pending,
    isFound: vector !== undefined,
    holder,
  };
}

const WHOLE = { text: "Trains", pending: false, isFound: true, holder: FOLLOWER };

let rig: Rig;
beforeAll(() => {
  rig = createRig();
});
afterAll(() => rig.close());

it(`nothing that was written stays unsearchable, no matter who follows, dies or forgets, in ${INTERLEAVINGS} interleavings`, async () => {
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1)
    expect(await race(rig, seed), `seed ${seed}`).toEqual(WHOLE);
}, 600_000);

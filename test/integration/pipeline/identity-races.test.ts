import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAppError } from "../../../lib/domain/errors.ts";
import type { CreatorId } from "../../../lib/domain/ids.ts";
import { linkIdentity } from "../../../lib/identity/link-identity.ts";
import { ingestRaw, parseIngestMessage } from "../../../lib/ingest/ingest-raw.ts";
import { rounds } from "../../deep.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const INTERLEAVINGS = rounds(400);
const ACCOUNTS = 6;
const WORKERS = 3;
/** Messages that a worker takes at most, and looks at an empty queue. */
const RECEIVES = 4;
const FETCHES = ["2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z"] as const;
const ENDLESS = { remainingMs: () => Number.POSITIVE_INFINITY };

/** Whom each of a story's accounts points at. */
type Pointing = readonly (readonly number[])[];

const userId = (seed: number, at: number): string => String(8_000_000 + seed * 10 + at);
const idOf = (seed: number, at: number): CreatorId => localId("x", userId(seed, at));

/** Half of all pairs, so that people of several accounts come to be, and fall apart with the next fetch. */
const drawPointing = (roll: (sides: number) => number): Pointing =>
  Array.from({ length: ACCOUNTS }, (_, from) =>
    Array.from({ length: ACCOUNTS }, (_, to) => to).filter((to) => to !== from && roll(2) === 0),
  );

const envelope = (seed: number, at: number, pointing: Pointing, fetched_at: string) =>
  xEnvelope({
    id: userId(seed, at),
    description: (pointing[at] ?? []).map((to) => `Twitter: @user_${userId(seed, to)}`).join(" "),
    fetched_at,
  });

/** Each fetch of all accounts in drops of its own, which the workers take in any order. */
async function dropFetch(
  rig: Rig,
  seed: number,
  { roll, pointing, fetched_at }: { roll: (sides: number) => number; pointing: Pointing; fetched_at: string },
): Promise<void> {
  const drops = Map.groupBy(
    Array.from({ length: ACCOUNTS }, (_, at) => at),
    () => roll(3),
  );
  for (const [name, accounts] of drops) {
    const lines = accounts.map((at) => envelope(seed, at, pointing, fetched_at));
    await rig.announce(await rig.drop(`${seed}-${fetched_at.slice(0, 10)}-${name}.ndjson`, ndjson(...lines)));
  }
}

async function work(rig: Rig, actor: Actor, isTwice: boolean): Promise<void> {
  const ports = actor.ports(rig.ports);
  for (let turn = 0; turn < RECEIVES; turn += 1) {
    const [message] = await ports.queues.receive("ingest", { max: 1, visibilitySeconds: 60, waitSeconds: 0 });
    if (!message) {
      actor.yieldTurn();
      continue;
    }
    try {
      for (const key of parseIngestMessage(message.body).keys) await ingestRaw(ports, { key }, ENDLESS);
      if (isTwice) await rig.queues.release("ingest", [message.receipt], 0);
      else await ports.queues.acknowledge("ingest", [message.receipt]);
    } catch (error) {
      await rig.queues.release("ingest", [message.receipt], 0);
      if (!isAppError(error)) throw error;
    }
  }
}

/** The sets of accounts that hang together in the end, those of one left out. */
function peopleOf(pointing: Pointing, byOperator: readonly (readonly [number, number])[]): number[][] {
  const person = Array.from({ length: ACCOUNTS }, (_, at) => at);
  const join = (a: number, b: number) => {
    const [from, to] = [person[a], person[b] ?? 0];
    for (const [at, one] of person.entries()) if (one === from) person[at] = to;
  };
  for (const [from, targets] of pointing.entries()) {
    for (const to of targets) if (pointing[to]?.includes(from)) join(from, to);
  }
  for (const [a, b] of byOperator) join(a, b);
  return [...Map.groupBy(person.keys(), (at) => person[at]).values()].filter(({ length }) => length > 1);
}

/** Workers that take two fetches of the same people at once, one of whom may die; and an operator beside them. */
async function race(rig: Rig, seed: number): Promise<number[][]> {
  const roll = dice(seed);
  const [before, after] = [drawPointing(roll), drawPointing(roll)];
  const operatorLinks = roll(2) === 0 ? ([[0, 1 + roll(ACCOUNTS - 1)]] as const) : [];
  await dropFetch(rig, seed, { roll, pointing: before, fetched_at: FETCHES[0] });
  if (operatorLinks.length > 0) await rig.settle();
  await dropFetch(rig, seed, { roll, pointing: after, fetched_at: FETCHES[1] });
  const victim = roll(WORKERS * 2);
  const diesAfter = 1 + roll(30);
  const workers = Array.from({ length: WORKERS }, (_, at) => ({
    name: `worker ${at}`,
    run: (actor: Actor) => work(rig, actor, roll(4) === 0),
    ...(at === victim && { diesAfter }),
  }));
  const operators = operatorLinks.map(([a, b]) => ({
    name: "operator",
    run: (actor: Actor) =>
      linkIdentity(actor.ports(rig.ports), { a: idOf(seed, a), b: idOf(seed, b) }, "key-1"),
  }));
  await interleave(roll, [...workers, ...operators]);
  await rig.settle();
  return peopleOf(after, operatorLinks);
}

describe("workers that link and part the same people at once", () => {
  let rig: Rig;
  beforeAll(() => {
    rig = createRig();
  });
  afterAll(() => rig.close());

  it(`end alike in any of ${INTERLEAVINGS} interleavings: what profiles say last is what is stored`, async () => {
    for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
      const people = await race(rig, seed);
      const ids = Array.from({ length: ACCOUNTS }, (_, at) => idOf(seed, at));
      const where = [{ field: "members", op: "in", values: ids }] as const;
      const { items } = await rig.own.find("identities", { where, limit: 100 });
      const expected = people.map((accounts) => accounts.map((at) => idOf(seed, at)).sort());
      expect(items.map(({ members }) => members).sort(), `seed ${seed}`).toEqual(expected.sort());

      const creators = await rig.own.getMany("creators", ids);
      for (const id of ids) {
        const record = creators.get(id);
        const pointer = record?.erased === false ? record.identity_id : undefined;
        const identity = items.find(({ members }) => members.includes(id));
        expect(pointer, `seed ${seed}: ${id}`).toBe(identity?.id ?? null);
      }
    }
  }, 300_000);
});

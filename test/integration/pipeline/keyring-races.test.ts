import { expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { isAppError } from "../../../lib/domain/errors.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { type LiveKeyring, liveKeyring } from "../../../lib/domain/live-keyring.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { retireKey, rotateKeyring } from "../../../lib/keyring/rotate-keyring.ts";
import { wrapDigests } from "../../../lib/keyring/wrap-digests.ts";
import type { KeyringStore } from "../../../lib/ports/keyring-store.ts";
import { rounds } from "../../deep.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { embed, erase, follow, ingest, work } from "./racing-workers.ts";
import { createRig, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const INTERLEAVINGS = rounds(400, 8);
/** Before an ingest of one has written, a story has this many. */
const CALLS = 40;
const MINUTE_MS = 60_000;
const ASKER = { keyId: "key-1", tenantId: LOCAL_TENANT, roles: ["admin"] as const };
const ASKED = {
  "by id": { platform: "x", platform_user_id: "71", scope: "creator" },
  "by name": { platform: "x", handle: "racer", scope: "creator" },
} as const;

const racer = (fetched_at: string) => xEnvelope({ id: "71", username: "racer", fetched_at });
const keysTo = (version: number) =>
  new Map(Array.from({ length: version }, (_, at) => [at + 1, new Uint8Array(32).fill(at + 1)]));

type Ports = Rig["ports"];

/** Where a rotation happens: one process that all share, or processes that each read the keyring anew in their time. */
interface Place {
  readonly rig: Rig;
  /** A process's own view of the system. */
  readonly own: () => Ports;
  readonly rotation: Ports & { readonly keyringStore: KeyringStore };
  /** Until every process has read the new key: it is not used before that. */
  readonly learn: (ports: Ports) => Promise<void>;
}

function placeOf(isCloud: boolean): Place {
  const now = (): Date => rig.ports.clock.now();
  const fresh = (): LiveKeyring => liveKeyring({ current: 1, since: null, keys: keysTo(1) }, now);
  const shared = fresh();
  const others: LiveKeyring[] = [];
  const rig = createRig({ keyring: shared });
  // In the cloud a key is used half an hour after it was added.
  const waitMs = isCloud ? 30 * MINUTE_MS : 0;
  const content = () => ({ current: 2, since: new Date(addedAt + waitMs), keys: keysTo(2) });
  let addedAt = 0;
  const keyringStore: KeyringStore = {
    async add() {
      addedAt = now().getTime();
      shared.replace(content());
      return { version: 2, since: content().since };
    },
    async remove(version) {
      const keys = new Map([...shared.keys].filter(([one]) => one !== version));
      for (const keyring of [shared, ...others]) keyring.replace({ current: 2, since: null, keys });
    },
  };
  return {
    rig,
    own() {
      if (!isCloud) return rig.ports;
      const keyring = fresh();
      others.push(keyring);
      return { ...rig.ports, keyring };
    },
    rotation: { ...rig.ports, keyringStore },
    async learn(ports) {
      for (const keyring of others) {
        // Others go on in between.
        await ports.documents.get("creators", localId("x", "71"));
        keyring.replace(content());
      }
      rig.advance(waitMs);
    },
  };
}

/** Adds a key, lays it over what there is, lets copies stand for their minute, and tries to take the old key away. */
async function rotate({ rig, rotation, learn }: Place, actor: Actor): Promise<void> {
  const ports = actor.ports(rotation);
  await rotateKeyring(ports, "key-1");
  await learn(ports);
  for (let run = 0; run < 3; run += 1) {
    await wrapDigests(ports);
    rig.advance(MINUTE_MS);
  }
  await retireKey(ports, 1, "key-1").catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "key-in-use") throw error;
  });
}

/** One interleaving. What is left of the creator, by store, after it and after one more fetch. */
async function race(seed: number): Promise<unknown> {
  const roll = dice(seed);
  const place = placeOf(roll(2) === 0);
  const { rig } = place;
  try {
    await registerTenant(rig.ports, LOCAL_TENANT);
    const asked = ASKED[roll(3) === 0 ? "by name" : "by id"];
    if (roll(2) === 0) {
      await rig.announce(await rig.drop("before.ndjson", ndjson(racer("2026-11-19T10:00:00Z"))));
      await rig.settle();
    }
    const isAskedBefore = roll(2) === 0;
    if (isAskedBefore) await requestErasure(rig.as("erase-creator"), asked, ASKER);
    if (isAskedBefore && roll(2) === 0) await rig.settle();
    await rig.announce(await rig.drop("late.ndjson", ndjson(racer("2026-11-21T10:00:00Z"))));
    const process = (queue: Parameters<typeof work>[2], handle: Parameters<typeof work>[3]) => {
      const own = place.own();
      return (actor: Actor) => work(rig, actor, queue, handle, roll(4) === 0, own);
    };
    const request = place.own();
    const workers = [
      { name: "follow", run: (actor: Actor) => follow(actor, rig.ports) },
      { name: "embed", run: process("embed-high", embed) },
      { name: "erase", run: process("erase", erase) },
    ];
    const processes = [
      { name: "rotation", run: (actor: Actor) => rotate(place, actor) },
      { name: "ingest", run: process("ingest", ingest) },
      // Without them the two stand against each other at every call; what they would do is done afterwards.
      ...(roll(2) === 0 ? workers : []),
      ...(isAskedBefore
        ? []
        : [
            {
              name: "request",
              run: (actor: Actor) => requestErasure(actor.ports(request), asked, ASKER),
            },
          ]),
    ];
    await interleave(roll, processes, CALLS);
    await rig.settle();
    const before = await left(rig);
    await wrapDigests(rig.ports);
    rig.advance(MINUTE_MS);
    await wrapDigests(rig.ports);
    // It stays away under the new key as it did under the old one.
    await rig.announce(await rig.drop("again.ndjson", ndjson(racer("2026-11-21T11:00:00Z"))));
    await rig.settle();
    return [before, await left(rig)];
  } finally {
    rig.close();
  }
}

async function left(rig: Rig): Promise<Record<string, unknown>> {
  const id = localId("x", "71");
  const record = await rig.creator("x", "71");
  return {
    documents: record === null || record.erased ? null : record,
    vectors: await rig.vectors.index.fetch("local.x", [id]),
    raw: await rig.keys(`raw/local/x/${id}/`),
    clear: /racer|Name 71/.exec(JSON.stringify(await rig.dump())),
  };
}

const NOTHING = { documents: null, vectors: [], raw: [], clear: null };

it(`an ingest of a suppressed creator that races with a rotation of the keyring leaves nothing, in ${INTERLEAVINGS} interleavings`, async () => {
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1)
    expect(await race(seed), `seed ${seed}`).toEqual([NOTHING, NOTHING]);
}, 600_000);

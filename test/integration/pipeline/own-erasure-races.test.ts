import { expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { isAppError } from "../../../lib/domain/errors.ts";
import { LOCAL_TENANT, SHARED_TENANT } from "../../../lib/domain/ids.ts";
import { CATALOGUE_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { getOwnErasure } from "../../../lib/erasure/own/get-own-erasure.ts";
import { requestOwnErasure } from "../../../lib/erasure/own/request-own-erasure.ts";
import { createStoredProofReader } from "../../../lib/erasure/own/stored-proof-reader.ts";
import { verifyOwnErasure } from "../../../lib/erasure/own/verify-own-erasure.ts";
import { sweepErasures } from "../../../lib/erasure/sweep-erasures.ts";
import { rounds } from "../../deep.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { embed, erase, follow, ingest, work } from "./racing-workers.ts";
import { createRig, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const INTERLEAVINGS = rounds(80);
/** Of an ingest and a verification. */
const CALLS = 60;
const SWEEP_MS = 15 * 60_000;
const ACCOUNT = { platform: "x", handle: "racer" } as const;

const racer = (fetched_at: string) => ndjson(xEnvelope({ id: "71", username: "racer", fetched_at }));

/** As a process sees it whose platform shows the code to anyone who looks. */
const verifying = (ports: Rig["ports"], code: string) => ({
  ...ports,
  openDocuments: ports.openDocuments,
  cache: ports.cache,
  queues: ports.queues,
  accountPages: { fetch: async () => ({ kind: "shown" as const, platform_user_id: "71", bio: code }) },
  proofReader: createStoredProofReader(ports, [SHARED_TENANT, LOCAL_TENANT]),
});

/**
 * One interleaving of verifications of a request, one of which may die, with an ingest of the account and the workers.
 */
async function race(seed: number): Promise<unknown> {
  const roll = dice(seed);
  const rig = createRig();
  try {
    await registerTenant(rig.ports, LOCAL_TENANT);
    if (roll(2) === 0) {
      await rig.announce(await rig.drop("before.ndjson", racer("2026-11-19T10:00:00Z")));
      await rig.settle();
    }
    const { id, code } = await requestOwnErasure(rig.as("open"), ACCOUNT);
    await rig.announce(await rig.drop("late.ndjson", racer("2026-11-21T10:00:00Z")));
    const verify = (ports: Rig["ports"]) => verifyOwnErasure(verifying(ports, code), { id, ...ACCOUNT });
    const process = (queue: Parameters<typeof work>[2], handle: Parameters<typeof work>[3]) => {
      const isTwice = roll(4) === 0;
      return (actor: Actor) => work(rig, actor, queue, handle, isTwice);
    };
    const processes = [
      { name: "verify", run: (actor: Actor) => verify(actor.ports(rig.ports)) },
      { name: "verify again", run: (actor: Actor) => verify(actor.ports(rig.ports)).catch(ofTheSystem) },
      { name: "ingest", run: process("ingest", ingest) },
      { name: "follow", run: (actor: Actor) => follow(actor, rig.ports) },
      { name: "embed", run: process("embed-high", embed) },
      { name: "erase", run: process("erase", erase) },
    ];
    const victim = roll(6);
    const diesAfter = 1 + roll(30);
    await interleave(
      roll,
      processes.map((one, at) => (at === victim ? { ...one, diesAfter } : one)),
      CALLS,
    );
    // Whose verification died asks again.
    await verify(rig.ports);
    await rig.settle();
    rig.advance(SWEEP_MS);
    await sweepErasures(rig.as("run-job"), { tenantId: SHARED_TENANT });
    await rig.settleErasures();
    return { ...(await left(rig)), status: (await getOwnErasure(rig.as("open"), { id })).status };
  } finally {
    rig.close();
  }
}

function ofTheSystem(error: unknown): void {
  if (!isAppError(error)) throw error;
}

async function left(rig: Rig): Promise<Record<string, unknown>> {
  const id = localId("x", "71");
  const record = await rig.creator("x", "71");
  const { items } = await rig.ports.openDocuments(CATALOGUE_SCOPE).find("erasures", {
    where: [{ field: "origin", op: "eq", value: "person" }],
    limit: 10,
  });
  return {
    documents: record === null || record.erased ? null : record,
    vectors: await rig.vectors.index.fetch("local.x", [id]),
    raw: await rig.keys(`raw/local/x/${id}/`),
    clear: /racer|Name 71/.exec(JSON.stringify(await rig.dump())),
    erasures: items.length,
  };
}

const FORGOTTEN = { documents: null, vectors: [], raw: [], clear: null, erasures: 1, status: "completed" };

it(`verifications of one request that race with an ingest open one erasure and leave nothing, in ${INTERLEAVINGS} interleavings`, async () => {
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1)
    expect(await race(seed), `seed ${seed}`).toEqual(FORGOTTEN);
}, 600_000);

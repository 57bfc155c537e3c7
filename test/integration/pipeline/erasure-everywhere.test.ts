import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { creatorIdOf, SHARED_TENANT, type TenantId, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { SYSTEM_SCOPE, tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { eraseMessageSchema, requestOf, runErasure } from "../../../lib/erasure/run-erasure.ts";
import { sweepErasures } from "../../../lib/erasure/sweep-erasures.ts";
import { withinTime } from "../../../lib/ports/deadline.ts";
import { sampleCreator, writeOf } from "../../contracts/sample-records.ts";
import { rounds } from "../../deep.ts";
import { createRig, type Rig } from "./rig.ts";

const TENANTS = rounds(2_000, 200);
/** Every hundredth tenant stores the account. */
const HOLDERS = TENANTS / 100;
/** A call of a store takes 5 ms, and a request in this budget has a second. */
const CALLS_A_REQUEST = 200;
/** Of two minutes, likewise: the walk's pages, or one tenant's eleven stores. */
const CALLS_A_MESSAGE = 2_000;
const ASKER = { keyId: "admin-1", tenantId: SHARED_TENANT, roles: ["admin"] as const };
const ACCOUNT = { platform: "x", platform_user_id: "1" } as const;

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const tenantNamed = (nth: number): TenantId => tenantIdSchema.parse(`tenant-${String(nth).padStart(5, "0")}`);
const idIn = (tenant: TenantId) => creatorIdOf(tenant, ACCOUNT.platform, ACCOUNT.platform_user_id);
const ownOf = (tenant: TenantId) => rig.ports.openDocuments(tenantScope(tenant, { subscribesShared: false }));
const holders = () => Array.from({ length: HOLDERS }, (_, nth) => tenantNamed(nth * 100));

async function manyTenants(): Promise<void> {
  const set = { created_at: rig.ports.clock.now().toISOString() };
  const tenants = Array.from({ length: TENANTS }, (_, nth) => ({ id: tenantNamed(nth), version: "1", set }));
  await rig.ports.openDocuments(SYSTEM_SCOPE).upsertMany("tenants", tenants);
  for (const tenant of holders()) await store(tenant);
}

async function store(tenant: TenantId): Promise<void> {
  const sample = sampleCreator(tenant, "someone", { platform: "x" });
  const creator = { ...sample, id: idIn(tenant), platform_user_id: ACCOUNT.platform_user_id };
  await rig.documents.upsertMany("creators", [writeOf(creator)]);
}

const erase = () =>
  requestErasure(
    { ...rig.ports, documents: ownOf(SHARED_TENANT) },
    { ...ACCOUNT, scope: "creator", everywhere: true },
    ASKER,
  );

const STORES = ["keywords", "vectors", "cache", "objects", "queues"] as const;

/** The calls that work makes of its stores. */
async function callsOf(work: (ports: Rig["ports"]) => Promise<unknown>): Promise<number> {
  let calls = 0;
  const counted = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return (...given: unknown[]) => {
          calls += 1;
          return Reflect.apply(method, target, given);
        };
      },
    });
  const ports = { ...rig.ports, documents: counted(rig.ports.documents) };
  ports.openDocuments = (scope) => counted(rig.ports.openDocuments(scope));
  for (const name of STORES) Object.assign(ports, { [name]: counted(rig.ports[name]) });
  await work(ports);
  return calls;
}

/** Works `erase` off, each message within its time; the most calls of one. */
async function workOff({
  millisecondsEach = 120_000,
  messages = Number.POSITIVE_INFINITY,
} = {}): Promise<number> {
  let most = 0;
  for (let handled = 0; handled < messages; handled += 1) {
    const [message] = await rig.queues.receive("erase", { max: 1, visibilitySeconds: 720, waitSeconds: 0 });
    if (!message) break;
    const request = requestOf(eraseMessageSchema.parse(JSON.parse(message.body)));
    most = Math.max(
      most,
      await callsOf((ports) => withinTime(millisecondsEach, () => runErasure(ports, request))),
    );
    await rig.queues.acknowledge("erase", [message.receipt]);
  }
  return most;
}

const view = async (erasureId: string) => getErasure({ documents: ownOf(SHARED_TENANT) }, { erasureId });

describe(`an erasure everywhere among ${TENANTS} tenants`, () => {
  beforeEach(manyTenants);

  it("is answered at once, and done by messages that each keep their time, with evidence of each tenant", async () => {
    const calls = await callsOf((ports) =>
      requestErasure(
        { ...ports, documents: ports.openDocuments(tenantScope(SHARED_TENANT, { subscribesShared: false })) },
        { ...ACCOUNT, scope: "creator", everywhere: true },
        ASKER,
      ),
    );
    expect(calls).toBeLessThan(CALLS_A_REQUEST);
    const { id } = await erase();
    let most = 0;
    for (let round = 0; round < 20 && (await view(id)).status !== "completed"; round += 1) {
      // So little that each pass gives some of the tenants their part, and the next goes on behind them.
      most = Math.max(most, await workOff({ millisecondsEach: 20_000 }));
      rig.advance(900_000);
    }
    expect(most).toBeLessThan(CALLS_A_MESSAGE);
    const { status, tenants, stores } = await view(id);
    expect({ status, tenants }).toEqual({ status: "completed", tenants: { all: TENANTS, done: TENANTS } });
    expect(stores.find(({ store }) => store === "documents")).toMatchObject({ removed: HOLDERS, left: 0 });
    for (const tenant of holders()) {
      expect(await ownOf(tenant).get("creators", idIn(tenant))).toMatchObject({ erased: true });
      const [entry] = (await ownOf(tenant).find("audit", { where: [], limit: 1 })).items;
      expect(entry).toMatchObject({ action: "erase-everywhere", actor: "admin-1" });
    }
    const part = await ownOf(SHARED_TENANT).get("erasure_parts", `${id}/${tenantNamed(100)}`);
    expect(part?.stores).toContainEqual(
      expect.objectContaining({ store: "vectors", status: "done", left: 0 }),
    );
    // What the walk went by is in no record in clear.
    expect(JSON.stringify(await ownOf(SHARED_TENANT).get("erasures", id))).not.toContain("platform_user_id");
    expect((await ownOf(tenantNamed(100)).find("erasures", { where: [], limit: 1 })).items).toEqual([]);
  }, 120_000);
});

describe("an erasure everywhere", () => {
  const [acme, other] = [tenantNamed(1), tenantNamed(2)];
  beforeEach(async () => {
    const set = { created_at: rig.ports.clock.now().toISOString() };
    const tenants = [acme, other].map((id) => ({ id, version: "1", set }));
    await rig.ports.openDocuments(SYSTEM_SCOPE).upsertMany("tenants", tenants);
    for (const tenant of [acme, other]) await store(tenant);
  });

  it("takes up what a worker left that died at any step", async () => {
    const { id } = await erase();
    for (let dies = 1; dies < 400; dies += 1) {
      rig.mortality.writes = 0;
      rig.mortality.diesAfter = dies;
      await rig.settle();
      if ((await view(id)).status === "completed") break;
      rig.advance(900_000);
    }
    rig.mortality.diesAfter = Number.POSITIVE_INFINITY;
    expect(await view(id)).toMatchObject({ status: "completed", tenants: { all: 2, done: 2 } });
    for (const tenant of [acme, other])
      expect(await ownOf(tenant).get("creators", idIn(tenant))).toMatchObject({ erased: true });
  });

  it("looks into every tenant again when messages in flight are over, and then keeps nobody's account", async () => {
    const { id } = await erase();
    await rig.settle();
    rig.advance(16_000);
    await rig.settle();
    expect((await view(id)).status).toBe("completed");
    // As a worker leaves it that was slow for days.
    await rig.ports.objects.put(`raw/${acme}/x/${idIn(acme)}/late.json`, Buffer.from("{}"));
    rig.advance(97 * 3_600_000);
    for (let turn = 0; turn < 8 && (await view(id)).status !== "closed"; turn += 1) {
      await sweepErasures(rig.as("run-job"), { tenantId: SHARED_TENANT });
      await rig.settle();
      rig.advance(900_000);
    }
    expect((await view(id)).status).toBe("closed");
    expect(await rig.keys(`raw/${acme}/`)).toEqual([]);
    expect((await ownOf(SHARED_TENANT).get("erasures", id))?.reach?.sealed).toBeNull();
  });

  it("is a new one when the account came back in some tenant", async () => {
    const { id } = await erase();
    await rig.settle();
    expect((await erase()).id).toBe(id);
    await store(tenantNamed(3));
    await rig.ports
      .openDocuments(SYSTEM_SCOPE)
      .upsertMany("tenants", [
        { id: tenantNamed(3), version: "1", set: { created_at: "2026-11-22T08:00:00.000Z" } },
      ]);
    rig.advance(16_000);
    await rig.settle();
    expect((await view(id)).status).toBe("completed");
    expect((await erase()).id).not.toBe(id);
  });
});

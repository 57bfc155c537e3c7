import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { creatorIdOf, SHARED_TENANT, SYSTEM_TENANT, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { CATALOGUE_SCOPE, tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { getOwnErasure } from "../../../lib/erasure/own/get-own-erasure.ts";
import { requestOwnErasure } from "../../../lib/erasure/own/request-own-erasure.ts";
import { createStoredProofReader } from "../../../lib/erasure/own/stored-proof-reader.ts";
import { verifyOwnErasure } from "../../../lib/erasure/own/verify-own-erasure.ts";
import { sweepErasures } from "../../../lib/erasure/sweep-erasures.ts";
import type { AccountPage } from "../../../lib/ports/account-pages.ts";
import { places } from "../../deep.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, type Rig } from "./rig.ts";

const ACME = tenantIdSchema.parse("acme");
const LATER = tenantIdSchema.parse("later");
const SWEEP_MS = 15 * 60_000;
const ACCOUNT = { platform: "x", handle: "user_1" } as const;

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const idIn = (tenant: typeof ACME) => creatorIdOf(tenant, "x", "1");
const ownOf = (tenant: typeof ACME) =>
  rig.ports.openDocuments(tenantScope(tenant, { subscribesShared: false }));

async function ingest(tenant: typeof ACME, fetched_at: string, description = ""): Promise<void> {
  await registerTenant(rig.ports, tenant);
  const line = ndjson(xEnvelope({ id: "1", description, fetched_at }));
  await rig.announce(await rig.drop(`${rig.ports.ids.random()}.ndjson`, line, tenant));
  await rig.settle();
}

/** By what is stored alone: once the record is a tombstone, nothing proves anything any more. */
const ports = () => ({
  ...rig.as("open"),
  proofReader: createStoredProofReader(rig.ports, [SHARED_TENANT]),
});
type Ports = ReturnType<typeof ports>;
const verify = (id: string, with_: Ports = ports()) => verifyOwnErasure(with_, { id, ...ACCOUNT });

/** A request whose code the stored page shows. */
async function provenRequest(): Promise<string> {
  const { id, code } = await requestOwnErasure(ports(), ACCOUNT);
  await ingest(SHARED_TENANT, "2026-11-22T09:00:00Z", code);
  await ingest(ACME, "2026-11-22T09:00:00Z");
  return id;
}

/**
 * Calls counted over all stores, as the chaos decorator counts them within one: the n-th fails, before or after its
 * effect.
 */
function failingAt(call: number, when: "before" | "after"): Ports & { readonly calls: () => number } {
  let calls = 0;
  const broken = () => new AppError("unavailable", "chaos", "Fails as planned.");
  const failing = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function" || name === "scan") return method;
        return async (...given: unknown[]) => {
          calls += 1;
          const isDue = calls === call;
          if (isDue && when === "before") throw broken();
          const answer: unknown = await Reflect.apply(method, target, given);
          if (isDue) throw broken();
          return answer;
        };
      },
    });
  const { openDocuments, cache, queues } = rig.ports;
  const failingDocuments: typeof openDocuments = (scope) => failing(openDocuments(scope));
  const own = { ...rig.ports, openDocuments: failingDocuments };
  return {
    ...ports(),
    openDocuments: failingDocuments,
    cache: failing(cache),
    queues: failing(queues),
    proofReader: createStoredProofReader(own, [SHARED_TENANT]),
    calls: () => calls,
  };
}

async function callsOfOneVerification(): Promise<number> {
  const id = await provenRequest();
  const counting = failingAt(0, "before");
  await verify(id, counting);
  return counting.calls();
}

/** What must hold in the end, whatever failed. */
async function expectForgotten(id: string): Promise<void> {
  await verify(id);
  rig.advance(SWEEP_MS);
  // A call of the worker that was never sent is what the sweep is for.
  await sweepErasures(rig.as("run-job"), { tenantId: SHARED_TENANT });
  await rig.settleErasures();
  expect(await getOwnErasure(ports(), { id })).toMatchObject({ status: "completed" });
  for (const tenant of [SHARED_TENANT, ACME]) {
    expect(await ownOf(tenant).get("creators", idIn(tenant))).toMatchObject({ erased: true });
  }
  await ingest(LATER, "2026-11-22T10:00:00Z");
  expect(await ownOf(LATER).get("creators", idIn(LATER))).toBeNull();
  const { items } = await rig.ports.openDocuments(CATALOGUE_SCOPE).find("erasures", {
    where: [{ field: "origin", op: "eq", value: "person" }],
    limit: 10,
  });
  expect(items).toHaveLength(1);
  expect(JSON.stringify(await rig.dump())).not.toContain("user_1");
}

describe("a verification that fails at one of its calls", () => {
  it.each(["before", "after"] as const)(
    "is healed by asking again, whichever call failed %s its effect",
    async (when) => {
      const calls = await callsOfOneVerification();
      expect(calls).toBeGreaterThan(10);
      for (const call of places(calls)) {
        rig.close();
        rig = createRig();
        const id = await provenRequest();
        await verify(id, failingAt(call, when)).catch(() => undefined);
        await expectForgotten(id);
      }
    },
    120_000,
  );

  it("is not needed again when the process dies behind one of its writes: the request tells how far the erasure is", async () => {
    let shown = 0;
    for (let write = 1; write <= 12; write += 1) {
      rig.close();
      rig = createRig();
      const request = await provenRequest();
      rig.mortality.writes = 0;
      rig.mortality.diesAfter = write;
      const died = await verify(request).then(
        () => false,
        () => true,
      );
      rig.mortality.diesAfter = Number.POSITIVE_INFINITY;
      rig.mortality.isDead = false;
      if (!died) break;
      const { status } = await getOwnErasure(ports(), { id: request });
      if (status === "waiting") expect(shown).toBe(0);
      else shown += 1;
      await expectForgotten(request);
    }
    expect(shown).toBeGreaterThan(2);
  }, 120_000);
});

describe("a verification that comes twice", () => {
  it("at once opens one erasure, and each answer tells of it", async () => {
    const id = await provenRequest();
    const answers = await Promise.all([verify(id), verify(id), verify(id)]);
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "accepted", "accepted"]);
    await expectForgotten(id);
  });

  it("later changes nothing, though the page can be read no more", async () => {
    const id = await provenRequest();
    await verify(id);
    await rig.settleErasures();
    const before = await rig.ports.openDocuments(CATALOGUE_SCOPE).find("erasures", { where: [], limit: 10 });
    expect(await verify(id)).toMatchObject({ status: "completed", look: null });
    const after = await rig.ports.openDocuments(CATALOGUE_SCOPE).find("erasures", { where: [], limit: 10 });
    expect(after.items).toEqual(before.items);
  });
});

describe("the suppression of an account that is stored nowhere", () => {
  it("holds though the process died right behind recording the erasure", async () => {
    const { id, code } = await requestOwnErasure(ports(), ACCOUNT);
    const page: AccountPage = { kind: "shown", platform_user_id: "1", bio: code };
    const fresh = { ...ports(), accountPages: { fetch: async () => page } };
    // Behind the two writes of the audit.
    const openDocuments: Ports["openDocuments"] = (scope) =>
      scope.tenantId === SHARED_TENANT
        ? withChaos(rig.ports.openDocuments(scope), { upsertMany: { onCall: 3, when: "after" } })
        : rig.ports.openDocuments(scope);
    await expect(verify(id, { ...fresh, openDocuments })).rejects.toThrow();
    expect(await getOwnErasure(ports(), { id })).toMatchObject({ status: "accepted" });
    const { items } = await rig.ports
      .openDocuments(tenantScope(SYSTEM_TENANT, { subscribesShared: false }))
      .find("suppressions", { where: [{ field: "kind", op: "eq", value: "account" }], limit: 10 });
    expect(items).toHaveLength(1);
    await ingest(LATER, "2026-11-22T10:00:00Z");
    expect(await ownOf(LATER).get("creators", idIn(LATER))).toBeNull();
  });
});

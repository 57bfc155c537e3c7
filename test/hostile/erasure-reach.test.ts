import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueApiKey } from "../../lib/access/api-keys.ts";
import type { EmbeddedComposition } from "../../lib/compose/embedded.ts";
import type { Operation } from "../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import { creatorIdOf, SHARED_TENANT, SYSTEM_TENANT, type TenantId } from "../../lib/domain/ids.ts";
import { tenantScope } from "../../lib/domain/tenant-scope.ts";
import { eraseMessageSchema, requestOf, runErasure } from "../../lib/erasure/run-erasure.ts";
import { sweepErasures } from "../../lib/erasure/sweep-erasures.ts";
import { ingestRaw } from "../../lib/ingest/ingest-raw.ts";
import { localFunctions } from "../../local/functions.ts";
import { createGateway, type Gateway } from "../../local/gateway.ts";
import { withChaos } from "../doubles/chaos.ts";
import { grantedHosts } from "../doubles/granted-ports.ts";
import { temporaryComposition } from "../doubles/temporary-composition.ts";
import { requestFor } from "../integration/access/requests.ts";
import { ACME, RIVAL } from "../integration/access/tenant-worlds.ts";
import { ndjson, xEnvelope } from "../integration/pipeline/envelopes.ts";

/* Whose word reaches how far: a tenant's own holds in that tenant, whatever the route and no matter who asks in it. */

let composition: EmbeddedComposition;
let gateway: Gateway;
const keys = new Map<TenantId, string>();
let account = 1_000;

beforeAll(async () => {
  composition = await temporaryComposition();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const functions = localFunctions(grantedHosts(composition, log));
  gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log });
  for (const tenantId of [ACME, RIVAL, SYSTEM_TENANT]) {
    const owner = { tenantId, roles: ["admin"], subscribesShared: true, name: "test" } as const;
    keys.set(tenantId, await issueApiKey(composition.services, owner));
  }
});
afterAll(() => composition?.close());

async function call(tenant: TenantId, id: Operation["id"], values: Readonly<Record<string, unknown>>) {
  const operation = OPERATIONS.find((one) => one.id === id);
  if (!operation) throw new Error(`No operation ${id}.`);
  const request = requestFor(operation, values, { "x-api-key": keys.get(tenant) ?? "" });
  const { statusCode, body } = await gateway.handle(request);
  return { status: statusCode, body: JSON.parse(body) };
}

const own = (tenant: TenantId) =>
  composition.services.openDocuments(tenantScope(tenant, { subscribesShared: false }));
const idIn = (tenant: TenantId, user: string) => creatorIdOf(tenant, "x", user);
const recordIn = (tenant: TenantId, user: string) => own(tenant).get("creators", idIn(tenant, user));
const isSeenBy = async (tenant: TenantId, id: string) =>
  (await call(tenant, "getCreator", { id })).status === 200;

async function store(tenant: TenantId, user: string): Promise<number> {
  const key = `inbox/${tenant}/${composition.services.ids.random()}.ndjson`;
  const line = ndjson(xEnvelope({ id: user, fetched_at: new Date().toISOString() }));
  await composition.services.objects.put(key, Buffer.from(line));
  const options = { remainingMs: () => Number.POSITIVE_INFINITY };
  return (await ingestRaw(composition.services, { key }, options)).stored;
}

async function auditOf(tenant: TenantId, erasure: string) {
  const { items } = await own(tenant).find("audit", { where: [], limit: 200 });
  const isOwn = (entry: (typeof items)[number]) => entry.tenant_id === tenant;
  return items.filter((entry) => isOwn(entry) && entry.detail.erasure === erasure);
}

/** Works off the messages of erasures: what tenants hold themselves goes by one each. */
async function workErasures(): Promise<void> {
  const { queues } = composition.services;
  for (;;) {
    const [message] = await queues.receive("erase", { max: 1, visibilitySeconds: 60, waitSeconds: 0 });
    if (!message) return;
    const request = requestOf(eraseMessageSchema.parse(JSON.parse(message.body)));
    await runErasure(composition.services, request).catch(() => undefined);
    await queues.acknowledge("erase", [message.receipt]);
  }
}

/** A new account, stored in the catalogue and by both tenants. */
async function storedEverywhere(): Promise<string> {
  account += 1;
  const user = String(account);
  for (const tenant of [SHARED_TENANT, ACME, RIVAL]) await store(tenant, user);
  return user;
}

describe("a tenant's word", () => {
  it.each([
    ["by the platform's id", (user: string) => ({ platform_user_id: user })],
    ["by the handle", (user: string) => ({ handle: `user_${user}` })],
  ])("erases its own record, hides the catalogue's, and leaves all others: %s", async (_, naming) => {
    const user = await storedEverywhere();
    const body = { platform: "x", ...naming(user) };
    expect(await call(ACME, "requestErasure", body)).toMatchObject({ status: 202 });
    expect(await recordIn(ACME, user)).toMatchObject({ erased: true });
    expect(await isSeenBy(ACME, idIn(SHARED_TENANT, user))).toBe(false);
    expect(await isSeenBy(RIVAL, idIn(SHARED_TENANT, user))).toBe(true);
    expect(await isSeenBy(RIVAL, idIn(RIVAL, user))).toBe(true);
    // The next fetch changes nothing of that.
    for (const tenant of [SHARED_TENANT, ACME, RIVAL]) await store(tenant, user);
    expect(await recordIn(RIVAL, user)).toMatchObject({ erased: false });
    expect(await recordIn(SHARED_TENANT, user)).toMatchObject({ erased: false });
    expect(await recordIn(ACME, user)).toMatchObject({ erased: true });
  });

  it("on an account that nobody stores keeps it from that tenant alone", async () => {
    await call(ACME, "requestErasure", { platform: "x", platform_user_id: "77001" });
    expect(await store(ACME, "77001")).toBe(0);
    expect(await store(RIVAL, "77001")).toBe(1);
    expect(await store(SHARED_TENANT, "77001")).toBe(1);
    expect(await isSeenBy(ACME, idIn(SHARED_TENANT, "77001"))).toBe(false);
  });

  it("on a handle that nobody bears waits in that tenant alone", async () => {
    await call(ACME, "requestErasure", { platform: "x", handle: "user_77002" });
    expect(await store(RIVAL, "77002")).toBe(1);
    expect(await store(SHARED_TENANT, "77002")).toBe(1);
    expect(await isSeenBy(ACME, idIn(SHARED_TENANT, "77002"))).toBe(false);
    expect(await isSeenBy(RIVAL, idIn(SHARED_TENANT, "77002"))).toBe(true);
    expect(await store(ACME, "77002")).toBe(0);
  });

  it("by the catalogue's id also keeps the account from being stored by that tenant", async () => {
    account += 1;
    const user = String(account);
    await store(SHARED_TENANT, user);
    await call(ACME, "eraseCreator", { id: idIn(SHARED_TENANT, user) });
    expect(await store(ACME, user)).toBe(0);
    expect(await store(RIVAL, user)).toBe(1);
  });

  it("bars the handle that an account was crawled by in that tenant's frontier alone", async () => {
    const user = await storedEverywhere();
    const named = { accounts: [{ platform: "x", handle: `user_${user}` }] };
    await call(ACME, "addTargets", named);
    const { body } = await call(ACME, "requestErasure", { platform: "x", platform_user_id: user });
    await runErasure(composition.services, { tenantId: ACME, erasureId: body.id }).catch(() => undefined);
    for (const [tenant, targets] of [
      [ACME, 0],
      [RIVAL, 1],
    ] as const) {
      await call(tenant, "addTargets", named);
      const where = [{ field: "handle", op: "eq", value: `user_${user}` }] as const;
      expect(await own(tenant).count("targets", where)).toBe(targets);
    }
  });

  it("may not be everywhere, whatever role the tenant gives", async () => {
    const body = { platform: "x", platform_user_id: "77003", everywhere: true };
    expect(await call(ACME, "requestErasure", body)).toMatchObject({
      status: 403,
      body: { code: "platform-admin-needed" },
    });
    expect(await store(RIVAL, "77003")).toBe(1);
  });
});

describe("what a tenant asks of the common catalogue", () => {
  async function proposed() {
    const user = await storedEverywhere();
    const { body } = await call(ACME, "eraseCreator", { id: idIn(SHARED_TENANT, user) });
    return { user, own: String(body.id), proposal: String(body.proposal_id) };
  }

  it("is put before the administrator, with its clock running and in both audits", async () => {
    const { own: erasure, proposal } = await proposed();
    const { body } = await call(SYSTEM_TENANT, "listErasures", { status: "proposed", limit: 200 });
    const found = body.data.find(({ id }: { id: string }) => id === proposal);
    const { received_at, due_by } = found;
    expect(Date.parse(due_by) - Date.parse(received_at)).toBe(24 * 3_600_000);
    const { alarms } = await sweepErasures(composition.services, { tenantId: SHARED_TENANT });
    expect(alarms.map(({ id }) => id)).toContain(proposal);
    expect(await auditOf(ACME, erasure)).toMatchObject([{ action: "erase-creator" }]);
    expect(await auditOf(SHARED_TENANT, proposal)).toMatchObject([{ action: "propose-erasure" }]);
    expect(await call(RIVAL, "listErasures", { status: "proposed" })).toMatchObject({ body: { data: [] } });
  });

  it("granted is erased in every tenant, which each one's audit tells", async () => {
    const { user, proposal } = await proposed();
    const decision = { id: proposal, decision: "grant" };
    expect(await call(RIVAL, "decideErasure", decision)).toMatchObject({ status: 403 });
    expect(await call(SYSTEM_TENANT, "decideErasure", decision)).toMatchObject({
      status: 202,
      body: { id: proposal, status: "accepted" },
    });
    await workErasures();
    for (const tenant of [SHARED_TENANT, ACME, RIVAL])
      expect(await recordIn(tenant, user)).toMatchObject({ erased: true });
    expect(await auditOf(RIVAL, proposal)).toMatchObject([{ action: "erase-everywhere" }]);
    expect(await call(ACME, "getErasure", { id: proposal })).toMatchObject({ body: { status: "running" } });
    expect(await call(SYSTEM_TENANT, "decideErasure", decision)).toMatchObject({ status: 202 });
    expect(await call(SYSTEM_TENANT, "decideErasure", { ...decision, decision: "refuse" })).toMatchObject({
      status: 409,
    });
  });

  it("refused stays hidden from that tenant, and is nobody else's loss", async () => {
    const { user, proposal } = await proposed();
    await call(SYSTEM_TENANT, "decideErasure", { id: proposal, decision: "refuse" });
    expect(await call(ACME, "getErasure", { id: proposal })).toMatchObject({ body: { status: "refused" } });
    expect(await isSeenBy(ACME, idIn(SHARED_TENANT, user))).toBe(false);
    expect(await isSeenBy(RIVAL, idIn(SHARED_TENANT, user))).toBe(true);
    const { alarms } = await sweepErasures(composition.services, { tenantId: SHARED_TENANT });
    expect(alarms.map(({ id }) => id)).not.toContain(proposal);
  });
});

describe("the platform's administrator", () => {
  it("erases everywhere over HTTP, with an entry in the audit of every tenant that loses a record", async () => {
    const user = await storedEverywhere();
    const body = { platform: "x", platform_user_id: user, everywhere: true };
    const answer = await call(SYSTEM_TENANT, "requestErasure", body);
    expect(answer.status).toBe(202);
    await workErasures();
    for (const tenant of [SHARED_TENANT, ACME, RIVAL]) {
      expect(await recordIn(tenant, user)).toMatchObject({ erased: true });
      expect(await auditOf(tenant, answer.body.id)).toMatchObject([{ action: "erase-everywhere" }]);
    }
  });

  it("is no customer: no sweep goes through a tenant of that name", async () => {
    const { items } = await composition.services
      .openDocuments({ tenantId: SYSTEM_TENANT, reads: [SYSTEM_TENANT] })
      .find("tenants", { where: [], limit: 100 });
    expect(items.map(({ id }) => id)).not.toContain(SYSTEM_TENANT);
  });
});

describe("a record that suppression meets at its next fetch", () => {
  it("is told of in its tenant's audit", async () => {
    account += 1;
    const user = String(account);
    await call(SYSTEM_TENANT, "requestErasure", { platform: "x", platform_user_id: user, everywhere: true });
    // As it is left by a copy that was restored over the record.
    await store(RIVAL, "99001");
    const live = await recordIn(RIVAL, "99001");
    if (!live || live.erased) throw new Error("Nothing was stored.");
    const { id: _id, tenant_id: _tenant, version, ...fields } = live;
    const id = idIn(RIVAL, user);
    await own(RIVAL).upsertMany("creators", [{ id, version, set: { ...fields, platform_user_id: user } }]);
    expect(await store(RIVAL, user)).toBe(0);
    const { items } = await own(RIVAL).find("erasures", {
      where: [{ field: "creator_ids", op: "eq", value: id }],
      limit: 1,
    });
    expect(await auditOf(RIVAL, items[0]?.id ?? "")).toMatchObject([
      { action: "erase-creator", actor: "suppression" },
    ]);
  });
});

describe("what POST /targets tells", () => {
  it("does not tell of what others erased: the answers are those of an account that nobody knows", async () => {
    const user = await storedEverywhere();
    await call(SYSTEM_TENANT, "requestErasure", { platform: "x", platform_user_id: user, everywhere: true });
    const erased = { accounts: [{ platform: "x", platform_user_id: user }] };
    const unknown = { accounts: [{ platform: "x", platform_user_id: "88001" }] };
    for (const _ of ["first", "again"]) {
      const [one, other] = [await call(ACME, "addTargets", erased), await call(ACME, "addTargets", unknown)];
      expect(one).toEqual(other);
    }
    expect(await own(ACME).count("targets", [{ field: "platform_user_id", op: "eq", value: user }])).toBe(0);
  });

  it("tells of the tenant's own word", async () => {
    await call(ACME, "requestErasure", { platform: "x", platform_user_id: "88002" });
    const asked = { accounts: [{ platform: "x", platform_user_id: "88002" }] };
    expect(await call(ACME, "addTargets", asked)).toMatchObject({
      body: { data: [{ outcome: "suppressed" }] },
    });
    expect(await call(RIVAL, "addTargets", asked)).toMatchObject({ body: { data: [{ outcome: "added" }] } });
  });
});

describe("what cannot be put on record", () => {
  it("does not happen: an erasure whose audit cannot be written takes no effect, and asking again does", async () => {
    const user = await storedEverywhere();
    const { openDocuments } = composition.services;
    const failing: typeof openDocuments = (scope) =>
      withChaos(openDocuments(scope), { upsertMany: { of: "audit" } });
    Object.assign(composition.services, { openDocuments: failing });
    try {
      const id = idIn(ACME, user);
      expect(await call(ACME, "eraseCreator", { id })).toMatchObject({ status: 503 });
      const body = { platform: "x", platform_user_id: user, everywhere: true };
      expect(await call(SYSTEM_TENANT, "requestErasure", body)).toMatchObject({ status: 503 });
    } finally {
      Object.assign(composition.services, { openDocuments });
    }
    for (const tenant of [SHARED_TENANT, ACME, RIVAL])
      expect(await recordIn(tenant, user)).toMatchObject({ erased: false });
    expect(await store(RIVAL, user)).toBe(1);
    expect(await call(ACME, "eraseCreator", { id: idIn(ACME, user) })).toMatchObject({ status: 202 });
  });
});

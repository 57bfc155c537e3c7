import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { createSearchMemory } from "../../../lib/cache/process-memory.ts";
import { creatorIdOf, LOCAL_TENANT, SHARED_TENANT, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { getOwnErasure } from "../../../lib/erasure/own/get-own-erasure.ts";
import { requestOwnErasure } from "../../../lib/erasure/own/request-own-erasure.ts";
import { createStoredProofReader } from "../../../lib/erasure/own/stored-proof-reader.ts";
import { verifyOwnErasure } from "../../../lib/erasure/own/verify-own-erasure.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { getCreator } from "../../../lib/search/creators/get-creator.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, type Rig } from "./rig.ts";

const HOUR_MS = 3_600_000;
const ACME = tenantIdSchema.parse("acme");
const OTHER = tenantIdSchema.parse("other");
const PLATFORM_ADMIN = { keyId: "admin-1", tenantId: SHARED_TENANT, roles: ["admin"] as const };
const X_1 = { platform: "x", platform_user_id: "1", scope: "creator" } as const;

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const idIn = (tenant: typeof ACME) => creatorIdOf(tenant, "x", "1");
/** What a tenant sees, by another process than the one that erased. */
const seenBy = (tenant: typeof ACME) => ({
  ...rig.as("erase-creator"),
  documents: rig.as("erase-creator").openDocuments(tenantScope(tenant, { subscribesShared: true })),
  memory: createSearchMemory(),
});
const ownOf = (tenant: typeof ACME) =>
  rig.ports.openDocuments(tenantScope(tenant, { subscribesShared: false }));

async function ingest(tenant: string, ...envelopes: readonly unknown[]): Promise<void> {
  await registerTenant(rig.ports, tenantIdSchema.parse(tenant));
  await rig.announce(await rig.drop(`${rig.ports.ids.random()}.ndjson`, ndjson(...envelopes), tenant));
  await rig.settle();
}

describe("a tenant's request on a creator of the common catalogue", () => {
  it("hides it for that tenant at once, also when the catalogue's erasure cannot begin", async () => {
    await ingest(SHARED_TENANT, xEnvelope({ id: "1" }));
    const acme = seenBy(ACME);
    const broken = { ...acme, queues: withChaos(acme.queues, { send: {} }) };
    // The catalogue's own record stays as it is: only the tenant's word was written before the failure.
    const openDocuments = (scope: Parameters<typeof acme.openDocuments>[0]) =>
      scope.tenantId === ACME
        ? acme.openDocuments(scope)
        : withChaos(acme.openDocuments(scope), { upsertMany: {} });
    const request = { creatorId: idIn(SHARED_TENANT), scope: "creator" } as const;
    await expect(eraseCreator({ ...broken, openDocuments }, request, "key-1")).rejects.toThrow();
    expect(await ownOf(SHARED_TENANT).get("creators", idIn(SHARED_TENANT))).toMatchObject({ erased: false });
    await expect(getCreator(seenBy(ACME), idIn(SHARED_TENANT))).rejects.toMatchObject({ kind: "not-found" });
    expect(await getCreator(seenBy(OTHER), idIn(SHARED_TENANT))).toMatchObject({
      data: { handle: "@user_1" },
    });
  });

  it("is not stood in the way of by another tenant's word on the same id", async () => {
    const stranger = rig.ports.openDocuments(tenantScope(OTHER, { subscribesShared: false }));
    const request = { creatorId: idIn(SHARED_TENANT), scope: "creator" } as const;
    await eraseCreator({ ...rig.ports, documents: stranger }, request, "key-2");
    await ingest(SHARED_TENANT, xEnvelope({ id: "1" }));
    expect(await getCreator(seenBy(ACME), idIn(SHARED_TENANT))).toMatchObject({
      data: { handle: "@user_1" },
    });
    await eraseCreator(seenBy(ACME), request, "key-1");
    await expect(getCreator(seenBy(ACME), idIn(SHARED_TENANT))).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("an erasure everywhere", () => {
  const everywhere = (asker: Parameters<typeof requestErasure>[2] = PLATFORM_ADMIN) =>
    requestErasure(seenBy(SHARED_TENANT), { ...X_1, everywhere: true }, asker);

  it("takes the account out of every tenant and the catalogue, with the evidence of all", async () => {
    for (const tenant of [SHARED_TENANT, ACME, OTHER]) await ingest(tenant, xEnvelope({ id: "1" }));
    const { id } = await everywhere();
    await rig.settleErasures();
    const { status, stores } = await getErasure(seenBy(SHARED_TENANT), { erasureId: id });
    expect(status).toBe("completed");
    expect(stores.find(({ store }) => store === "documents")).toMatchObject({ removed: 3, left: 0 });
    for (const tenant of [SHARED_TENANT, ACME, OTHER]) {
      expect(await ownOf(tenant).get("creators", idIn(tenant))).toMatchObject({ erased: true });
      expect(await rig.keys(`raw/${tenant}/`)).toEqual([]);
      expect(await rig.ports.vectors.fetch(`${tenant}.x`, [idIn(tenant)])).toEqual([]);
    }
  });

  it("asked for again is the same, and holds for a tenant that comes later", async () => {
    await ingest(ACME, xEnvelope({ id: "1" }));
    const { id } = await everywhere();
    await rig.settleErasures();
    expect((await everywhere()).id).toBe(id);
    await ingest(OTHER, xEnvelope({ id: "1", fetched_at: "2026-11-21T12:00:00Z" }));
    expect(await ownOf(OTHER).get("creators", idIn(OTHER))).toBeNull();
  });

  it("finds the account by its handle in whichever tenant has it", async () => {
    await ingest(OTHER, xEnvelope({ id: "1" }));
    await requestErasure(
      seenBy(SHARED_TENANT),
      { platform: "x", handle: "user_1", scope: "creator", everywhere: true },
      PLATFORM_ADMIN,
    );
    await rig.settle();
    expect(await ownOf(OTHER).get("creators", idIn(OTHER))).toMatchObject({ erased: true });
  });

  it.each([
    ["an admin of a customer", { ...PLATFORM_ADMIN, tenantId: ACME }],
    ["a privacy officer of the catalogue", { ...PLATFORM_ADMIN, roles: ["privacy_officer"] as const }],
  ])("is refused to %s", async (_, asker) => {
    await ingest(OTHER, xEnvelope({ id: "1" }));
    await expect(everywhere(asker)).rejects.toMatchObject({ code: "platform-admin-needed" });
    expect(await ownOf(OTHER).get("creators", idIn(OTHER))).toMatchObject({ erased: false });
  });
});

describe("a person's own request", () => {
  const account = { platform: "x", handle: "@user_1" } as const;
  const ports = () => ({
    ...rig.as("open"),
    proofReader: createStoredProofReader(rig.ports, [SHARED_TENANT, LOCAL_TENANT]),
  });
  const verify = (id: string) => verifyOwnErasure(ports(), { id, ...account });
  const withBio = (description: string, fetched_at = "2026-11-22T09:00:00Z") =>
    xEnvelope({ id: "1", description, fetched_at });

  it("forgets the account in every tenant once a fresh fetch shows the code", async () => {
    await ingest(SHARED_TENANT, xEnvelope({ id: "1" }));
    await ingest(ACME, xEnvelope({ id: "1" }));
    const { id, code, status } = await requestOwnErasure(ports(), account);
    expect(status).toBe("waiting");
    expect(await verify(id)).toMatchObject({ status: "waiting" });
    rig.advance(2 * HOUR_MS);
    await ingest(SHARED_TENANT, withBio(`Tea ${code.toUpperCase()}`));
    expect(await verify(id)).toMatchObject({ status: "accepted" });
    await rig.settleErasures();
    expect(await getOwnErasure(ports(), { id })).toMatchObject({ status: "completed" });
    expect(await ownOf(ACME).get("creators", idIn(ACME))).toMatchObject({ erased: true });
    expect(JSON.stringify(await rig.dump())).not.toContain("user_1");
  });

  it("answers alike for accounts that are stored and that are not, and keeps the account's name nowhere", async () => {
    await ingest(SHARED_TENANT, xEnvelope({ id: "1" }));
    const stored = await requestOwnErasure(ports(), account);
    const unknown = await requestOwnErasure(ports(), { platform: "x", handle: "nobody_at_all" });
    const shape = (answer: object) => Object.keys(answer);
    expect(shape(stored)).toEqual(shape(unknown));
    const waiting = await verifyOwnErasure(ports(), {
      id: unknown.id,
      platform: "x",
      handle: "nobody_at_all",
    });
    expect({ ...(await verify(stored.id)), id: "" }).toEqual({ ...waiting, id: "" });
    const challenges = JSON.stringify((await rig.dump()).account_challenges);
    expect(challenges).not.toMatch(/nobody_at_all|forget-me/);
  });

  it("takes no older page, no other code and nothing that a customer dropped for proof", async () => {
    await ingest(SHARED_TENANT, xEnvelope({ id: "1" }));
    const { id, code } = await requestOwnErasure(ports(), account);
    const { code: otherCode } = await requestOwnErasure(ports(), { platform: "x", handle: "someone_else" });
    await ingest(SHARED_TENANT, withBio(code, "2026-11-21T09:00:00Z"));
    expect(await verify(id)).toMatchObject({ status: "waiting" });
    rig.advance(2 * HOUR_MS);
    await ingest(SHARED_TENANT, withBio(otherCode));
    expect(await verify(id)).toMatchObject({ status: "waiting" });
    await ingest(ACME, withBio(code));
    expect(await verify(id)).toMatchObject({ status: "waiting" });
  });

  it("is bound to its account, ends, and is counted by itself: strangers' requests keep nobody from asking", async () => {
    const { id } = await requestOwnErasure(ports(), account);
    const asOther = verifyOwnErasure(ports(), { id, platform: "x", handle: "someone_else" });
    await expect(asOther).rejects.toMatchObject({ code: "request-not-found" });
    rig.advance(49 * HOUR_MS);
    expect(await verify(id)).toMatchObject({ status: "expired" });
    for (let asked = 1; asked <= 30; asked += 1) {
      const stranger = await requestOwnErasure(ports(), account);
      await verify(stranger.id);
    }
    const own = await requestOwnErasure(ports(), account);
    for (let look = 1; look <= 10; look += 1) await verify(own.id);
    await expect(verify(own.id)).rejects.toMatchObject({ code: "request-asked-often" });
  });

  it("makes the account's next crawl due now", async () => {
    await ingest(SHARED_TENANT, youtubeEnvelope(2));
    const documents = ownOf(SHARED_TENANT);
    const [creator] = (await documents.find("creators", { where: [], limit: 1 })).items;
    const later = "2026-12-22T08:00:00.000Z";
    await documents.upsertMany("targets", [
      {
        id: "t_1",
        version: "1",
        set: {
          platform: "youtube",
          creator_id: creator?.id ?? null,
          claim: "",
          due_at: later,
          priority: "low",
        },
      },
    ]);
    const channel = { platform: "youtube", handle: "channel2" } as const;
    const { id } = await requestOwnErasure(ports(), channel);
    await verifyOwnErasure(ports(), { id, ...channel });
    expect(await documents.get("targets", "t_1")).toMatchObject({
      due_at: "2026-11-22T08:00:00.000Z",
      priority: "high",
    });
  });
});

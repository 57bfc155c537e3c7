import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import type { Services } from "../compose/services.ts";
import { SHARED_TENANT, SYSTEM_TENANT, tenantIdSchema } from "../domain/ids.ts";
import { CATALOGUE_SCOPE, tenantScope } from "../domain/tenant-scope.ts";
import { callerOfKey } from "./api-keys.ts";
import { type AccessRequest, manageAccess } from "./manage-access.ts";

const ACME = tenantIdSchema.parse("acme");
const CREATE: AccessRequest = {
  ...{ action: "create-key", tenant: ACME, name: "search page", roles: ["analyst"] },
  ...{ subscribes_shared: false, expires_days: 10 },
};

let composition: EmbeddedComposition;
let services: Services;
let now: Date;

beforeAll(async () => {
  composition = await temporaryComposition();
});
beforeEach(() => {
  now = new Date("2026-11-20T10:00:00.000Z");
  services = { ...composition.services, clock: { now: () => now } };
});
afterAll(() => composition?.close());

const manage = (request: AccessRequest) => manageAccess(services, request, "operator-1");
const passHours = (hours: number) => {
  now = new Date(now.getTime() + hours * 3_600_000);
};
const opens = async (key: string | null) => (await callerOfKey(services, key ?? ""))?.caller ?? null;

async function made(change: Partial<AccessRequest> = {}) {
  const { keys, secret } = await manage({ ...CREATE, ...change } as AccessRequest);
  return { id: keys[0]?.id ?? "", secret, view: keys[0] };
}

test("a key is made, opens what it is for until its end, and is shown once", async () => {
  const { id, secret, view } = await made();
  expect(view).toMatchObject({ tenant: "acme", status: "live", expires_at: "2026-11-30T10:00:00.000Z" });
  expect(await opens(secret)).toMatchObject({
    tenantId: "acme",
    roles: ["analyst"],
    subscribesShared: false,
  });
  const listed = await manage({ action: "list-keys", tenant: ACME });
  expect(listed.secret).toBeNull();
  expect(listed.keys.map((key) => key.id)).toContain(id);
  expect(JSON.stringify(listed)).not.toContain(secret?.split("_")[2]);
  passHours(240);
  expect(await opens(secret)).toBeNull();
});

test("a rotated key goes on beside its successor for the grace, and never longer than it would have", async () => {
  const old = await made();
  const rotated = await manage({ action: "rotate-key", id: old.id, grace_hours: 24 });
  expect(rotated.keys[0]).toMatchObject({
    name: "search page",
    roles: ["analyst"],
    subscribes_shared: false,
  });
  expect(await opens(old.secret)).not.toBeNull();
  expect(await opens(rotated.secret)).not.toBeNull();
  passHours(24);
  expect(await opens(old.secret)).toBeNull();
  expect(await opens(rotated.secret)).not.toBeNull();

  const brief = await made({ expires_days: 1 } as Partial<AccessRequest>);
  await manage({ action: "rotate-key", id: brief.id, grace_hours: 100 });
  passHours(24);
  expect(await opens(brief.secret)).toBeNull();
});

test("a key that is revoked or expired can not be rotated back to life", async () => {
  const revoked = await made();
  await manage({ action: "revoke-key", id: revoked.id });
  const rotate = (id: string) => manage({ action: "rotate-key", id, grace_hours: 1 });
  await expect(rotate(revoked.id)).rejects.toMatchObject({ kind: "conflict", code: "key-not-live" });
  await expect(rotate("0".repeat(26))).rejects.toMatchObject({ code: "key-not-found" });
});

test("revoking again changes nothing, not even the time", async () => {
  const { id, secret } = await made();
  const first = await manage({ action: "revoke-key", id });
  passHours(1);
  const again = await manage({ action: "revoke-key", id });
  expect(again.keys[0]?.revoked_at).toBe(first.keys[0]?.revoked_at);
  expect(await opens(secret)).toBeNull();
});

test("every change is audited at its tenant, and no entry opens or names anything", async () => {
  const { id, secret } = await made();
  await manage({ action: "rotate-key", id, grace_hours: 1 });
  await manage({ action: "revoke-key", id });
  await manage({ action: "set-plan", tenant: ACME, plan: "free" });
  const documents = services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
  const entries = [];
  for await (const page of documents.scan("audit", "")) entries.push(...page);
  const actions = new Set(entries.map(({ action }) => action));
  expect(actions).toEqual(new Set(["create-key", "rotate-key", "revoke-key", "set-plan"]));
  const text = JSON.stringify(entries);
  expect(text).not.toContain(id);
  expect(text).not.toContain(secret?.split("_")[2]);
});

test("a tenant's plan goes along with its keys", async () => {
  const { secret } = await made();
  await manage({ action: "set-plan", tenant: ACME, plan: "enterprise" });
  expect((await opens(secret))?.plan).toBe("enterprise");
  const { tenants } = await manage({ action: "list-tenants" });
  expect(tenants).toContainEqual(expect.objectContaining({ id: "acme", plan: "enterprise" }));
});

test("nobody gets a key of the common catalogue", async () => {
  const asked = { tenant: SHARED_TENANT } as Partial<AccessRequest>;
  await expect(made(asked)).rejects.toMatchObject({ kind: "invalid", code: "reserved-tenant" });
});

test("a key of the system's tenant acts for the common catalogue, whose audit tells of it", async () => {
  const { secret } = await made({ tenant: SYSTEM_TENANT } as Partial<AccessRequest>);
  expect(await opens(secret)).toMatchObject({ tenantId: SHARED_TENANT });
  const { items } = await services.openDocuments(CATALOGUE_SCOPE).find("audit", { where: [], limit: 10 });
  expect(items).toMatchObject([{ action: "create-key" }]);
  const { tenants } = await manage({ action: "list-tenants" });
  expect(tenants.map(({ id }) => id)).not.toContain(SYSTEM_TENANT);
});

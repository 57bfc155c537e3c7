import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { AppError } from "../domain/errors.ts";
import { SHARED_TENANT, tenantIdSchema } from "../domain/ids.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { remainingMs } from "../ports/deadline.ts";
import { callerOfKey, issueApiKey } from "./api-keys.ts";
import { everyTenant } from "./tenants.ts";

const ACME = tenantIdSchema.parse("acme");
const owner = { tenantId: ACME, roles: ["analyst"] as const, subscribesShared: true, name: "search page" };

let composition: EmbeddedComposition;

beforeAll(async () => {
  composition = await temporaryComposition();
});

afterAll(() => composition?.close());

const idOf = (key: string): string => key.split("_")[1] ?? "";
const keys = () => composition.services.openDocuments(SYSTEM_SCOPE);

test("a key leads to its tenant and roles, and to nobody when its secret is another", async () => {
  const { services } = composition;
  const key = await issueApiKey(services, owner);
  expect(await callerOfKey(services, key)).toEqual({
    caller: {
      tenantId: "acme",
      roles: ["analyst"],
      subscribesShared: true,
      plan: "team",
      keyId: idOf(key),
    },
    expiresAt: null,
  });
  const other = await issueApiKey(services, owner);
  expect(await callerOfKey(services, `ick_${idOf(key)}_${other.split("_")[2]}`)).toBeNull();
  for (const wrong of ["", "ick__", key.slice(0, -1), `${key}0`, key.toUpperCase()]) {
    expect(await callerOfKey(services, wrong)).toBeNull();
  }
});

test("nothing that is stored of a key holds its secret", async () => {
  const key = await issueApiKey(composition.services, owner);
  const stored = await keys().get("api_keys", idOf(key));
  expect(JSON.stringify(stored)).not.toContain(key.split("_")[2]);
});

test("a key that is revoked or expired opens nothing", async () => {
  const past = "2020-01-01T00:00:00.000Z";
  for (const set of [{ revoked_at: past }, { expires_at: past }]) {
    const key = await issueApiKey(composition.services, owner);
    await keys().update("api_keys", { id: idOf(key), set });
    expect(await callerOfKey(composition.services, key)).toBeNull();
  }
});

test("that a key is used is written down now and then, not at every use", async () => {
  let now = new Date("2026-11-20T10:00:00.000Z");
  const services = { ...composition.services, clock: { now: () => now } };
  const key = await issueApiKey(services, owner);
  const lastUse = async () => (await keys().get("api_keys", idOf(key)))?.last_used_at;
  expect(await lastUse()).toBeUndefined();
  await callerOfKey(services, key);
  expect(await lastUse()).toBe("2026-11-20T10:00:00.000Z");
  now = new Date("2026-11-20T10:09:59.000Z");
  await callerOfKey(services, key);
  expect(await lastUse()).toBe("2026-11-20T10:00:00.000Z");
  now = new Date("2026-11-20T10:10:00.000Z");
  await callerOfKey(services, key);
  expect(await lastUse()).toBe("2026-11-20T10:10:00.000Z");
});

test("a key is good while nothing can be written, and does not wait for it for long", async () => {
  const { services } = composition;
  const key = await issueApiKey(services, owner);
  let waits = Number.POSITIVE_INFINITY;
  const readOnly = (...given: Parameters<typeof services.openDocuments>) => ({
    ...services.openDocuments(...given),
    update: async () => {
      waits = remainingMs();
      throw new AppError("unavailable", "documents-deadline", "The primary does not answer.");
    },
  });
  expect(await callerOfKey({ ...services, openDocuments: readOnly }, key)).not.toBeNull();
  expect(waits).toBeLessThanOrEqual(1_000);
});

test("a wrong secret leaves no trace of use", async () => {
  const key = await issueApiKey(composition.services, owner);
  await callerOfKey(composition.services, `ick_${idOf(key)}_${"0".repeat(26)}`);
  expect((await keys().get("api_keys", idOf(key)))?.last_used_at).toBeUndefined();
});

test("a tenant that has a key is known to the jobs that go through all tenants, beside the common catalogue", async () => {
  expect(new Set(await everyTenant(composition.services))).toEqual(new Set([ACME, SHARED_TENANT]));
});

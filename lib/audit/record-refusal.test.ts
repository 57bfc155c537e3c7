import { afterEach, beforeEach, expect, test } from "vitest";
import { withChaos } from "../../test/doubles/chaos.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { creatorIdOf, tenantIdSchema } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Cache } from "../ports/cache.ts";
import { listAudit } from "./list-audit.ts";
import { type RefusedCall, recordRefusal } from "./record-refusal.ts";
import { verifyAudit } from "./verify-audit.ts";

const ACME = tenantIdSchema.parse("acme");
const CREATOR = creatorIdOf(ACME, "x", "42");
const ORIGIN = { requestId: "r-1", address: "192.0.2.7" };

let composition: EmbeddedComposition;
let cache: Cache;
let now: number;

beforeEach(async () => {
  now = Date.parse("2026-11-27T10:00:00Z");
  cache = createMemoryCache({ clock: { now: () => new Date(now) } });
  composition = await temporaryComposition();
});
afterEach(() => composition?.close());

const documents = () => composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
const onRecord = async (query: object = {}) =>
  (await listAudit({ ...composition.services, documents: documents() }, { limit: 100, ...query })).data;

async function refuse(times: number, changes: Partial<RefusedCall> = {}): Promise<void> {
  const call = {
    caller: { tenantId: ACME, keyId: "k1" },
    action: "erase-creator",
    ...{ route: "DELETE /creators/{id}", code: "role-needed", subject: CREATOR },
    ...changes,
  };
  const ports = { ...composition.services, cache, origin: ORIGIN };
  for (let time = 0; time < times; time += 1) await recordRefusal(ports, call);
}

test("a refusal is on record with who, what, why and from where, and names record and address by digests", async () => {
  await refuse(1);
  const [entry, ...others] = await onRecord({ outcome: "refused" });
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    ...{ actor: "k1", action: "erase-creator", outcome: "refused", request_id: "r-1" },
    detail: { route: "DELETE /creators/{id}", code: "role-needed", count: 1 },
  });
  expect(JSON.stringify(entry)).not.toMatch(new RegExp(`${CREATOR}|192\\.0\\.2\\.7`));
  expect(await onRecord({ subject: CREATOR })).toEqual([entry]);
  expect(await onRecord({ outcome: "allowed" })).toEqual([]);
});

test("a thousand refusals of a kind are four entries that say how many there were", async () => {
  await refuse(1_000);
  expect((await onRecord()).map(({ detail }) => detail.count)).toEqual([1_000, 100, 10, 1]);
  const whole = await verifyAudit({ ...composition.services, documents: documents() }, { from: 1 });
  expect(whole).toMatchObject({ valid: true, to: 4 });
});

test("another key, route or code is counted by itself, and nothing of it reaches another tenant", async () => {
  await refuse(2);
  await refuse(2, { caller: { tenantId: ACME, keyId: "k2" } });
  await refuse(2, { route: "GET /audit" });
  await refuse(2, { code: "platform-admin-needed" });
  await refuse(2, { caller: { tenantId: tenantIdSchema.parse("rival"), keyId: "k1" } });
  expect((await onRecord()).map(({ detail }) => detail.count)).toEqual([1, 1, 1, 1]);
});

test("the next hour begins with an entry again", async () => {
  await refuse(3);
  now += 3_600_000;
  await refuse(1);
  expect((await onRecord()).map(({ detail }) => detail.count)).toEqual([1, 1]);
});

test("where nobody can count nothing is entered, so that an outage of the counters floods no chain", async () => {
  cache = withChaos(cache, { increment: {} });
  await expect(refuse(1)).rejects.toMatchObject({ kind: "unavailable" });
  expect(await onRecord()).toEqual([]);
});

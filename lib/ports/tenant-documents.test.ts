import { describe, expect, it } from "vitest";
import { creatorIdOf, SHARED_TENANT, SYSTEM_TENANT, tenantIdSchema } from "../domain/ids.ts";
import type { Suppression } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Documents } from "./documents.ts";
import { tenantDocuments } from "./tenant-documents.ts";

const acme = tenantIdSchema.parse("acme");
const rival = tenantIdSchema.parse("rival");

const suppressionOf = (tenant: typeof acme): Suppression => ({
  id: "digest",
  tenant_id: tenant,
  version: "1",
  kind: "creator",
  key_version: 1,
  wrapped_to: 1,
  at: "2026-11-20T10:00:00.000Z",
  erasure_id: null,
});

/** A store that answers every read with one record and remembers the tenants it was asked for. */
function storeHolding(record: Suppression) {
  const asked: unknown[] = [];
  const page = { items: [record], cursor: null };
  const answering =
    <T>(answer: T) =>
    async (_collection: string, tenantsOrWrites: unknown): Promise<T> => {
      asked.push(tenantsOrWrites);
      return answer;
    };
  const documents = {
    getMany: answering(new Map([[record.id, record]])),
    find: answering(page),
    count: answering(1),
    upsertMany: answering(["inserted"]),
    update: answering(true),
    updateMany: answering([true]),
    delete: answering(1),
    async *scan(_collection: string, tenants: unknown) {
      asked.push(tenants);
      yield [record];
    },
  } as unknown as Documents;
  return { documents, asked };
}

describe("documents of a tenant", () => {
  it("are read from its own, the system's and, when it subscribes, the shared catalogue", () => {
    expect(tenantScope(acme, { subscribesShared: false }).reads).toEqual([acme, SYSTEM_TENANT]);
    expect(tenantScope(acme, { subscribesShared: true }).reads).toEqual([acme, SYSTEM_TENANT, SHARED_TENANT]);
  });

  it("are written under its own name only, whatever the write says", async () => {
    const { documents, asked } = storeHolding(suppressionOf(acme));
    const own = tenantDocuments(documents, tenantScope(acme, { subscribesShared: true }));
    const write = { id: "digest", version: "1", set: {}, tenant_id: rival };
    await own.upsertMany("suppressions", [write]);
    await own.update("suppressions", { id: "digest", set: {} });
    await own.updateMany("suppressions", [{ id: "digest", set: {} }]);
    await own.delete("suppressions", ["digest"]);
    expect(JSON.stringify(asked)).not.toContain(rival);
    expect(JSON.stringify(asked).match(/acme/g)).toHaveLength(4);
  });

  it("refuse a record of another tenant that the store hands out all the same", async () => {
    const { documents } = storeHolding(suppressionOf(rival));
    const own = tenantDocuments(documents, tenantScope(acme, { subscribesShared: true }));
    const refusal = { kind: "forbidden", code: "foreign-tenant" };
    await expect(own.get("suppressions", "digest")).rejects.toMatchObject(refusal);
    await expect(own.getMany("suppressions", ["digest"])).rejects.toMatchObject(refusal);
    await expect(own.find("suppressions", { where: [], limit: 1 })).rejects.toMatchObject(refusal);
    await expect(own.scan("suppressions", "")[Symbol.asyncIterator]().next()).rejects.toMatchObject(refusal);
  });

  it("cost no round trip when there is nothing to ask", async () => {
    const { documents, asked } = storeHolding(suppressionOf(acme));
    const own = tenantDocuments(documents, tenantScope(acme, { subscribesShared: false }));
    await own.getMany("suppressions", []);
    await own.upsertMany("suppressions", []);
    await own.updateMany("suppressions", []);
    await own.delete("suppressions", []);
    expect(asked).toEqual([]);
  });
});

it("ids of one account differ between tenants, so no write can meet another tenant's record", () => {
  expect(creatorIdOf(acme, "x", "1")).not.toBe(creatorIdOf(rival, "x", "1"));
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteDocuments } from "../adapters/embedded/sqlite-documents.ts";
import { openSqliteStore, type SqliteStore } from "../adapters/embedded/sqlite-store.ts";
import { systemClock, systemIds } from "../adapters/system-clock.ts";
import { auditHead, auditId, hashOf } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit-records.ts";
import { creatorIdOf, LOCAL_TENANT } from "../domain/ids.ts";
import { LOCAL_SCOPE } from "../domain/tenant-scope.ts";
import type { Documents } from "../ports/documents.ts";
import { type TenantDocuments, tenantDocuments } from "../ports/tenant-documents.ts";
import { writeAudit } from "./audit.ts";
import { listAudit } from "./list-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
const ports = { clock: systemClock, ids: systemIds, keyring };
const CREATOR = creatorIdOf(LOCAL_TENANT, "x", "42");

let folder: string;
let store: SqliteStore;
let raw: Documents;
let documents: TenantDocuments;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "increator-audit-"));
  store = openSqliteStore({ folder });
  raw = createSqliteDocuments(store);
  documents = tenantDocuments(raw, LOCAL_SCOPE);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function act(times: number, changes: { action?: string; address?: string } = {}): Promise<void> {
  const { action = "erase-creator", address = "192.0.2.7" } = changes;
  for (let done = 0; done < times; done += 1) {
    await writeAudit({ ...ports, origin: { requestId: "r-1", address } }, documents, {
      actor: "key-1",
      action,
      subject: CREATOR,
      outcome: "allowed",
      detail: { scope: "creator", creators: 1 },
    });
  }
}

const verify = (anchor?: string) => verifyAudit({ documents, keyring }, { from: 1, anchor });
const faults = async (anchor?: string) =>
  (await verify(anchor)).faults.map(({ seq, kind }) => `${kind} at ${seq}`);

async function entry(seq: number): Promise<AuditEntry> {
  const found = await documents.get("audit", auditId(LOCAL_TENANT, seq));
  if (!found) throw new Error(`no entry ${seq}`);
  return found;
}
const tamper = async (seq: number, set: Partial<AuditEntry>): Promise<void> => {
  await raw.update("audit", { tenant_id: LOCAL_TENANT, id: auditId(LOCAL_TENANT, seq) }, set);
};
const remove = (...seqs: number[]) =>
  raw.delete(
    "audit",
    LOCAL_TENANT,
    seqs.map((seq) => auditId(LOCAL_TENANT, seq)),
  );

describe("the audit", () => {
  it("of a tenant that did nothing is whole", async () => {
    expect(await verify()).toMatchObject({ valid: true, to: 0, anchor: null });
  });

  it("is whole after any number of acts, and names neither record nor address in clear", async () => {
    await act(5);
    expect(await verify()).toMatchObject({ valid: true, to: 5, next: null });
    const text = JSON.stringify(await entry(3));
    expect(text).not.toContain(CREATOR);
    expect(text).not.toContain("192.0.2.7");
  });

  it("lists acts newest first, by action and by the creator that was acted on", async () => {
    await act(2);
    await act(1, { action: "read-contacts" });
    const list = async (query: object) =>
      (await listAudit({ documents, keyring }, { limit: 10, ...query })).data.map(({ seq }) => seq);
    expect(await list({})).toEqual([3, 2, 1]);
    expect(await list({ action: "read-contacts" })).toEqual([3]);
    expect(await list({ subject: CREATOR })).toEqual([3, 2, 1]);
    expect(await list({ subject: creatorIdOf(LOCAL_TENANT, "x", "43") })).toEqual([]);
  });

  it("can not be changed or removed through the door that use cases have", async () => {
    await act(1);
    const id = auditId(LOCAL_TENANT, 1);
    const refused = { code: "append-only" };
    // @ts-expect-error: it does not compile either
    await expect(documents.delete("audit", [id])).rejects.toMatchObject(refused);
    // @ts-expect-error: likewise
    await expect(documents.update("audit", { id, set: { actor: "k" } })).rejects.toMatchObject(refused);
    // @ts-expect-error: likewise
    await expect(documents.delete("audit_heads", [LOCAL_TENANT])).rejects.toMatchObject(refused);
    const rewrite = { id, version: "2", set: { actor: "somebody-else" } };
    await expect(documents.upsertMany("audit", [rewrite])).rejects.toMatchObject(refused);
    expect(await documents.upsertMany("audit", [{ ...rewrite, version: "1" }])).toEqual(["superseded"]);
    expect(await verify()).toMatchObject({ valid: true });
  });
});

describe("verification", () => {
  beforeEach(() => act(6));

  it("finds a changed entry", async () => {
    await tamper(3, { actor: "somebody-else" });
    expect(await faults()).toEqual(["changed at 3"]);
  });

  it("finds an entry that was changed together with its hash", async () => {
    const changed = { ...(await entry(3)), actor: "somebody-else" };
    await tamper(3, { actor: "somebody-else", hash: hashOf(changed) });
    expect(await faults()).toEqual(["forged at 3", "unlinked at 4"]);
  });

  it("finds a removed entry", async () => {
    await remove(2, 3);
    const { faults: found } = await verify();
    expect(found).toEqual([{ seq: 2, kind: "missing", detail: "Entries 2 to 3 are missing." }]);
  });

  it("finds two entries that changed places", async () => {
    const strip = ({ id: _id, tenant_id: _tenant, version: _version, ...fields }: AuditEntry) => fields;
    const [third, fourth] = [strip(await entry(3)), strip(await entry(4))];
    await tamper(3, fourth);
    await tamper(4, third);
    expect(await faults()).toEqual(["reordered at 3", "reordered at 4"]);
  });

  it("finds an entry put in between", async () => {
    const { id: _id, ...fields } = await entry(3);
    const { tenant_id, version, ...set } = fields;
    await raw.upsertMany("audit", [{ id: `${auditId(LOCAL_TENANT, 3)}a`, tenant_id, version, set }]);
    expect(await faults()).toEqual(["inserted at 3"]);
  });

  it("finds an entry that somebody without the key put at the end", async () => {
    const last = await entry(6);
    const forged = { ...last, seq: 7, previous: last.hash, actor: "nobody" };
    const { id: _id, tenant_id, version, ...set } = { ...forged, hash: hashOf(forged) };
    await raw.upsertMany("audit", [{ id: auditId(LOCAL_TENANT, 7), tenant_id, version, set }]);
    expect(await faults()).toEqual(["forged at 7"]);
  });

  it("finds a chain that was cut short, also after it went on", async () => {
    await remove(5, 6);
    expect(await faults()).toEqual(["truncated at 5"]);
    await act(1);
    expect(await faults()).toEqual(["missing at 5"]);
  });

  it("finds a head that is gone or was not signed by the system", async () => {
    await raw.update("audit_heads", { tenant_id: LOCAL_TENANT, id: LOCAL_TENANT }, { seq: 4 });
    expect(await faults()).toEqual(["head at 4"]);
    await raw.delete("audit_heads", LOCAL_TENANT, [LOCAL_TENANT]);
    expect(await faults()).toEqual(["head at 6"]);
  });

  it("finds a chain and head that were both set back, by an anchor kept elsewhere", async () => {
    const { anchor } = await verify();
    const { hash } = await entry(4);
    await remove(5, 6);
    const head = auditHead(keyring, LOCAL_TENANT, { seq: 4, hash }, new Date());
    await raw.update("audit_heads", { tenant_id: LOCAL_TENANT, id: LOCAL_TENANT }, head);
    expect(await faults()).toEqual([]);
    expect(await faults(anchor ?? "")).toEqual(["anchor at 6"]);
  });

  it("takes the entries behind a head that a crash left behind, for they are signed", async () => {
    const { hash } = await entry(5);
    const head = auditHead(keyring, LOCAL_TENANT, { seq: 5, hash }, new Date());
    await raw.update("audit_heads", { tenant_id: LOCAL_TENANT, id: LOCAL_TENANT }, head);
    expect(await faults()).toEqual([]);
  });

  it("begins in the middle, taking the entry before as it stands", async () => {
    await tamper(2, { actor: "somebody-else" });
    const { valid, from, to } = await verifyAudit({ documents, keyring }, { from: 4 });
    expect({ valid, from, to }).toEqual({ valid: true, from: 4, to: 6 });
  });

  it("finds whatever field of whatever entry was changed", async () => {
    const fields = [
      "at",
      "actor",
      "action",
      "subject_digest",
      "request_id",
      "address_digest",
      "nonce",
    ] as const;
    const change = fc.record({ seq: fc.integer({ min: 1, max: 6 }), field: fc.constantFrom(...fields) });
    await fc.assert(
      fc.asyncProperty(change, async ({ seq, field }) => {
        const before = (await entry(seq))[field];
        await tamper(seq, { [field]: `${before}!` });
        expect(await faults()).toEqual([`changed at ${seq}`]);
        await tamper(seq, { [field]: before });
      }),
      { numRuns: 40 },
    );
    expect(await faults()).toEqual([]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "../../../lib/audit/list-audit.ts";
import { erasedSetKey, readChangedMark } from "../../../lib/cache/cache-keys.ts";
import { giveConsent } from "../../../lib/consent/give-consent.ts";
import { readContacts } from "../../../lib/consent/read-contacts.ts";
import { withdrawConsent } from "../../../lib/consent/withdraw-consent.ts";
import { giveConsent as operation } from "../../../lib/domain/api/consent-operations.ts";
import { creatorIdOf, SHARED_TENANT, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE, tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const ID = localId("x", "1");
const MAIL = "jane.doe@example.org";
const PHONE = "+4930901820";
const REQUEST = operation.input.parse({
  id: ID,
  purpose: "campaign-outreach",
  source: "signup-form",
  evidence: "Form of Jane Doe",
  contacts: [
    { kind: "email", value: " jane.doe@EXAMPLE.org " },
    { kind: "phone", value: "+49 30 901820" },
  ],
});

async function ingest(description: string, fetched_at = "2026-11-20T10:00:00Z"): Promise<void> {
  await rig.announce(
    await rig.drop(`${fetched_at}.ndjson`, ndjson(xEnvelope({ id: "1", description, fetched_at }))),
  );
  await rig.settle();
}
const give = () => giveConsent(rig.as("erase-creator"), REQUEST, "key-1");
const withdraw = () => withdrawConsent(rig.as("erase-creator"), { id: ID }, "key-1");
const read = () => readContacts(rig.as("erase-creator"), { id: ID }, "key-2");
const actions = async () =>
  (await listAudit(rig.ports, { limit: 50 })).data.map(({ actor, action }) => `${actor} ${action}`);
const vectorHasContact = async () =>
  (await rig.ports.vectors.fetch("local.x", [ID])).map(({ metadata }) => metadata.has_contact);

/** Every byte under the folder. */
const onDisk = (): string =>
  readdirSync(rig.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");

describe("consent", () => {
  it("drops cached pages when it is withdrawn, and does not hide the creator", async () => {
    await ingest("Baker");
    await give();
    await withdraw();
    const members = await rig.ports.cache.members(erasedSetKey(LOCAL_SCOPE.tenantId));
    expect(members).toHaveLength(1);
    expect(members).not.toContain(ID);
    expect(readChangedMark(members[0] ?? "")).toMatchObject({ id: ID });
  });

  it("brings the contacts, and marks as verified what the profile gave itself", async () => {
    await ingest(`Write to ${MAIL}`);
    expect(await give()).toMatchObject({
      purpose: "campaign-outreach",
      contacts: [
        { kind: "email", verified: true },
        { kind: "phone", verified: false },
      ],
    });
    expect((await read()).data).toMatchObject({
      evidence: "Form of Jane Doe",
      contacts: [
        { kind: "email", value: MAIL, verified: true },
        { kind: "phone", value: PHONE, verified: false },
      ],
    });
  });

  it("leaves neither contact nor evidence in clear on the disk, and no contact in the audit", async () => {
    await ingest("nothing to write to");
    await give();
    await read();
    for (const clear of [MAIL, PHONE, "Jane Doe"]) expect(onDisk()).not.toContain(clear);
  });

  it("lets the creator be found by those who look for contacts, and no more once it is withdrawn", async () => {
    await ingest("nothing to write to");
    expect(await vectorHasContact()).toEqual([false]);
    await give();
    await rig.settle();
    expect(await rig.creator("x", "1")).toMatchObject({ has_contact: true, index_pending: false });
    expect(await vectorHasContact()).toEqual([true]);
    await withdraw();
    await rig.settle();
    expect(await rig.creator("x", "1")).toMatchObject({
      has_contact: false,
      consent: null,
      index_pending: false,
    });
    expect(await vectorHasContact()).toEqual([false]);
  });

  it("survives the next fetch", async () => {
    await ingest("nothing to write to");
    await give();
    await ingest("a new text", "2026-11-21T10:00:00Z");
    expect(await rig.creator("x", "1")).toMatchObject({ bio: "a new text", has_contact: true });
    expect((await read()).data.contacts).toHaveLength(2);
  });

  it("that is withdrawn destroys key and contacts, and leaves the profile's own digests", async () => {
    await ingest(`Write to ${MAIL}`);
    await give();
    expect(await withdraw()).toEqual({ creator_id: ID, withdrawn: true });
    expect(await rig.creator("x", "1")).toMatchObject({
      consent: null,
      has_contact: true,
      contacts: [{ kind: "email" }],
    });
    await expect(read()).rejects.toMatchObject({ kind: "not-found", code: "no-consent" });
    expect(await withdraw()).toEqual({ creator_id: ID, withdrawn: false });
  });

  it("goes with an erased creator, and none can be given to it", async () => {
    await ingest("nothing to write to");
    await give();
    await eraseCreator(rig.as("erase-creator"), { creatorId: ID, scope: "creator" }, "key-1");
    expect(JSON.stringify(await rig.creator("x", "1"))).not.toContain("consent");
    await expect(give()).rejects.toMatchObject({ code: "creator-not-found" });
    await expect(read()).rejects.toMatchObject({ code: "creator-not-found" });
  });

  it("never comes back when it is given while the creator is erased", async () => {
    await ingest("nothing to write to");
    const erasing = {
      ...rig.ports.keyWrapping,
      newDataKey: async (owner: Parameters<typeof rig.ports.keyWrapping.newDataKey>[0]) => {
        await eraseCreator(rig.as("erase-creator"), { creatorId: ID, scope: "creator" }, "key-1");
        return rig.ports.keyWrapping.newDataKey(owner);
      },
    };
    const given = giveConsent({ ...rig.ports, keyWrapping: erasing }, REQUEST, "key-1");
    await expect(given).rejects.toMatchObject({ code: "creator-not-found" });
    expect(await rig.creator("x", "1")).toMatchObject({ erased: true });
  });

  it("puts every reading on record, and shows nothing that is not", async () => {
    await ingest("nothing to write to");
    await give();
    await read();
    await read();
    await withdraw();
    expect(await actions()).toEqual([
      "key-1 withdraw-consent",
      "key-2 read-contacts",
      "key-2 read-contacts",
      "key-1 give-consent",
    ]);
    await give();
    const documents = withChaos(rig.ports.openDocuments(LOCAL_SCOPE), { upsertMany: {} });
    const unrecorded = readContacts({ ...rig.ports, documents }, { id: ID }, "key-2");
    await expect(unrecorded).rejects.toMatchObject({ code: "chaos" });
  });

  it("opens for no other creator, no matter who moves it there", async () => {
    await ingest("nothing to write to");
    await rig.announce(await rig.drop("two.ndjson", ndjson(xEnvelope({ id: "2" }))));
    await rig.settle();
    await give();
    const creator = await rig.creator("x", "1");
    if (creator?.erased !== false) throw new Error("the creator is gone");
    await rig.own.update("creators", { id: localId("x", "2"), set: { consent: creator.consent } });
    const moved = readContacts(rig.as("erase-creator"), { id: localId("x", "2") }, "key-2");
    await expect(moved).rejects.toMatchObject({ code: "foreign-data-key" });
  });

  it("is a matter of the tenant that has the creator", async () => {
    const acme = tenantIdSchema.parse("acme");
    const id = creatorIdOf(SHARED_TENANT, "x", "1");
    await rig.announce(await rig.drop("shared.ndjson", ndjson(xEnvelope({ id: "1" })), SHARED_TENANT));
    await rig.settle();
    const documents = rig.ports.openDocuments(tenantScope(acme, { subscribesShared: true }));
    const given = giveConsent({ ...rig.ports, documents }, { ...REQUEST, id }, "key-1");
    await expect(given).rejects.toMatchObject({ code: "creator-not-found" });
  });

  it("is refused when a contact is none, without repeating it", () => {
    for (const contact of [
      { kind: "email", value: "jane at example" },
      { kind: "phone", value: "030 901820" },
      { kind: "fax", value: "+4930901820" },
    ]) {
      const parsed = operation.input.safeParse({ ...REQUEST, contacts: [contact] });
      expect(parsed.success).toBe(false);
      expect(JSON.stringify(parsed.error?.issues)).not.toContain(contact.value);
    }
  });
});

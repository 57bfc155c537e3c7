import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readPart } from "../../../lib/backup/raw-parts.ts";
import { restoreState } from "../../../lib/backup/restore-state.ts";
import { backUpState, readStateManifest } from "../../../lib/backup/state.ts";
import { composeEmbedded, type EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { listEntryId, listIdSchema } from "../../../lib/domain/shortlist.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { ingestRaw } from "../../../lib/ingest/ingest-raw.ts";
import { ndjson, xEnvelope } from "../pipeline/envelopes.ts";

let dataDir: string;
let system: EmbeddedComposition;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "increator-state-"));
  system = await composeEmbedded({ dataDir });
});
afterEach(async () => {
  await system.close();
  await rm(dataDir, { recursive: true, force: true });
});

const id = (userId: string) => creatorIdOf(LOCAL_TENANT, "x", userId);
const documents = () => system.services.openDocuments(LOCAL_SCOPE);
const RESTORE = { isDryRun: false };

async function ingest(...userIds: readonly string[]): Promise<void> {
  const key = `inbox/local/${userIds.join("-")}.ndjson`;
  const lines = ndjson(
    ...userIds.map((userId) => xEnvelope({ id: userId, fetched_at: new Date().toISOString() })),
  );
  await system.services.objects.put(key, Buffer.from(lines));
  await ingestRaw(system.services, { key }, { remainingMs: () => Number.POSITIVE_INFINITY });
}

async function startAnew(): Promise<void> {
  await system.close();
  system = await composeEmbedded({ dataDir });
}

const erase = (userId: string) =>
  eraseCreator(
    { ...system.services, documents: documents(), memory: system.search.memory },
    { creatorId: id(userId), scope: "creator" },
    "k",
  );

it("a copy that is made while others write holds a whole moment of it, no key, and comes back at the next start", async () => {
  await ingest("1", "2");
  const [copy] = await Promise.all([backUpState(system.services), ingest("3")]);
  const manifest = await readStateManifest(system.services, copy.id);
  expect(JSON.stringify(manifest)).not.toContain(
    Buffer.from([...system.services.keyring.keys.values()][0] ?? []).toString("base64"),
  );
  expect(manifest.keys).toEqual({ current: 1, versions: [1] });
  await documents().delete("creators", [id("1")]);
  await restoreState(system.services, { id: copy.id, ...RESTORE });
  expect(await documents().get("creators", id("1"))).toBeNull();
  await startAnew();
  expect(await documents().get("creators", id("1"))).toMatchObject({ erased: false, index_pending: true });
});

it("raw objects beyond what a part holds go on in the next, each once and in the order of their keys", async () => {
  const { objects } = system.services;
  const keys = Array.from(
    { length: 20 },
    (_, at) => `raw/local/x/c_${String(at).padStart(2, "0")}/1.json.gz`,
  );
  for (const key of keys) await objects.put(key, randomBytes(1_000_000));
  const copy = await backUpState(system.services);
  const { raw } = await readStateManifest(system.services, copy.id);
  expect(raw.map(({ rows }) => rows)).toEqual([18, 2]);
  const lines = [];
  for (const part of raw) lines.push(...(await readPart(system.services, part)));
  expect(lines.map(({ key }) => key)).toEqual(keys);
  expect(raw.map(({ first, last }) => [first, last])).toEqual([
    [keys[0], keys[17]],
    [keys[18], keys[19]],
  ]);
});

it("anyone who was erased since the copy is erased in what comes back, and stays away", async () => {
  await ingest("1", "2");
  const copy = await backUpState(system.services);
  await erase("1");
  await restoreState(system.services, { id: copy.id, ...RESTORE });
  // Also one that is erased between the restore and the start that takes it in.
  await erase("2");
  await startAnew();
  for (const userId of ["1", "2"]) {
    expect(await documents().get("creators", id(userId))).toMatchObject({ erased: true });
    await ingest(userId);
    expect(await documents().get("creators", id(userId))).toMatchObject({ erased: true });
  }
});

it("what a tenant keeps of somebody who was erased since the copy does not come back", async () => {
  await ingest("1", "2");
  const list = listIdSchema.parse("li_kept");
  const added_at = "2026-11-20T10:00:00.000Z";
  const entry = { list_id: list, note: "knows her", status: "considered", position: 1, added_at } as const;
  await documents().upsertMany(
    "list_entries",
    ["1", "2"].map((userId) => ({
      id: listEntryId(list, id(userId)),
      version: "1",
      set: { ...entry, creator_id: id(userId) },
    })),
  );
  const copy = await backUpState(system.services);
  await erase("1");
  await restoreState(system.services, { id: copy.id, ...RESTORE });
  await startAnew();
  const left = await documents().find("list_entries", { where: [], limit: 10 });
  expect(left.items.map(({ creator_id }) => creator_id)).toEqual([id("2")]);
});

it("raw objects come back but for those of the erased", async () => {
  await ingest("1", "2");
  const copy = await backUpState(system.services);
  await erase("1");
  await system.services.objects.deletePrefix("raw/");
  const found = await restoreState(system.services, { id: copy.id, ...RESTORE });
  expect(found).toMatchObject({ rawRestored: 1, rawSuppressed: 1 });
  const { objects } = await system.services.objects.list("raw/");
  expect(objects.map(({ key }) => key)).toEqual([expect.stringContaining(id("2"))]);
});

it("a damaged copy, and one of other keys, is refused, and what is there stays", async () => {
  await ingest("1");
  const copy = await backUpState(system.services);
  const keyring = { current: 2, keys: new Map([[2, new Uint8Array(32).fill(2)]]) };
  await expect(
    restoreState({ ...system.services, keyring }, { id: copy.id, ...RESTORE }),
  ).rejects.toMatchObject({
    code: "backup-signature",
  });
  const { database } = await readStateManifest(system.services, copy.id);
  const body = await system.services.objects.get(database.key);
  await system.services.objects.put(database.key, body.slice(0, -20));
  await expect(restoreState(system.services, { id: copy.id, ...RESTORE })).rejects.toMatchObject({
    code: "backup-damaged",
  });
  await startAnew();
  expect(await documents().get("creators", id("1"))).toMatchObject({ erased: false });
});

import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSqliteStore } from "../../../lib/adapters/embedded/sqlite-store.ts";
import { readPart } from "../../../lib/backup/raw-parts.ts";
import { restoreState } from "../../../lib/backup/restore-state.ts";
import { backUpState, readStateManifest } from "../../../lib/backup/state.ts";
import { composeEmbedded, type EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { ingestRaw } from "../../../lib/ingest/ingest-raw.ts";
import type { CollectionName } from "../../../lib/ports/tenant-documents.ts";
import { NAMING } from "../../../lib/stored/records-of-creators.ts";
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

/** Returns what the start told the log. */
async function startAnew(): Promise<string[]> {
  const told: string[] = [];
  const tell = (message: string) => void told.push(message);
  await system.close();
  system = await composeEmbedded({ dataDir, log: { info: tell, warn: tell, error: tell } });
  return told;
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
  expect(await startAnew()).toContain("documents restored from a copy");
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

it("no record that names somebody who was erased since the copy comes back", async () => {
  await ingest("1", "2");
  const named = Object.entries(NAMING).flatMap(([collection, naming]) =>
    typeof naming === "object" ? naming.fields.map((field) => ({ collection, field })) : [],
  );
  const write = (collection: string, userId: string, set: object) =>
    documents().upsertMany(collection as "feedback", [
      { id: `${collection}/${JSON.stringify(set)}/${userId}`, version: "1", set },
    ]);
  for (const userId of ["1", "2"]) {
    for (const { collection, field } of named) await write(collection, userId, { [field]: id(userId) });
    await write("export_parts", userId, { creator_ids: [id(userId)], export_id: `ex_${userId}` });
    await write("targets", userId, { creator_id: id(userId), platform: "x", handle: `user_${userId}` });
  }
  const copy = await backUpState(system.services);
  await erase("1");
  await restoreState(system.services, { id: copy.id, ...RESTORE });
  await startAnew();
  const holders = async (userId: string): Promise<string[]> => {
    const found: string[] = [];
    for (const collection of Object.keys(NAMING) as CollectionName[])
      for await (const page of documents().scan(collection, ""))
        if (JSON.stringify(page).includes(id(userId))) found.push(collection);
    return found.sort();
  };
  // The tombstone, and what the erasure is known by.
  expect(await holders("1")).toEqual(["creators", "erasures"]);
  const places = [...named.map(({ collection }) => collection), "creators", "export_parts", "targets"];
  expect(await holders("2")).toEqual([...new Set(places)].sort());
});

it("what a tenant deleted since the copy does not come back, unless the database beside it is a new one", async () => {
  await ingest("1", "2");
  const list = { name: "Spring", notes: "" };
  await documents().upsertMany("lists", [{ id: "li_1", version: "1", set: list }]);
  await erase("2");
  const copy = await backUpState(system.services);
  await documents().delete("lists", ["li_1"]);
  await restoreState(system.services, { id: copy.id, ...RESTORE });
  await startAnew();
  expect(await documents().get("lists", "li_1")).toBeNull();

  await restoreState(system.services, { id: copy.id, ...RESTORE });
  await system.close();
  for (const end of ["", "-wal", "-shm"]) await rm(join(dataDir, `documents.sqlite${end}`), { force: true });
  openSqliteStore({ folder: dataDir }).close();
  system = await composeEmbedded({ dataDir });
  expect(await documents().get("lists", "li_1")).toMatchObject(list);
  expect(await documents().get("creators", id("2"))).toMatchObject({ erased: true });
});

it("a folder that lost its documents or raw objects is opened to restore them, and for nothing else", async () => {
  await ingest("1", "2");
  await erase("2");
  const copy = await backUpState(system.services);
  await system.close();
  for (const end of ["", "-wal", "-shm"]) {
    await rm(join(dataDir, `documents.sqlite${end}`), { force: true });
    await rm(join(dataDir, "objects", `small.sqlite${end}`), { force: true });
  }
  const incomplete = { code: "data-folder-incomplete" };
  await expect(composeEmbedded({ dataDir })).rejects.toMatchObject(incomplete);
  await expect(composeEmbedded({ dataDir, restores: "b-1" })).rejects.toMatchObject(incomplete);
  await expect(composeEmbedded({ dataDir, restores: "s-1" })).rejects.toMatchObject({
    code: "no-such-backup",
  });
  system = await composeEmbedded({ dataDir, restores: copy.id });
  expect(await restoreState(system.services, { id: copy.id, ...RESTORE })).toMatchObject({ rawRestored: 1 });
  await startAnew();
  expect(await documents().get("creators", id("1"))).toMatchObject({ erased: false });
  expect(await documents().get("creators", id("2"))).toMatchObject({ erased: true });
});

it("a copy that was written in half stays nowhere", async () => {
  const half = async (): Promise<string[]> =>
    (await readdir(dataDir)).filter((name) => name.includes("staged"));
  const { snapshots } = system.services.backup;
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from("SQLite format 3");
      throw new Error("cut off");
    })(),
  );
  await expect(snapshots?.stage(broken)).rejects.toThrow("cut off");
  await expect(snapshots?.stage(Readable.from([Buffer.from("no database")]))).rejects.toMatchObject({
    code: "bad-snapshot",
  });
  expect(await half()).toEqual([]);
  // As a process that dies meanwhile leaves it.
  await writeFile(join(dataDir, "documents.sqlite.staged.unfinished"), "SQLite format 3");
  await startAnew();
  expect(await half()).toEqual([]);
});

it("a folder that lost its vectors is opened to restore them", async () => {
  await system.close();
  await rm(join(dataDir, "vectors"), { recursive: true });
  await expect(composeEmbedded({ dataDir })).rejects.toMatchObject({ code: "data-folder-incomplete" });
  system = await composeEmbedded({ dataDir, restores: "b-1" });
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

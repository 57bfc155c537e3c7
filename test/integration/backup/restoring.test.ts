import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { manifestKey } from "../../../lib/backup/keys.ts";
import { readManifest, writeManifest } from "../../../lib/backup/manifests.ts";
import type { BackupPorts } from "../../../lib/backup/ports.ts";
import { previewRestore } from "../../../lib/backup/restore-vectors.ts";
import type { BackupManifest } from "../../../lib/domain/backup/manifest.ts";
import { creatorIdOf, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import type { VectorIndex } from "../../../lib/ports/vector-index.ts";
import { createBulkImportDouble } from "../../doubles/bulk-import.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { createExactVectorIndex } from "../../doubles/exact-vector-index.ts";
import { xEnvelope } from "../pipeline/envelopes.ts";
import { localId, type Rig } from "../pipeline/rig.ts";
import { backUp, createBackupRig, DAY_MS, idsOf, restore, takeIn } from "./backup-rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await createBackupRig();
});
afterEach(() => rig.close());

const DIMENSIONS = 8;

/** The same system before an index that was lost: empty, with or without bulk import. */
function withNewIndex(options: { readonly imports?: boolean; readonly onImport?: () => Promise<void> } = {}) {
  const vectors = createExactVectorIndex(DIMENSIONS);
  const { objects, backup } = rig.ports;
  const { onImport } = options;
  const bulkImport = createBulkImportDouble({
    objects,
    files: backup.files,
    vectors,
    ...(onImport && { onImport }),
  });
  const ports: BackupPorts = {
    ...rig.ports,
    vectors,
    backup: { ...backup, bulkImport: options.imports ? bulkImport : null },
  };
  return { ports, vectors, bulkImport };
}

async function contentOf(vectors: VectorIndex): Promise<Record<string, string[]>> {
  const { namespaces } = await vectors.stats();
  const lists = await Promise.all(
    Object.keys(namespaces).map(
      async (name) => [name, (await vectors.list(name, { limit: 1_000 })).ids] as const,
    ),
  );
  return Object.fromEntries(lists.filter(([, ids]) => ids.length > 0).sort());
}

/** A full, then a day with a new creator, a changed one and an erased one, then an increment. */
async function chain(): Promise<BackupManifest> {
  await backUp(rig);
  rig.advance(DAY_MS);
  await takeIn(rig, [
    xEnvelope({ id: "new" }),
    xEnvelope({ id: "1", description: "Now ships", fetched_at: "2026-11-21T00:00:00Z" }),
  ]);
  rig.advance(60 * 60_000);
  return backUp(rig, "incremental");
}

describe.each([
  ["by upsert", false],
  ["by bulk import", true],
])("a restore %s into an empty index", (_, imports) => {
  it("brings back the full and its increments, vector for vector", async () => {
    const { id } = await chain();
    const { ports, vectors, bulkImport } = withNewIndex({ imports });
    const done = await restore(ports, id);
    expect(done).toMatchObject({ phase: "complete", mode: imports ? "import" : "upsert", suppressed: 0 });
    expect(await contentOf(vectors)).toEqual(await contentOf(rig.ports.vectors));
    for (const [namespace, ids] of Object.entries(await contentOf(vectors)))
      expect(await vectors.fetch(namespace, ids)).toEqual(await rig.ports.vectors.fetch(namespace, ids));
    expect(bulkImport.started).toHaveLength(imports ? 1 : 0);
  });

  it("replays deletions before it says that it is done", async () => {
    await backUp(rig);
    rig.advance(DAY_MS);
    await rig.ports.vectors.delete("local.x", [localId("x", "3")]);
    const { id } = await backUp(rig, "incremental");
    const { ports, vectors } = withNewIndex({ imports });
    expect((await restore(ports, id)).deleted).toBeGreaterThan(0);
    expect(await vectors.fetch("local.x", [localId("x", "3")])).toEqual([]);
  });

  it("sends nobody who was erased since the backup, and nobody without a document", async () => {
    const { id } = await backUp(rig);
    await eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "4"), scope: "creator" }, "k");
    await rig.own.delete("creators", [localId("x", "5")]);
    const { ports, vectors } = withNewIndex({ imports });
    const sent: string[] = [];
    const watched: VectorIndex = {
      ...vectors,
      async upsert(namespace, records) {
        sent.push(...idsOf(records));
        await vectors.upsert(namespace, records);
      },
    };
    const done = await restore({ ...ports, vectors: watched }, id);
    expect(done).toMatchObject({ suppressed: 1, orphans: 1, restored: 13 });
    expect(sent).not.toContain(localId("x", "4"));
    const ids = Object.values(await contentOf(vectors)).flat();
    expect(ids).not.toContain(localId("x", "4"));
    expect(ids).not.toContain(localId("x", "5"));
    expect(ids).toHaveLength(13);
  });

  it("counts a vector once that stands in the full, in its changes and in an increment", async () => {
    await takeIn(rig, [xEnvelope({ id: "fresh" }), xEnvelope({ id: "gone" })]);
    const full = await backUp(rig);
    expect(full.counts).toMatchObject({ imported: 17, changed: 2 });
    await takeIn(rig, [xEnvelope({ id: "fresh", description: "Ships", fetched_at: "2026-11-22T00:00:00Z" })]);
    const { id } = await backUp(rig, "incremental");
    await rig.own.delete("creators", [localId("x", "gone")]);
    await eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "4"), scope: "creator" }, "k");
    const counts = { suppressed: 1, orphans: 1 };
    const { ports, vectors } = withNewIndex({ imports });
    const options = { onProgress: () => undefined, signal: new AbortController().signal };
    const request = { backup: id, mode: "auto" as const, allowsOtherIndex: false };
    expect(await previewRestore(ports, request, options)).toMatchObject({ rows: 17, ...counts });
    expect(await restore(ports, id)).toMatchObject({ restored: 15, ...counts });
    const [fresh] = await vectors.fetch("local.x", [localId("x", "fresh")]);
    expect([fresh]).toEqual(await rig.ports.vectors.fetch("local.x", [localId("x", "fresh")]));
  });

  it("takes one namespace or one tenant alone", async () => {
    const acme = tenantIdSchema.parse("acme");
    await rig.ingest(await rig.drop("x.json", JSON.stringify(xEnvelope({ id: "1" })), acme));
    await rig.settle();
    rig.advance(60 * 60_000);
    const { id } = await backUp(rig);
    const one = withNewIndex({ imports });
    await restore(one.ports, id, { namespaces: ["local.youtube"] });
    expect(Object.keys(await contentOf(one.vectors))).toEqual(["local.youtube"]);
    const other = withNewIndex({ imports });
    await restore(other.ports, id, { tenant: acme });
    expect(await contentOf(other.vectors)).toEqual({ "acme.x": [creatorIdOf(acme, "x", "1")] });
  });
});

describe("a restore", () => {
  it("takes out again anyone who is erased while it runs", async () => {
    const { id } = await backUp(rig);
    const erase = () =>
      eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "6"), scope: "creator" }, "k");
    const byUpsert = withNewIndex();
    let isErased = false;
    const vectors: VectorIndex = {
      ...byUpsert.vectors,
      async upsert(namespace, records) {
        await byUpsert.vectors.upsert(namespace, records);
        if (!isErased && records.some((one) => one.id === localId("x", "6"))) {
          isErased = true;
          await erase();
        }
      },
    };
    await restore({ ...byUpsert.ports, vectors }, id);
    expect(isErased).toBe(true);
    expect(Object.values(await contentOf(byUpsert.vectors)).flat()).not.toContain(localId("x", "6"));

    const creatorId = localId("x", "7");
    const byImport = withNewIndex({
      imports: true,
      onImport: async () =>
        void (await eraseCreator(rig.as("erase-creator"), { creatorId, scope: "creator" }, "k")),
    });
    await restore(byImport.ports, (await backUp(rig)).id);
    expect(Object.values(await contentOf(byImport.vectors)).flat()).not.toContain(creatorId);
  });

  it("goes on where it stopped, and does nothing twice that was done", async () => {
    const { id } = await backUp(rig);
    const { ports, vectors } = withNewIndex();
    const failing = { ...ports, vectors: withChaos(vectors, { upsert: { afterCalls: 3 } }) };
    await expect(restore(failing, id)).rejects.toMatchObject({ code: "chaos" });
    let upserts = 0;
    const counting: VectorIndex = {
      ...vectors,
      async upsert(namespace, records) {
        upserts += records.length;
        await vectors.upsert(namespace, records);
      },
    };
    const done = await restore({ ...ports, vectors: counting }, id);
    expect(done).toMatchObject({ phase: "complete", restored: 15 });
    expect(upserts).toBeLessThan(15);
    expect(Object.values(await contentOf(vectors)).flat()).toHaveLength(15);
  });

  it("has what was written after the backup made anew", async () => {
    const { id } = await backUp(rig);
    rig.advance(DAY_MS);
    await takeIn(rig, [xEnvelope({ id: "1", description: "Now ships", fetched_at: "2026-11-21T00:00:00Z" })]);
    const before = await rig.ports.vectors.fetch("local.x", [localId("x", "1")]);
    expect((await restore(rig.ports, id, { mode: "upsert" })).requeued).toBe(1);
    expect(await rig.ports.vectors.fetch("local.x", [localId("x", "1")])).not.toEqual(before);
    await rig.settle();
    expect(await rig.ports.vectors.fetch("local.x", [localId("x", "1")])).toEqual(before);
  });

  it("by bulk import is refused where a namespace is not empty, with the way out", async () => {
    const { id } = await backUp(rig);
    const { ports } = withNewIndex({ imports: true });
    await expect(
      restore({ ...ports, vectors: rig.ports.vectors }, id, { mode: "import" }),
    ).rejects.toMatchObject({
      code: "namespaces-not-empty",
      message: expect.stringContaining("--mode upsert"),
    });
  });

  it("that is only tried tells what it would do and writes nothing", async () => {
    const { id } = await chain();
    await eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "4"), scope: "creator" }, "k");
    const { ports, vectors } = withNewIndex({ imports: true });
    const options = { onProgress: () => undefined, signal: new AbortController().signal };
    const preview = await previewRestore(
      ports,
      { backup: id, mode: "auto", allowsOtherIndex: false },
      options,
    );
    expect(preview).toMatchObject({
      mode: "import",
      suppressed: 1,
      namespaces: ["local.x", "local.youtube"],
    });
    expect(preview.chain).toHaveLength(2);
    expect(await contentOf(vectors)).toEqual({});
    expect(
      (await rig.ports.openDocuments(rig.own.scope).find("restores", { where: [], limit: 1 })).items,
    ).toEqual([]);
  });
});

describe("a backup that is not what it says", () => {
  const damage: [string, (body: Uint8Array) => Uint8Array][] = [
    ["a truncated file", (body) => body.slice(0, body.length - 7)],
    ["a flipped bit", (body) => body.map((byte, at) => (at === 100 ? byte ^ 1 : byte))],
  ];
  it.each(damage)("with %s is refused before anything is sent", async (_, change) => {
    const { id, files } = await backUp(rig);
    const key = files.at(-1)?.key ?? "";
    await rig.ports.objects.put(key, change(await rig.ports.objects.get(key)));
    const { ports, vectors } = withNewIndex();
    await expect(restore(ports, id)).rejects.toMatchObject({ code: "backup-damaged", context: { key } });
    expect(await contentOf(vectors)).toEqual({});
  });

  it("with a manifest that was changed, or signed by other keys, is refused", async () => {
    const manifest = await backUp(rig);
    const key = manifestKey(manifest.id);
    const text = Buffer.from(await rig.ports.objects.get(key)).toString();
    await rig.ports.objects.put(key, Buffer.from(text.replace('"imported": 15', '"imported": 14')));
    await expect(restore(rig.ports, manifest.id)).rejects.toMatchObject({ code: "backup-signature" });
    const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(9)]]) };
    await writeManifest({ ...rig.ports, keyring }, manifest);
    await expect(restore(rig.ports, manifest.id)).rejects.toMatchObject({ code: "backup-signature" });
  });

  it("with the manifest of another backup in its place is refused", async () => {
    const [one, two] = [await backUp(rig), await backUp(rig)];
    for (const name of ["manifest.json", "manifest.sig"]) {
      const body = await rig.ports.objects.get(`backups/vectors/${two.id}/${name}`);
      await rig.ports.objects.put(`backups/vectors/${one.id}/${name}`, body);
    }
    await expect(readManifest(rig.ports, one.id)).rejects.toMatchObject({ code: "bad-manifest" });
  });

  it("of another index is refused unless that is meant", async () => {
    const { id } = await backUp(rig);
    const { ports } = withNewIndex();
    const elsewhere = { ...ports, backup: { ...ports.backup, indexName: "elsewhere" } };
    await expect(restore(elsewhere, id)).rejects.toMatchObject({
      code: "backup-of-another-index",
      message: expect.stringContaining("--from-other-index"),
    });
    expect(await restore(elsewhere, id, { allowsOtherIndex: true })).toMatchObject({ phase: "complete" });
  });

  it.each([
    ["model", { model: "letters-2", dimensions: DIMENSIONS }],
    ["dimensions", { model: "letters-1", dimensions: 16 }],
  ])("of another %s is refused with the way out: embed again", async (_, embedder) => {
    const { id } = await backUp(rig);
    await expect(restore({ ...rig.ports, embedder }, id)).rejects.toMatchObject({
      code: "backup-of-another-model",
      message: expect.stringContaining("made anew"),
    });
  });

  it("whose chain lost a link is refused", async () => {
    const full = await backUp(rig);
    rig.advance(DAY_MS);
    const { id } = await backUp(rig, "incremental");
    await rig.ports.objects.deleteAllVersions([manifestKey(full.id)]);
    await expect(restore(rig.ports, id)).rejects.toMatchObject({ code: "no-such-backup" });
  });
});

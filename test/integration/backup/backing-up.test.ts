import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backUpVectors, requestBackup } from "../../../lib/backup/back-up-vectors.ts";
import { readDeletions } from "../../../lib/backup/deletions.ts";
import { readManifest } from "../../../lib/backup/manifests.ts";
import { publishBackup } from "../../../lib/backup/publish.ts";
import { runShard } from "../../../lib/backup/run-shard.ts";
import { backupsOf, shardsOf } from "../../../lib/backup/runs.ts";
import { sha256 } from "../../../lib/domain/backup/manifest.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { xEnvelope } from "../pipeline/envelopes.ts";
import { localId, type Rig } from "../pipeline/rig.ts";
import {
  backUp,
  complete,
  createBackupRig,
  DAY_MS,
  eraseX,
  idsOf,
  later,
  MINUTE_MS,
  rowsIn,
  takeIn,
} from "./backup-rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await createBackupRig();
});
afterEach(() => rig.close());

const ENDLESS = { remainingMs: () => Number.POSITIVE_INFINITY };

describe("a full backup", () => {
  it("holds every vector once, bit for bit, in the layout of bulk import and nothing beside", async () => {
    const manifest = await backUp(rig);
    const rows = await rowsIn(rig.ports, manifest.files);
    const live = await rig.ports.vectors.fetch(
      "local.x",
      rows.map(({ id }) => id),
    );
    expect(manifest.counts).toMatchObject({ imported: 15, changed: 0, deleted: 0 });
    expect(new Set(idsOf(rows)).size).toBe(15);
    for (const vector of live) expect(rows).toContainEqual(vector);
    const keys = await rig.keys(`backups/vectors/${manifest.id}/import/`);
    expect(keys.sort()).toEqual(manifest.files.map(({ key }) => key).sort());
    for (const key of keys) expect(key).toMatch(/\/import\/local\.(x|youtube)\/[^/]+\.parquet$/);
  });

  it("tells what it was made of, and a checksum and the range of ids of every file", async () => {
    const manifest = await backUp(rig);
    expect(manifest).toMatchObject({
      kind: "full",
      parent: null,
      source: { index: "rig", model: "letters-1", dimensions: 8 },
      counted: { "local.x": 12, "local.youtube": 3 },
    });
    expect(manifest.files.length).toBeGreaterThan(4);
    for (const file of manifest.files) {
      expect(sha256(await rig.ports.objects.get(file.key))).toBe(file.sha256);
      const ids = idsOf(await rowsIn(rig.ports, [file]));
      expect([ids[0], ids.at(-1), ids.length]).toEqual([file.first, file.last, file.rows]);
    }
  });

  it("takes what was written while it was made, and tells what was deleted meanwhile", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    rig.advance(MINUTE_MS);
    await takeIn(rig, [
      xEnvelope({ id: "new" }),
      xEnvelope({ id: "1", description: "Now ships", fetched_at: "2026-11-21T00:00:00Z" }),
    ]);
    const manifest = await readManifest(rig.ports, id);
    expect(idsOf(await rowsIn(rig.ports, manifest.changes))).toEqual(
      [localId("x", "1"), localId("x", "new")].sort(),
    );
    const again = await requestBackup(rig.ports, "full");
    await eraseX(rig, "2");
    const second = await readManifest(rig.ports, again.id);
    expect(idsOf(await rowsIn(rig.ports, [...second.files, ...second.changes]))).not.toContain(
      localId("x", "2"),
    );
    const [deletions] = second.deletions;
    const lines = readDeletions(await rig.ports.objects.get(deletions?.key ?? ""));
    expect(lines).toContainEqual({ namespace: "local.x", id: localId("x", "2") });
  });

  it("goes on in another invocation where time ran out, file by file", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    const [shard] = await shardsOf(rig.ports, id);
    let looks = 0;
    const remainingMs = () => (looks++ === 0 ? Number.POSITIVE_INFINITY : 0);
    await runShard(rig.ports, { backupId: id, shardId: shard?.id ?? "" }, { remainingMs });
    expect((await shardsOf(rig.ports, id))[0]?.step).toBe(1);
    await rig.settle();
    expect((await readManifest(rig.ports, id)).counts.imported).toBe(15);
  });

  it("of a shard that two workers take at once has the rows of one of them", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    for (const shard of await shardsOf(rig.ports, id)) {
      const one = runShard(rig.ports, { backupId: id, shardId: shard.id }, ENDLESS);
      await Promise.all([one, runShard(rig.ports, { backupId: id, shardId: shard.id }, ENDLESS)]);
    }
    await rig.settle();
    const manifest = await readManifest(rig.ports, id);
    expect(manifest.counts.imported).toBe(15);
    expect(await rig.keys(`backups/vectors/${id}/import/`)).toHaveLength(manifest.files.length);
  });
});

describe("a run whose parts fail", () => {
  it.each([
    ["does not answer", undefined],
    ["asks for patience", new AppError("rate-limited", "vectors-throttled", "Patience.")],
  ])("ends whole once the index that %s is well again, and publishes nothing before", async (_, error) => {
    const { id } = await requestBackup(rig.ports, "full");
    const plan = { fetch: { times: 3, ...(error && { error }) } };
    const ports = { ...rig.ports, vectors: withChaos(rig.ports.vectors, plan) };
    const shard = (await shardsOf(rig.ports, id)).find(({ namespace }) => namespace === "local.youtube");
    const asked = { backupId: id, shardId: shard?.id ?? "" };
    for (let attempt = 1; attempt <= 3; attempt += 1)
      await expect(runShard(ports, asked, ENDLESS)).rejects.toBeInstanceOf(AppError);
    await expect(readManifest(rig.ports, id)).rejects.toMatchObject({ code: "no-such-backup" });
    await rig.settle();
    expect((await readManifest(rig.ports, id)).counts.imported).toBe(15);
  });

  it("has no manifest while a file is missing or cut short", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    for (const { id: shardId, kind } of await shardsOf(rig.ports, id))
      if (kind === "scan") await runShard(rig.ports, { backupId: id, shardId }, ENDLESS);
    const [key = ""] = await rig.keys(`backups/vectors/${id}/import/`);
    const body = await rig.ports.objects.get(key);
    await rig.ports.objects.put(key, body.slice(0, -1));
    for (const { id: shardId } of await shardsOf(rig.ports, id))
      await runShard(rig.ports, { backupId: id, shardId }, ENDLESS);
    await expect(publishBackup(rig.ports, id)).rejects.toMatchObject({ code: "backup-incomplete" });
    await expect(readManifest(rig.ports, id)).rejects.toMatchObject({ code: "no-such-backup" });
    await rig.ports.objects.put(key, body);
    await rig.settle();
    expect((await backupsOf(rig.ports, "complete")).map((one) => one.id)).toEqual([id]);
  });

  it("is taken up by the next run of the clock when every message was lost", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    for (;;) {
      const messages = await rig.ports.queues.receive("backup", {
        max: 10,
        visibilitySeconds: 60,
        waitSeconds: 0,
      });
      if (messages.length === 0) break;
      await rig.ports.queues.acknowledge(
        "backup",
        messages.map(({ receipt }) => receipt),
      );
    }
    expect((await backUpVectors(rig.as("run-job"))).resumed).toEqual([id]);
    await rig.settle();
    expect((await readManifest(rig.ports, id)).counts.imported).toBe(15);
  });

  it("of a process that dies behind any of its writes ends as if nothing had happened", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    await rig.settle();
    const expected = idsOf(await rowsIn(rig.ports, (await readManifest(rig.ports, id)).files));
    const writes = 40;
    for (let diesAfter = 1; diesAfter <= writes; diesAfter += 3) {
      const next = await requestBackup(rig.ports, "full");
      rig.mortality.writes = 0;
      rig.mortality.diesAfter = diesAfter;
      await rig.settle();
      rig.mortality.diesAfter = Number.POSITIVE_INFINITY;
      await backUpVectors(rig.as("run-job"));
      await rig.settle();
      const manifest = await readManifest(rig.ports, next.id);
      expect(idsOf(await rowsIn(rig.ports, manifest.files)), `died behind write ${diesAfter}`).toEqual(
        expected,
      );
      const keys = await rig.keys(`backups/vectors/${next.id}/import/`);
      expect(keys.sort()).toEqual(manifest.files.map(({ key }) => key).sort());
    }
  });
});

describe("an incremental backup", () => {
  it("holds what changed since its parent began, and what was taken out", async () => {
    const full = await backUp(rig);
    rig.advance(DAY_MS);
    await takeIn(rig, [xEnvelope({ id: "1", description: "Now ships", fetched_at: "2026-11-21T00:00:00Z" })]);
    await eraseX(rig, "2");
    const manifest = await backUp(rig, "incremental");
    expect(manifest).toMatchObject({ kind: "incremental", full: full.id, parent: full.id, files: [] });
    expect(idsOf(await rowsIn(rig.ports, manifest.changes))).toEqual([localId("x", "1")]);
    const lines = readDeletions(await rig.ports.objects.get(manifest.deletions[0]?.key ?? ""));
    expect(lines.map(({ id }) => id)).toContain(localId("x", "2"));
  });

  it("is a full where there is none to go on from, or one of another model", async () => {
    expect((await backUp(rig, "incremental")).kind).toBe("full");
    rig.advance(DAY_MS);
    const embedder = { ...rig.ports.embedder, model: "letters-2" };
    expect((await requestBackup({ ...rig.ports, embedder }, "incremental")).kind).toBe("full");
  });
});

describe("the clock", () => {
  it("begins a full each week and an increment each day between, and no second one meanwhile", async () => {
    const kinds: string[] = [];
    for (let day = 0; day < 9; day += 1) {
      await backUpVectors(rig.as("run-job"));
      expect((await backUpVectors(rig.as("run-job"))).begun).toBeNull();
      await rig.settle();
      expect((await backUpVectors(rig.as("run-job"))).begun).toBeNull();
      kinds.push((await complete(rig)).at(-1)?.kind ?? "none");
      await later(rig, 24 * 60);
    }
    expect(kinds).toEqual(["full", ...Array(6).fill("incremental"), "full", "incremental"]);
  }, 60_000);

  it("releases a chain whole, a day before its full would expire, and of no other", async () => {
    const full = await backUp(rig);
    rig.advance(6 * DAY_MS);
    const last = await backUp(rig, "incremental");
    rig.advance(DAY_MS);
    const next = await backUp(rig);
    rig.advance(19 * DAY_MS);
    expect((await backUpVectors(rig.as("run-job"))).pruned).toBe(0);
    rig.advance(DAY_MS);
    expect((await backUpVectors(rig.as("run-job"))).pruned).toBe(2);
    for (const { id } of [full, last]) expect(await rig.keys(`backups/vectors/${id}/`)).toEqual([]);
    expect((await readManifest(rig.ports, next.id)).id).toBe(next.id);
  });

  it("raises an alarm for a run that takes more than a day, and for two days without a backup", async () => {
    const { id } = await requestBackup(rig.ports, "full");
    rig.advance(DAY_MS + MINUTE_MS);
    expect((await backUpVectors(rig.as("run-job"))).alarms).toMatchObject([{ code: "backup-slow", id }]);
    await rig.settle();
    rig.advance(2 * DAY_MS);
    const { alarms } = await backUpVectors(rig.as("run-job"));
    expect(alarms).toMatchObject([{ code: "backup-overdue", id }]);
  });
});

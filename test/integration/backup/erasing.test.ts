import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requestBackup } from "../../../lib/backup/back-up-vectors.ts";
import { readManifest } from "../../../lib/backup/manifests.ts";
import { rewriteBackups } from "../../../lib/backup/rewrite/rewrite-backups.ts";
import { backUpState, readStateManifest } from "../../../lib/backup/state.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { localId, type Rig } from "../pipeline/rig.ts";
import { backUp, createBackupRig, DAY_MS, eraseX, idsOf, later, restore, rowsIn } from "./backup-rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await createBackupRig();
});
afterEach(() => rig.close());

const ENDLESS = { remainingMs: () => Number.POSITIVE_INFINITY };
const evidence = async (id: string) =>
  (await getErasure(rig.as("erase-creator"), { erasureId: id })).stores.find(
    ({ store }) => store === "backups",
  );

async function everyId(): Promise<string[]> {
  const keys = (await rig.keys("backups/")).filter((key) => key.endsWith(".parquet"));
  return idsOf(
    await rowsIn(
      rig.ports,
      keys.map((key) => ({ key })),
    ),
  );
}

describe("an erased creator", () => {
  it("leaves every backup, of which the others stay whole, and the evidence says so only then", async () => {
    const full = await backUp(rig);
    rig.advance(DAY_MS);
    const next = await backUp(rig);
    expect(await everyId()).toContain(localId("x", "4"));
    const { id } = await eraseX(rig, "4");
    expect(await evidence(id)).toMatchObject({ status: "pending" });
    await later(rig);
    expect(await everyId()).not.toContain(localId("x", "4"));
    expect(await evidence(id)).toMatchObject({ status: "done", removed: 2, left: 0 });
    for (const before of [full, next]) {
      const manifest = await readManifest(rig.ports, before.id);
      expect(manifest.counts.imported).toBe(14);
      expect(manifest.rewritten_at).not.toBeNull();
      const keys = await rig.keys(`backups/vectors/${before.id}/import/`);
      expect(keys.sort()).toEqual(manifest.files.map(({ key }) => key).sort());
    }
    expect(await restore(rig.ports, next.id, { mode: "upsert" })).toMatchObject({
      suppressed: 0,
      restored: 14,
    });
  });

  it("is in no backup that was being made when it was erased", async () => {
    const { id: backup } = await requestBackup(rig.ports, "full");
    const { id } = await eraseX(rig, "4");
    await later(rig);
    await later(rig);
    expect(await everyId()).not.toContain(localId("x", "4"));
    expect((await readManifest(rig.ports, backup)).counts.imported).toBe(14);
    expect(await evidence(id)).toMatchObject({ status: "done" });
  });

  it("is done with at once where nothing was ever backed up", async () => {
    const { id } = await eraseX(rig, "4");
    expect(await evidence(id)).toMatchObject({ status: "done", removed: 0 });
  });

  it("stays pending while its file can not be read, and is taken out once it can", async () => {
    await backUp(rig);
    const { id } = await eraseX(rig, "4");
    const ports = { ...rig.ports, objects: withChaos(rig.ports.objects, { put: { times: 2 } }) };
    for (let attempt = 1; attempt <= 2; attempt += 1)
      await expect(rewriteBackups(ports, ENDLESS)).rejects.toMatchObject({ code: "chaos" });
    expect(await evidence(id)).toMatchObject({ status: "pending" });
    await later(rig);
    expect(await evidence(id)).toMatchObject({ status: "done", removed: 1 });
  });

  it("leaves the backups whole wherever the process that rewrites them dies", async () => {
    const { id: backup } = await backUp(rig);
    for (let diesAfter = 1; diesAfter <= 8; diesAfter += 1) {
      const userId = String(diesAfter);
      await eraseX(rig, userId);
      rig.advance(11_000);
      rig.mortality.writes = 0;
      rig.mortality.diesAfter = diesAfter;
      await rig.settle();
      rig.mortality.diesAfter = Number.POSITIVE_INFINITY;
      // Longer than the dead worker's lease.
      await later(rig, 16);
      const { files } = await readManifest(rig.ports, backup);
      expect(idsOf(await rowsIn(rig.ports, files)), `died behind write ${diesAfter}`).not.toContain(
        localId("x", userId),
      );
      expect(await everyId()).not.toContain(localId("x", userId));
    }
  });

  it("leaves the copies of the documents and raw objects too", async () => {
    rig.close();
    rig = await createBackupRig({ copiesState: true });
    const { id: copy } = await backUpState(rig.ports);
    const { id } = await eraseX(rig, "4");
    await later(rig);
    expect(await evidence(id)).toMatchObject({ status: "done", removed: 2 });
    const manifest = await readStateManifest(rig.ports, copy);
    expect(manifest.rewritten_at).not.toBeNull();
    for (const key of await rig.keys(`backups/state/${copy}/`)) {
      expect(await rig.read(key), key).not.toContain("user_4");
    }
    expect(await rig.read(manifest.database.key)).toContain("user_5");
  });

  it("leaves the copies that can be read, whichever backup beside them is damaged", async () => {
    rig.close();
    rig = await createBackupRig({ copiesState: true });
    const damaged = await backUp(rig);
    const broken = await backUpState(rig.ports);
    rig.advance(DAY_MS);
    const whole = await backUp(rig);
    const copy = await backUpState(rig.ports);
    for (const key of [
      ...damaged.files.map(({ key }) => key),
      (await readStateManifest(rig.ports, broken.id)).database.key,
    ])
      await rig.ports.objects.put(key, (await rig.ports.objects.get(key)).slice(0, -9));
    const { id } = await eraseX(rig, "4");
    rig.advance(11_000);
    await expect(rewriteBackups(rig.ports, ENDLESS)).rejects.toMatchObject({ code: "backup-damaged" });
    const { files } = await readManifest(rig.ports, whole.id);
    expect(idsOf(await rowsIn(rig.ports, files))).not.toContain(localId("x", "4"));
    for (const key of await rig.keys(`backups/state/${copy.id}/`))
      expect(await rig.read(key), key).not.toContain("user_4");
    expect(await evidence(id)).toMatchObject({ status: "pending" });
  });

  it("is in no copy that was being made when it was erased", async () => {
    rig.close();
    rig = await createBackupRig({ copiesState: true });
    const { promise: isErased, resolve } = Promise.withResolvers<void>();
    const { snapshots } = rig.ports.backup;
    const slow: typeof snapshots = snapshots && {
      ...snapshots,
      take: (use) =>
        snapshots.take(async (copy) => {
          await isErased;
          return use(copy);
        }),
    };
    const made = backUpState({ ...rig.ports, backup: { ...rig.ports.backup, snapshots: slow } });
    const { id } = await eraseX(rig, "4");
    await later(rig);
    expect(await evidence(id)).toMatchObject({ status: "pending" });
    resolve();
    const copy = await made;
    await later(rig);
    for (const key of await rig.keys(`backups/state/${copy.id}/`))
      expect(await rig.read(key), key).not.toContain("user_4");
    expect(await evidence(id)).toMatchObject({ status: "done" });
  });

  it("is in no file of a copy whose process died, wherever that was", async () => {
    rig.close();
    rig = await createBackupRig({ copiesState: true });
    for (let diesAfter = 1; diesAfter <= 6; diesAfter += 1) {
      rig.mortality.writes = 0;
      rig.mortality.diesAfter = diesAfter;
      await backUpState(rig.ports).catch(() => undefined);
      rig.mortality.diesAfter = Number.POSITIVE_INFINITY;
      rig.mortality.isDead = false;
    }
    expect(await rig.keys("backups/state/")).not.toEqual([]);
    const { id } = await eraseX(rig, "4");
    await later(rig);
    for (const key of await rig.keys("backups/state/"))
      expect(await rig.read(key), key).not.toContain("user_4");
    expect(await evidence(id)).toMatchObject({ status: "done" });
  });
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { verifyBackup } from "../../../lib/backup/verify-backup.ts";
import type { VectorIndex } from "../../../lib/ports/vector-index.ts";
import { createExactVectorIndex } from "../../doubles/exact-vector-index.ts";
import { xEnvelope } from "../pipeline/envelopes.ts";
import { localId, type Rig } from "../pipeline/rig.ts";
import { backUp, createBackupRig, eraseX, takeIn } from "./backup-rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await createBackupRig();
});
afterEach(() => rig.close());

it("a drill over all brings every vector back bit for bit, and the same answers", async () => {
  const { id } = await backUp(rig);
  expect(await verifyBackup(rig.ports, { sample: "all" })).toMatchObject({
    backup: id,
    rows: 15,
    identical: 15,
    comparable: 15,
    sameAsLive: 15,
    left: 0,
    recall: 1,
    isGood: true,
  });
});

it("a drill counts fresh vectors once, though they stand among the changes of their own backup too", async () => {
  await takeIn(rig, [xEnvelope({ id: "fresh" }), xEnvelope({ id: "erased" })]);
  expect((await backUp(rig)).counts).toMatchObject({ imported: 17, changed: 2 });
  await eraseX(rig, "erased");
  const expected = { rows: 16, identical: 16, comparable: 15, sameAsLive: 15, left: 1, isGood: true };
  expect(await verifyBackup(rig.ports, { sample: "all" })).toMatchObject(expected);
});

it("a drill over a sample looks at files of every namespace", async () => {
  await backUp(rig);
  const report = await verifyBackup(rig.ports, { sample: 4 });
  expect(report).toMatchObject({ rows: 4, identical: 4, isGood: true });
});

it("a drill does not bring the erased back, not even into its scratch index", async () => {
  await backUp(rig);
  await eraseX(rig, "4");
  const scratch = createExactVectorIndex(8);
  const open = async () => ({ index: scratch, close: async () => undefined });
  const ports = { ...rig.ports, backup: { ...rig.ports.backup, scratch: { open } } };
  expect(await verifyBackup(ports, { sample: "all" })).toMatchObject({ rows: 14, left: 1, isGood: true });
  expect(await scratch.fetch("local.x", [localId("x", "4")])).toEqual([]);
});

it("a drill tells of an index that loses bits, and of a live index that is not what was backed up", async () => {
  await backUp(rig);
  const exact = createExactVectorIndex(8);
  const coarse: VectorIndex = {
    ...exact,
    upsert: (namespace, records) =>
      exact.upsert(
        namespace,
        records.map((one) => ({ ...one, values: one.values.map((value) => Math.fround(value * 0.99)) })),
      ),
  };
  const open = async () => ({ index: coarse, close: async () => undefined });
  const lossy = { ...rig.ports, backup: { ...rig.ports.backup, scratch: { open } } };
  expect(await verifyBackup(lossy, { sample: "all" })).toMatchObject({ identical: 0, isGood: false });

  const [record] = await rig.ports.vectors.fetch("local.x", [localId("x", "1")]);
  if (!record) throw new Error("no vector");
  await rig.ports.vectors.upsert("local.x", [{ ...record, metadata: { country: "FR" } }]);
  const report = await verifyBackup(rig.ports, { sample: "all" });
  expect(report).toMatchObject({ identical: 15, comparable: 15, sameAsLive: 14, isGood: false });
  expect(report.troubles.join()).toContain("live index");
});

it("a drill without a backup says how to make one", async () => {
  await expect(verifyBackup(rig.ports, { sample: 10 })).rejects.toMatchObject({
    code: "no-such-backup",
    message: expect.stringContaining("increator backup create"),
  });
});

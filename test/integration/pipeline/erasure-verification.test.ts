import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { listErasures } from "../../../lib/erasure/list-erasures.ts";
import { reportErasures } from "../../../lib/erasure/report-erasures.ts";
import { verifyErasures } from "../../../lib/erasure/verify-erasures.ts";
import { rawKey } from "../../../lib/stored/object-keys.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

const HOUR_MS = 3_600_000;
const LOCAL = { tenantId: LOCAL_TENANT };

let rig: Rig;
beforeEach(async () => {
  rig = createRig();
  const envelopes = ["1", "2", "3"].map((id) => xEnvelope({ id }));
  await rig.announce(await rig.drop("drop.ndjson", ndjson(...envelopes)));
  await rig.settle();
});
afterEach(() => rig.close());

const erase = (id: string) =>
  eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", id), scope: "creator" }, "key-1");

describe("the daily verification of erasures", () => {
  it("finds nothing of what was erased well, and says when it looked", async () => {
    const { id } = await erase("1");
    await rig.settle();
    const { report, alarms } = await verifyErasures(rig.as("run-job"), LOCAL);
    expect(alarms).toEqual([]);
    expect(report.verification).toMatchObject({ sample: 1, completed: 1, came_back: [], unanswered: 0 });
    expect(await rig.own.get("erasures", id)).toMatchObject({ verified_at: "2026-11-22T08:00:00.000Z" });
  });

  it("raises an alarm for what came back, and has it removed again", async () => {
    const { id } = await erase("1");
    await rig.settle();
    await rig.ports.objects.put(
      rawKey(LOCAL_TENANT, "x", localId("x", "1"), "2026-11-22T07:00:00Z"),
      Buffer.from("restored by mistake"),
    );
    const { report, alarms } = await verifyErasures(rig.as("run-job"), LOCAL);
    expect(alarms).toMatchObject([{ erasure: id, reason: "came-back", stores: ["raw"] }]);
    expect(report.verification.came_back).toEqual([{ erasure: id, stores: ["raw"] }]);
    await rig.settle();
    expect(await rig.keys("raw/local/x/")).toHaveLength(2);
    expect(await rig.own.get("erasures", id)).toMatchObject({ status: "completed", came_back: 1 });
    expect((await verifyErasures(rig.as("run-job"), LOCAL)).alarms).toEqual([]);
  });

  it("does not call verified what did not answer", async () => {
    const { id } = await erase("1");
    await rig.settle();
    const ports = { ...rig.ports, vectors: withChaos(rig.ports.vectors, { fetch: {} }) };
    const { report } = await verifyErasures(ports, LOCAL);
    expect(report.verification).toMatchObject({ came_back: [], unanswered: 1 });
    expect(await rig.own.get("erasures", id)).toMatchObject({ verified_at: null });
  });

  it("warns from half of the time on, and once it is over", async () => {
    const { id } = await erase("1");
    rig.advance(13 * HOUR_MS);
    expect((await verifyErasures(rig.as("run-job"), LOCAL)).alarms).toMatchObject([
      { erasure: id, reason: "half-time-gone" },
    ]);
    rig.advance(12 * HOUR_MS);
    const { alarms, report } = await verifyErasures(rig.as("run-job"), LOCAL);
    expect(alarms).toMatchObject([{ erasure: id, reason: "overdue" }]);
    expect(report.figures).toMatchObject({ open: 1, late: 1, overdue: 1, oldest_open_seconds: 25 * 3_600 });
  });
});

describe("the figures", () => {
  it("tell received, done, median, worst and stores", async () => {
    await erase("1");
    rig.advance(60_000);
    await rig.settle();
    await erase("2");
    rig.advance(180_000);
    await rig.settle();
    await erase("3");
    const { figures, verification } = await reportErasures(rig.ports);
    expect(verification).toBeNull();
    expect(figures).toMatchObject({
      received: 3,
      received_by: { caller: 3, person: 0, ingest: 0 },
      done: 2,
      open: 1,
      median_seconds: 120,
      worst_seconds: 180,
      retries: 0,
    });
    expect(figures.stores.find(({ store }) => store === "documents")).toEqual({
      store: "documents",
      removed: 2,
      done: 2,
      pending: 1,
      failed: 0,
    });
    await verifyErasures(rig.as("run-job"), LOCAL);
    expect((await reportErasures(rig.ports)).verification).toMatchObject({ sample: 2 });
  });

  it("come with a list, newest first, page by page", async () => {
    await erase("1");
    rig.advance(1_000);
    const second = await erase("2");
    const first = await listErasures(rig.as("erase-creator"), { limit: 1 });
    expect(first.data.map(({ id }) => id)).toEqual([second.id]);
    const rest = await listErasures(rig.as("erase-creator"), { limit: 1, cursor: first.next_cursor ?? "" });
    expect(rest.data).toHaveLength(1);
    expect(rest.next_cursor).toBeNull();
    expect((await listErasures(rig.as("erase-creator"), { limit: 5, status: "closed" })).data).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCAL_TENANT, SHARED_TENANT, type TenantId } from "../../../lib/domain/ids.ts";
import { reEmbed } from "../../../lib/embed/re-embed.ts";
import { sweepIndex } from "../../../lib/embed/sweep-index.ts";
import { benchmarkQuality, refreshQuality } from "../../../lib/quality/benchmark-quality.ts";
import { latestReport, overdueAlarms, reportOfAll } from "../../../lib/retention/report.ts";
import { sweepRetention } from "../../../lib/retention/sweep-retention.ts";
import { trimHistories } from "../../../lib/retention/trim-histories.ts";
import { channelId, ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

const LOCAL = { tenantId: LOCAL_TENANT };
const DAY_MS = 86_400_000;

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const ingest = async (...envelopes: readonly unknown[]): Promise<void> => {
  await rig.announce(await rig.drop("drop.ndjson", ndjson(...envelopes)));
  await rig.settle();
};

describe("the sweep of the index", () => {
  const store = async (id: string): Promise<void> => {
    await rig.follow();
    await rig.ingest(await rig.drop("drop.ndjson", ndjson(xEnvelope({ id }))));
    await rig.follow();
  };
  async function loseMessages(): Promise<void> {
    await store("1");
    const lost = await rig.ports.queues.receive("embed-high", {
      max: 10,
      visibilitySeconds: 60,
      waitSeconds: 0,
    });
    await rig.ports.queues.acknowledge(
      "embed-high",
      lost.map(({ receipt }) => receipt),
    );
  }

  it("queues creators again whose message was lost", async () => {
    await loseMessages();
    rig.advance(10 * 60_000);
    expect(await sweepIndex(rig.as("run-job"), LOCAL)).toEqual({
      ...{ queued: 1, skipped: null, next: null },
      ...{ figures: { oldest_pending_minutes: 10 }, alarms: [] },
    });
    await rig.settle();
    expect(await rig.creator("x", "1")).toMatchObject({ index_pending: false });
  });

  it("leaves what was stored a moment ago, and everything while messages still wait", async () => {
    await loseMessages();
    expect((await sweepIndex(rig.as("run-job"), LOCAL)).queued).toBe(0);
    rig.advance(10 * 60_000);
    await store("2");
    expect(await sweepIndex(rig.as("run-job"), LOCAL)).toMatchObject({
      queued: 0,
      skipped: "embedding-is-busy",
    });
  });

  it("sounds an alarm for one that nobody follows, sooner where no message waits", async () => {
    await loseMessages();
    rig.advance(16 * 60_000);
    const late = { alarms: [{ alarm: "index-behind", oldest_pending_minutes: 16 }] };
    expect(await sweepIndex(rig.as("run-job"), LOCAL)).toMatchObject({ queued: 1, ...late });
    const busy = {
      queued: 0,
      skipped: "embedding-is-busy",
      figures: { oldest_pending_minutes: 16 },
      alarms: [],
    };
    const at = new Date("2026-11-20T17:00:00Z");
    expect(await sweepIndex(rig.as("run-job"), { ...LOCAL, at })).toMatchObject(busy);
    rig.advance(24 * 3_600_000);
    const day = { queued: 0, alarms: [{ alarm: "index-behind", oldest_pending_minutes: 24 * 60 + 16 }] };
    expect(await sweepIndex(rig.as("run-job"), { ...LOCAL, at })).toMatchObject(day);
  });

  it("finds the vectors of another model, and they are embedded anew", async () => {
    await ingest(xEnvelope({ id: "1" }), xEnvelope({ id: "2" }));
    Object.defineProperty(rig.ports, "embedder", { value: { ...rig.ports.embedder, model: "letters-2" } });
    expect((await sweepIndex(rig.as("run-job"), LOCAL)).queued).toBe(0);
    const walk = await reEmbed(rig.as("run-job"), LOCAL);
    expect(walk).toMatchObject({ flagged: 2, next: null });
    await rig.settle();
    expect(await rig.creator("x", "1")).toMatchObject({ index_mark: { model: "letters-2" } });
    expect((await reEmbed(rig.as("run-job"), LOCAL)).flagged).toBe(0);
  });

  it("reads no creator for another model while the model is the same", async () => {
    await ingest(xEnvelope({ id: "1" }));
    const { memo } = await reEmbed(rig.as("run-job"), LOCAL);
    const openDocuments = () => {
      throw new Error("Nothing is to be read.");
    };
    expect(await reEmbed({ ...rig.ports, openDocuments }, { ...LOCAL, memo })).toMatchObject({ flagged: 0 });
  });

  it("looks for what was stored long ago four times a day, though messages wait all the time", async () => {
    await loseMessages();
    rig.advance(7 * 3_600_000);
    await store("2");
    const at = (time: string) =>
      sweepIndex(rig.as("run-job"), { ...LOCAL, at: new Date(`2026-11-20T${time}Z`) });
    expect((await at("17:00:00")).skipped).toBe("embedding-is-busy");
    expect(await at("18:00:00")).toMatchObject({ queued: 1, skipped: null });
  });
});

describe("the sweep of retention", () => {
  it("removes what its platform's terms let live no longer, everywhere, and lets it come again", async () => {
    await ingest(youtubeEnvelope(2), xEnvelope({ id: "1" }));
    rig.advance(29 * DAY_MS);
    expect(await sweepRetention(rig.as("run-job"), LOCAL)).toMatchObject({ creators: 1 });
    expect(await rig.creator("youtube", channelId(2))).toBeNull();
    expect(await rig.creator("x", "1")).not.toBeNull();
    expect(await rig.keys("raw/local/youtube/")).toEqual([]);
    expect((await rig.ports.vectors.stats()).namespaces["local.youtube"]).toEqual({ count: 0 });
    await ingest(youtubeEnvelope(2, "Back again", "2026-12-20T00:00:00Z"));
    expect(await rig.creator("youtube", channelId(2))).toMatchObject({
      bio: "Back again",
      index_pending: false,
    });
  });

  it("reports what the day's sweeps did, what is due soon, and that nothing is overdue", async () => {
    await ingest(
      youtubeEnvelope(2),
      youtubeEnvelope(3, "Later", "2026-11-22T07:00:00Z"),
      xEnvelope({ id: "1" }),
    );
    rig.advance(29 * DAY_MS);
    const { report } = await sweepRetention(rig.as("run-job"), LOCAL);
    expect(report.platforms.find(({ platform }) => platform === "youtube")).toEqual({
      platform: "youtube",
      unrefreshed_days: 30,
      removed: 1,
      histories_cut: 0,
      overdue: 0,
      due_in_7_days: 1,
    });
    expect(report.platforms.find(({ platform }) => platform === "x")).toMatchObject({
      removed: 0,
      due_in_7_days: 0,
    });
    rig.advance(3_600_000);
    const again = await sweepRetention(rig.as("run-job"), LOCAL);
    expect(again.report).toMatchObject({ sweeps: 2, day: report.day });
    expect(await latestReport(rig.ports.documents)).toEqual(again.report);
    expect(again.report.platforms).toEqual(report.platforms);
    const [first] = report.platforms;
    const overdue = { ...report, platforms: first ? [{ ...first, overdue: 3 }] : [] };
    expect([overdueAlarms(report), overdueAlarms(overdue)]).toEqual([
      [],
      [{ alarm: "retention-overdue", platform: first?.platform, overdue: 3 }],
    ]);
  });

  it("is told of for all tenants together", async () => {
    const report = () => reportOfAll(rig.ports, [LOCAL.tenantId, SHARED_TENANT]);
    expect(await report()).toBeNull();
    const channel = (id: number) => ndjson(youtubeEnvelope(id));
    await rig.announce(await rig.drop("local.ndjson", channel(2)));
    await rig.announce(await rig.drop("shared.ndjson", channel(3), SHARED_TENANT));
    await rig.settle();
    rig.advance(25 * DAY_MS);
    const sweep = (tenantId: TenantId) => sweepRetention(rig.as("run-job"), { tenantId });
    const youtube = async () => (await report())?.platforms.find((one) => one.platform === "youtube");
    await sweep(LOCAL.tenantId);
    await sweep(SHARED_TENANT);
    expect(await youtube()).toMatchObject({ removed: 0, due_in_7_days: 2, overdue: 0 });
    rig.advance(4 * DAY_MS);
    await sweep(LOCAL.tenantId);
    expect(await youtube()).toMatchObject({ removed: 1, due_in_7_days: 1 });
    await sweep(SHARED_TENANT);
    expect(await youtube()).toMatchObject({ removed: 2, due_in_7_days: 0 });
  });

  it("leaves samples, which no terms bind", async () => {
    await ingest({ ...youtubeEnvelope(2), synthetic: true });
    rig.advance(29 * DAY_MS);
    expect(await sweepRetention(rig.as("run-job"), LOCAL)).toMatchObject({ creators: 0 });
  });

  it("takes in again what was fetched while its creator was removed", async () => {
    await ingest(youtubeEnvelope(2));
    rig.advance(29 * DAY_MS);
    const fresh = youtubeEnvelope(2, "Fresh", "2026-12-20T00:00:00Z");
    const original = rig.ports.vectors;
    const vectors = {
      ...original,
      delete: async (namespace: string, ids: readonly string[]) => {
        await rig.ingest(await rig.drop("fresh.json", JSON.stringify(fresh)));
        await original.delete(namespace, ids);
      },
    };
    await sweepRetention({ ...rig.ports, vectors }, LOCAL);
    await rig.settle();
    expect(await rig.creator("youtube", channelId(2))).toMatchObject({ bio: "Fresh", index_pending: false });
    expect((await rig.ports.vectors.stats()).namespaces["local.youtube"]).toEqual({ count: 1 });
  });

  it("cuts histories that reach back too far", async () => {
    for (const day of ["2026-11-01", "2026-11-10", "2026-11-20"]) {
      await ingest(youtubeEnvelope(2, "Bread", `${day}T10:00:00Z`));
    }
    rig.advance(15 * DAY_MS);
    await sweepRetention(rig.as("run-job"), LOCAL);
    expect(await trimHistories(rig.as("run-job"), LOCAL)).toEqual({ cut: 1, next: null });
    const creator = await rig.creator("youtube", channelId(2));
    expect(creator?.erased === false && creator.follower_history).toHaveLength(2);
  });

  it("removes objects past their days, but no drop that still waits", async () => {
    await ingest(xEnvelope({ id: "1" }), "{broken");
    const waiting = await rig.drop("waiting.ndjson", ndjson(xEnvelope({ id: "2" })));
    await rig.announce(waiting);
    // Files bear the machine's time, which is after the rig's.
    rig.advance(36_500 * DAY_MS);
    expect(await sweepRetention(rig.as("run-job"), LOCAL)).toMatchObject({ objects: 2 });
    expect(await rig.keys("inbox/")).toEqual([waiting]);
  });
});

describe("benchmarks", () => {
  const creators = (count: number, rate: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => ({
      ...xEnvelope({ id: String(index + 1), followers: 20_000 }),
      posts: [
        {
          id: "1",
          text: "Hello",
          created_at: "2026-11-19T10:00:00Z",
          public_metrics: {
            like_count: Math.round(rate(index) * 20_000),
            reply_count: 0,
            repost_count: 0,
            quote_count: 0,
          },
        },
      ],
    }));

  it("give every creator the same quality, no matter who came first", async () => {
    const drop = creators(40, (index) => 0.001 * (index + 1));
    const qualities: unknown[] = [];
    for (const order of [drop, drop.toReversed()]) {
      rig.close();
      rig = createRig();
      await ingest(...order);
      expect(await benchmarkQuality(rig.as("run-job"), LOCAL)).toBe(1);
      expect(await refreshQuality(rig.as("run-job"), LOCAL)).toEqual({ refreshed: 40, next: null });
      const found = await rig.own.getMany("creators", [localId("x", "1"), localId("x", "40")]);
      qualities.push([...found.values()].map((record) => (record.erased ? null : record.quality)));
      await benchmarkQuality(rig.as("run-job"), LOCAL);
      expect((await refreshQuality(rig.as("run-job"), LOCAL)).refreshed).toBe(0);
    }
    expect(qualities[0]).toEqual(qualities[1]);
    expect(qualities[0]).toMatchObject([{ tier: "low" }, { tier: "top" }]);
  });

  it("measure samples and people apart, and say nothing of too few", async () => {
    await ingest(...creators(29, () => 0.01));
    await ingest(
      ...creators(60, () => 0.5)
        .slice(30)
        .map((one) => ({ ...one, synthetic: true })),
    );
    expect(await benchmarkQuality(rig.as("run-job"), LOCAL)).toBe(1);
    await refreshQuality(rig.as("run-job"), LOCAL);
    expect(await rig.creator("x", "1")).toMatchObject({ quality: null, engagement_rate: 0.01 });
    expect(await rig.creator("x", "40")).toMatchObject({ synthetic: true, quality: { percentile: 50 } });
  });

  it("of an earlier run are used by the next ingest", async () => {
    await ingest(...creators(40, (index) => 0.001 * (index + 1)));
    await benchmarkQuality(rig.as("run-job"), LOCAL);
    const [best] = creators(1, () => 0.2);
    await ingest({ ...best, fetched_at: "2026-11-21T10:00:00Z" });
    expect(await rig.creator("x", "1")).toMatchObject({ quality: { tier: "top" } });
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import type { EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import { crawlMessageSchema } from "../../../lib/crawl/crawl-message.ts";
import { coolDownPlatform } from "../../../lib/crawl/limits/platform-cooldown.ts";
import { type PlanCrawlOptions, planCrawl } from "../../../lib/crawl/plan-crawl.ts";
import { addTargets } from "../../../lib/crawl/targets/add-targets.ts";
import { releaseClaims } from "../../../lib/crawl/targets/release-claims.ts";
import { removeTargetsOf } from "../../../lib/crawl/targets/remove-targets.ts";
import { handBack } from "../../../lib/crawl/targets/settle-targets.ts";
import { noteDemand } from "../../../lib/demand/demand.ts";
import type { TargetAccount } from "../../../lib/domain/crawl/target.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import type { TenantDocuments } from "../../../lib/ports/tenant-documents.ts";
import { suppress } from "../../../lib/suppression/suppression.ts";
import { grantedPorts } from "../../doubles/granted-ports.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";

let composition: EmbeddedComposition;
let documents: TenantDocuments;

beforeEach(async () => {
  composition = await temporaryComposition();
  documents = composition.services.openDocuments(LOCAL_SCOPE);
  await registerTenant(composition.services, LOCAL_TENANT);
});
afterEach(() => composition.close());

const handle = (name: string, platform: TargetAccount["platform"] = "x"): TargetAccount => ({
  platform,
  handle: name,
  platform_user_id: null,
});
const byId = (id: string): TargetAccount => ({ platform: "x", handle: null, platform_user_id: id });

const add = (accounts: readonly TargetAccount[], priority: "high" | "low" = "low") =>
  addTargets(composition.services, documents, { accounts, priority, source: "operator" });

const plan = (options: Partial<PlanCrawlOptions> = {}) =>
  planCrawl(grantedPorts(composition.services, "run-job"), { remainingMs: () => 60_000, ...options });

async function sent(queue: "crawl-high" | "crawl-low") {
  const { queues } = composition.services;
  const messages = await queues.receive(queue, { max: 1_000, visibilitySeconds: 60, waitSeconds: 0 });
  return messages.map(({ body }) => crawlMessageSchema.parse(JSON.parse(body)));
}

/** All targets as if their time had come. */
async function makeDue(): Promise<void> {
  const { items } = await documents.find("targets", { where: [], limit: 1_000 });
  const due_at = new Date(Date.now() - 1_000).toISOString();
  await documents.updateMany(
    "targets",
    items.map(({ id }) => ({ id, set: { due_at } })),
  );
}

const outcomesOf = (added: readonly { outcome: string }[]) => added.map(({ outcome }) => outcome);

describe("planCrawl", () => {
  it("sends batches that fit each platform's call, the urgent apart", async () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `name${at}`);
    await add(names(120).map((name) => handle(name, "x")));
    await add(names(60).map((name) => handle(name, "youtube")));
    await add(
      names(3).map((name) => handle(name, "instagram")),
      "high",
    );
    await plan();
    const low = (await sent("crawl-low")).map(
      ({ platform, target_ids }) => `${platform} ${target_ids.length}`,
    );
    expect(low.sort()).toEqual(["x 100", "x 20", "youtube 10", "youtube 50"]);
    expect((await sent("crawl-high")).map(({ target_ids }) => target_ids.length)).toEqual([1, 1, 1]);
  });

  it("sends each target once, though two plans run at once, and again when a claim was not settled in time", async () => {
    await add(Array.from({ length: 250 }, (_, at) => byId(String(at))));
    await Promise.all([plan(), plan(), plan()]);
    const ids = (await sent("crawl-low")).flatMap(({ target_ids }) => target_ids);
    expect(ids).toHaveLength(250);
    expect(new Set(ids).size).toBe(250);
    await makeDue();
    await plan();
    expect((await sent("crawl-low")).flatMap(({ target_ids }) => target_ids)).toHaveLength(250);
  });

  it("fills a queue only so far, every platform in it", async () => {
    const many = (platform: "x" | "instagram") =>
      Array.from({ length: 40 }, (_, at) => handle(`n${at}`, platform));
    await add([...many("instagram"), ...many("x")]);
    for (let run = 0; run < 3; run += 1) await plan({ settings: { queueMax: 8 } });
    const platforms = (await sent("crawl-low")).map(({ platform }) => platform);
    expect(platforms.length).toBeLessThanOrEqual(8);
    expect(new Set(platforms)).toEqual(new Set(["x", "instagram"]));
  });

  it("sends nothing of a platform that rests", async () => {
    await add([handle("jo"), handle("jo", "instagram")]);
    await coolDownPlatform(composition.services, "x", Date.now() + 60_000, false);
    expect(await plan()).toMatchObject({ cooling: ["x"], targets: { x: 0, instagram: 1 } });
  });

  it("sends again at once what a process held that died, and remembers that it was claimed before", async () => {
    await add([byId("1")]);
    await plan();
    expect((await plan()).targets.x).toBe(0);
    expect(await releaseClaims(composition.services, documents, { synthetic: false })).toBe(1);
    expect((await plan()).targets.x).toBe(1);
    const { items } = await documents.find("targets", { where: [], limit: 10 });
    expect(items.map(({ claims }) => claims)).toEqual([2]);
  });

  it("remembers a claim that died through one that was handed back, since nobody could be asked", async () => {
    await add([byId("1")]);
    const targets = async () => (await documents.find("targets", { where: [], limit: 10 })).items;
    await plan();
    await releaseClaims(composition.services, documents, { synthetic: false });
    await plan();
    const { clock } = composition.services;
    await handBack({ clock, documents }, await targets(), Date.now() - 1_000);
    expect((await targets()).map(({ claim, claims }) => [claim, claims])).toEqual([["", 1]]);
    await plan();
    expect((await targets()).map(({ claims }) => claims)).toEqual([2]);
  });

  it("brings forward creators that somebody was shown, when they were not fetched for a day", async () => {
    await add([byId("1"), byId("2")]);
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const { items } = await documents.find("targets", { where: [], limit: 10 });
    for (const [at, { id }] of items.entries())
      await documents.update("targets", {
        id,
        set: { due_at: ago(-30), last_seen_at: ago(at === 0 ? 2 : 0.5) },
      });
    await noteDemand(
      composition.services,
      items.flatMap(({ creator_id }) => creator_id ?? []),
    );
    await plan();
    expect((await sent("crawl-high")).flatMap(({ target_ids }) => target_ids)).toEqual([items[0]?.id]);
  });
});

describe("addTargets", () => {
  it("knows an account however it is named, and brings one that was asked for again to its turn", async () => {
    expect(outcomesOf(await add([handle("Jo".toLowerCase()), handle("jo")]))).toEqual(["added", "added"]);
    expect(await documents.count("targets", [])).toBe(1);
    await documents.update("targets", {
      id: (await add([handle("jo")]))[0]?.id ?? "",
      set: { due_at: "2099-01-01T00:00:00.000Z" },
    });
    expect(outcomesOf(await add([handle("jo")], "high"))).toEqual(["known"]);
    expect((await plan()).sent).toEqual({ "crawl-high": 1, "crawl-low": 0 });
  });

  it("takes no account that was suppressed, in this tenant or in all", async () => {
    const account = { platform: "x" as const, platform_user_id: "7" };
    const subject = { id: creatorIdOf(LOCAL_TENANT, "x", "8"), account };
    await suppress(composition.services, documents, [subject], {
      erasureId: "er_1",
      at: "2026-11-20T00:00:00.000Z",
    });
    expect(outcomesOf(await add([byId("7"), byId("8"), byId("9")]))).toEqual([
      "suppressed",
      "suppressed",
      "added",
    ]);
    expect(await documents.count("targets", [])).toBe(1);
  });

  it("takes no handle that an erased account was crawled by, of which digests alone are kept", async () => {
    await add([{ ...byId("7"), handle: "jo_the_erased" }]);
    const erased = creatorIdOf(LOCAL_TENANT, "x", "7");
    expect(await removeTargetsOf(composition.services, documents, [erased], false)).toBe(1);
    expect(outcomesOf(await add([handle("jo_the_erased")]))).toEqual(["suppressed"]);
    const kept = await documents.find("suppressions", { where: [], limit: 10 });
    expect(
      JSON.stringify([kept.items, await documents.find("targets", { where: [], limit: 10 })]),
    ).not.toContain("jo_the_erased");
  });
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { createMemoryCache } from "../../../lib/adapters/embedded/memory-cache.ts";
import type { EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import type { CrawlEvent } from "../../../lib/crawl/crawl-events.ts";
import { createCrawlWorker } from "../../../lib/crawl/crawl-worker.ts";
import { CRAWL_SETTINGS } from "../../../lib/crawl/crawler.ts";
import { PACE_SETTINGS } from "../../../lib/crawl/limits/platform-pace.ts";
import { planCrawl } from "../../../lib/crawl/plan-crawl.ts";
import { addTargets } from "../../../lib/crawl/targets/add-targets.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE, SYSTEM_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { runJob } from "../../../lib/jobs/run-job.ts";
import { plainHttp } from "../../../lib/platforms/plain-http.ts";
import { runbookCommand } from "../../../local/runbook-command.ts";
import { startSimulator } from "../../../local/simulator/start-simulator.ts";
import { grantedPorts } from "../../doubles/granted-ports.ts";
import { crawlerOf } from "../../doubles/platforms/simulated-crawler.ts";
import { handClock } from "../../doubles/platforms/simulated-platforms.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";
import { actsOnRecord, createTimeline } from "./timeline.ts";

const MINUTE_MS = 60_000;
const PROXIES = ["proxy-1", "proxy-2", "proxy-3", "proxy-4"];

let world: Awaited<ReturnType<typeof openWorld>>;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A crawler before simulated platforms and the jobs of the clock, minute by minute, without any waiting. */
async function openWorld() {
  const clock = handClock();
  const composition: EmbeddedComposition = await temporaryComposition();
  const simulator = await startSimulator({ count: 500, seed: 7, clock, credentialsPerPlatform: 8 });
  const counters = createMemoryCache({ clock });
  const services = {
    ...composition.services,
    ...composition.search,
    clock,
    counters,
    crawls: false,
    actsByItself: true,
  };
  const documents = services.openDocuments(LOCAL_SCOPE);
  await registerTenant(services, LOCAL_TENANT);
  const events: CrawlEvent[] = [];
  const worker = createCrawlWorker(services, {
    ...crawlerOf(simulator, clock, (event) => events.push(event)),
    // Each of many workers meets too few 429s to pause the queue by itself.
    settings: { ...CRAWL_SETTINGS, postsPerAccount: 0, pace: { ...PACE_SETTINGS, stormAnswers: 1_000 } },
    routes: PROXIES.map((name) => ({ name, http: plainHttp })),
    whenIdle: async () => "stop",
  });
  const handles = simulator.world.accounts.flatMap(({ platform, handle }) =>
    platform === "instagram" ? [handle] : [],
  );

  const wish = (count: number, priority: "high" | "low") =>
    addTargets(services, documents, {
      ...{ priority, source: "operator" },
      accounts: handles
        .splice(0, count)
        .map((handle) => ({ platform: "instagram", handle, platform_user_id: null })),
    });

  /** A minute of crawling: what was answered, answered 429, and by which proxies. */
  async function crawl() {
    events.length = 0;
    await wish(5, "low");
    await wish(3, "high");
    await planCrawl(services, { remainingMs: () => MINUTE_MS, platforms: ["instagram"] });
    await worker.run(new AbortController().signal);
    const throttled = events.flatMap((event) => (event.kind === "throttled" ? [event.route] : []));
    return { answered: events.filter(({ kind }) => kind === "answered").length, throttled };
  }

  const watch = () =>
    runJob(
      grantedPorts(services, "run-job"),
      { job: "watch-outages", at: clock.now().toISOString() },
      { remainingMs: () => 5 * MINUTE_MS },
    );

  return {
    ...{ services, clock, simulator, crawl, watch },
    system: services.openDocuments(SYSTEM_SCOPE),
    async close() {
      await composition.close();
      await simulator.close();
    },
  };
}

/** How a minute ended: calls answered and throttled, messages of low priority that wait, and what the job did. */
async function live(timeline: ReturnType<typeof createTimeline>, isBusy = true): Promise<string> {
  const { services, clock, crawl, watch, system } = world;
  const before = (await actsOnRecord(system)).length;
  const { answered, throttled } = isBusy ? await crawl() : { answered: 0, throttled: [] };
  const { alarms } = await watch();
  const low = (await services.queues.depth("crawl-low")).visible;
  const did = [
    ...(await actsOnRecord(system)).slice(before),
    ...alarms.map(({ check }) => `alarm: ${check}`),
  ];
  const told = `${answered} answered, ${throttled.length > 0 ? "429s" : "no 429"}, ${low} wait`;
  timeline.say([told, ...did].join("; "));
  clock.forward(MINUTE_MS);
  return [told, ...did].join("; ");
}

it("a storm of 429s is met within its first minute, low priority waits while it lasts, and then all is as before", async () => {
  const { simulator, clock } = world;
  const timeline = createTimeline("Ingestion outage: instagram answers 429", clock.now);
  const minutes: string[] = [];
  for (let minute = 0; minute <= 9; minute += 1) {
    if (minute === 1) simulator.faults.storm = ["instagram"];
    if (minute === 3) simulator.faults.storm = [];
    minutes.push(await live(timeline, minute < 4 || minute > 6));
  }
  timeline.print();
  const by = "by watch-outages";
  expect(minutes).toEqual([
    "8 answered, no 429, 0 wait",
    `0 answered, 429s, 0 wait; rotate-proxies begun ${by}; pause-crawl-low begun ${by}`,
    "0 answered, 429s, 10 wait",
    "7 answered, no 429, 15 wait",
    ...Array<string>(3).fill("0 answered, no 429, 15 wait"),
    "3 answered, no 429, 20 wait",
    `28 answered, no 429, 0 wait; rotate-proxies ended ${by}; pause-crawl-low ended ${by}`,
    "8 answered, no 429, 0 wait",
  ]);
});

it("what an operator did ends by itself when nobody is left to look, and is recorded by the next one who does", async () => {
  const { services, simulator, clock, crawl, system } = world;
  services.actsByItself = false;
  const timeline = createTimeline("Ingestion outage: advice alone, then an operator who is gone", clock.now);
  await live(timeline);
  simulator.faults.storm = ["instagram"];
  expect(await live(timeline)).toMatch(/0 wait; alarm: calls of instagram$/);
  expect(await actsOnRecord(system)).toEqual([]);

  const answer = await runbookCommand(grantedPorts(services, "manage"), { action: "apply" }, "key-1");
  expect(answer.acts.map(({ act, state }) => `${act} ${state}`)).toEqual([
    "rotate-proxies begun",
    "pause-crawl-low begun",
  ]);
  simulator.faults.storm = [];
  clock.forward(4 * MINUTE_MS);
  await crawl();
  expect((await services.queues.depth("crawl-low")).visible).toBeGreaterThan(0);
  clock.forward(MINUTE_MS);
  await crawl();
  expect((await services.queues.depth("crawl-low")).visible).toBe(0);

  await live(timeline);
  timeline.print();
  expect((await actsOnRecord(system)).slice(2)).toEqual([
    "rotate-proxies ended by watch-outages",
    "pause-crawl-low ended by watch-outages",
  ]);
});

it("a pause that an operator made by hand is left alone, and an act that was ended by hand begins no more", async () => {
  const { services, simulator, crawl, system } = world;
  await crawl();
  simulator.faults.storm = ["instagram"];
  await crawl();
  await services.consumers.pause("crawl-low", "moving the frontier");
  const acted = await runbookCommand(grantedPorts(services, "manage"), { action: "apply" }, "key-1");
  expect(acted.acts.map(({ act, state, says }) => [act, state, says])).toEqual([
    ["rotate-proxies", "begun", expect.stringMatching(/^calls of instagram: \d+ calls, \d+ answered 429/)],
    ["pause-crawl-low", "impossible", "an operator paused it already: moving the frontier"],
  ]);
  const ended = await runbookCommand(grantedPorts(services, "manage"), { action: "end" }, "key-2");
  expect(ended.acts.map(({ act, state }) => `${act} ${state}`)).toEqual([
    "rotate-proxies proposed",
    "pause-crawl-low impossible",
  ]);
  expect(ended.lately.map(({ did, by }) => `${did} by ${by}`)).toEqual(["ended by key-2", "begun by key-1"]);
  expect(await system.getMany("acts", ["rotate-proxies"])).toEqual(new Map());
  expect(await services.consumers.state("crawl-low")).toMatchObject({ reason: "moving the frontier" });
});

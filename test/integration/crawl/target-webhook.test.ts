import { Webhook as Verifier } from "standardwebhooks";
import { afterEach, beforeEach, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import type { EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import { createCrawlWorker } from "../../../lib/crawl/crawl-worker.ts";
import { planCrawl } from "../../../lib/crawl/plan-crawl.ts";
import { addTargets } from "../../../lib/crawl/targets/add-targets.ts";
import { requestTargets } from "../../../lib/crawl/targets/request-targets.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import type { OutboundPost } from "../../../lib/ports/outbound-posts.ts";
import { deliverWebhooks } from "../../../lib/webhooks/deliver.ts";
import { createWebhook } from "../../../lib/webhooks/webhooks.ts";
import type { SimulatedAccount } from "../../../local/simulator/simulated-account.ts";
import { type PlatformSimulator, startSimulator } from "../../../local/simulator/start-simulator.ts";
import { grantedPorts } from "../../doubles/granted-ports.ts";
import { crawlerOf } from "../../doubles/platforms/simulated-crawler.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";

const ENDLESS = () => Number.POSITIVE_INFINITY;

let composition: EmbeddedComposition;
let simulator: PlatformSimulator;
beforeEach(async () => {
  composition = await temporaryComposition();
  simulator = await startSimulator({ count: 40, seed: 7, clock: composition.services.clock });
  await registerTenant(composition.services, LOCAL_TENANT);
});
afterEach(async () => {
  await simulator.close();
  await composition.close();
});

const named = ({ platform, handle }: SimulatedAccount) => ({ platform, handle, platform_user_id: null });

it("an account that a tenant asked for is fetched, and the tenant's webhook is told of it once", async () => {
  const { services } = composition;
  const documents = services.openDocuments(LOCAL_SCOPE);
  const ports = { ...services, documents };
  const hook = { url: "https://hooks.example.com/", events: ["target.fetched"] as const };
  const { secret } = (await createWebhook(ports, "key-1", hook)).data;
  const [asked, other] = simulator.world.accounts.filter(
    ({ platform, state }) => platform === "x" && state === "public",
  );
  if (!asked || !other) throw new Error("The simulator has too few accounts.");
  await requestTargets(ports, [{ platform: "x", handle: asked.handle }]);
  await addTargets(services, documents, {
    ...{ accounts: [named(other)], source: "operator", priority: "low" },
  });
  let stored = 0;
  const worker = createCrawlWorker(grantedPorts(services, "scraper"), {
    ...crawlerOf(simulator, services.clock, (event) => {
      if (event.kind === "settled" && event.settlement === "stored") stored += event.count;
    }),
    whenIdle: async () => "stop",
  });
  const crawl = async () => {
    await planCrawl(grantedPorts(services, "run-job"), { remainingMs: ENDLESS, platforms: ["x"] });
    await worker.run(new AbortController().signal);
  };
  await crawl();
  expect(stored).toBe(2);
  await crawl();

  const received: OutboundPost[] = [];
  const posts = {
    post: async (request: OutboundPost) => {
      received.push(request);
      return { status: 204 };
    },
  };
  await deliverWebhooks({ ...services, posts }, LOCAL_TENANT, ENDLESS);
  await deliverWebhooks({ ...services, posts }, LOCAL_TENANT, ENDLESS);
  expect(received).toHaveLength(1);
  const [{ body = "", headers = {} } = {}] = received;
  expect(new Verifier(secret).verify(body, headers)).toMatchObject({
    type: "target.fetched",
    data: { creator_id: creatorIdOf(LOCAL_TENANT, "x", asked.platformUserId ?? "") },
  });
});

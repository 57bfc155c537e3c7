import { z } from "zod";
import { registerTenant } from "../lib/access/tenants.ts";
import { openCounters } from "../lib/compose/counters.ts";
import type { Services } from "../lib/compose/services.ts";
import { CRAWL_SETTINGS, type CrawlerOptions } from "../lib/crawl/crawler.ts";
import { PLAN_SETTINGS } from "../lib/crawl/plan-crawl.ts";
import { ADD_MAX, addTargets } from "../lib/crawl/targets/add-targets.ts";
import { inChunks } from "../lib/domain/chunks.ts";
import { DAY_MS } from "../lib/domain/durations.ts";
import { tenantIdSchema } from "../lib/domain/ids.ts";
import { type Platform, platformSchema } from "../lib/domain/platform.ts";
import { ownScope } from "../lib/domain/tenant-scope.ts";
import { plainHttp } from "../lib/platforms/plain-http.ts";
import type { Credential } from "../lib/platforms/platform-client.ts";
import { createPlatformClients, type PlatformOrigins } from "../lib/platforms/platform-clients.ts";
import { pause } from "../lib/ports/deadline.ts";
import type { Ports } from "../lib/ports/ports.ts";
import { type Acceleration, acceleratedClock } from "./simulator/accelerated-clock.ts";
import { FAULT_KINDS } from "./simulator/faults.ts";
import { startSimulator } from "./simulator/start-simulator.ts";

const named = { name: z.string(), app: z.string() };
const credentialSchema = z.discriminatedUnion("platform", [
  z.object({ ...named, platform: z.literal("youtube"), apiKey: z.string() }),
  z.object({ ...named, platform: z.literal("instagram"), userId: z.string(), accessToken: z.string() }),
  z.object({ ...named, platform: z.literal("tiktok"), clientKey: z.string(), clientSecret: z.string() }),
  z.object({ ...named, platform: z.literal("x"), bearerToken: z.string() }),
]);

const ownSchema = z.object({
  kind: z.literal("own"),
  tenant: tenantIdSchema,
  platforms: z.array(platformSchema),
  /** On all platforms together. */
  accounts: z.number().int().min(1).max(1_000_000),
  seed: z.number().int(),
  credentials: z.number().int().min(1).max(100),
  /** Seconds on the platforms per real second. */
  speed: z.number().min(1).max(100_000),
  /** Share of answers that fail. */
  faults: z.number().min(0).max(1),
});

/** A simulator that someone else runs: its addresses, clock and credentials. */
export const elsewhereSchema = z.object({
  kind: z.literal("elsewhere"),
  origins: z.object({ instagram: z.url(), tiktok: z.url(), x: z.url(), youtube: z.url() }),
  clock: z.object({ start: z.coerce.date(), realStart: z.number(), speed: z.number().positive() }),
  credentials: z.array(credentialSchema),
  postsPerAccount: z.number().int().nonnegative(),
});

export const simulationSchema = z.discriminatedUnion("kind", [ownSchema, elsewhereSchema]);
export type Simulation = z.infer<typeof simulationSchema>;

export interface OpenSimulation extends Pick<Ports, "clock" | "counters"> {
  readonly crawler: Omit<CrawlerOptions, "onEvent">;
  /** On the simulated clock: long enough for a busy machine to settle a claim before it expires. */
  readonly claimHours: number;
  close(): Promise<void>;
}

/** Simulated time begins this far back, because it must not get ahead of the system's own clock. */
const BACK_MS = 25 * DAY_MS;

/**
 * Opens the simulated platforms with the counters that use their clock. Our own simulation starts fresh each time, with
 * its accounts as targets. A simulation elsewhere continues, with the quotas it has used.
 */
export async function openSimulation(
  simulation: Simulation,
  folder: string,
  services: Services,
): Promise<OpenSimulation> {
  if (simulation.kind === "own") return openOwn(simulation, services);
  const clock = acceleratedClock(simulation.clock);
  const counters = openCounters(folder, clock);
  return {
    clock,
    counters,
    claimHours: claimHoursAt(simulation.clock.speed),
    crawler: crawlerOf(
      simulation.origins,
      simulation.credentials,
      simulation.clock,
      simulation.postsPerAccount,
    ),
    close: async () => counters.close(),
  };
}

const POSTS = 12;

async function openOwn(simulation: z.infer<typeof ownSchema>, services: Services): Promise<OpenSimulation> {
  const { speed, seed, accounts: count, credentials, faults } = simulation;
  const acceleration = { start: new Date(Date.now() - BACK_MS), realStart: Date.now(), speed };
  const clock = acceleratedClock(acceleration);
  const simulator = await startSimulator({ count, seed, clock, credentialsPerPlatform: credentials });
  simulator.faults.share = faults;
  simulator.faults.kinds = FAULT_KINDS;
  const counters = openCounters(null, clock);
  await becomeTargets({ ...services, clock }, simulation, simulator.world.accounts);
  return {
    clock,
    counters,
    claimHours: claimHoursAt(speed),
    crawler: crawlerOf(simulator.origins, simulator.credentials.all, acceleration, POSTS),
    async close() {
      counters.close();
      await simulator.close();
    },
  };
}

interface SimulatedName {
  readonly platform: Platform;
  readonly handle: string;
  readonly platformUserId: string | null;
}

async function becomeTargets(
  services: Pick<Services, "openDocuments" | "clock" | "keyring" | "statements">,
  { tenant, platforms }: z.infer<typeof ownSchema>,
  accounts: readonly SimulatedName[],
): Promise<void> {
  await registerTenant(services, tenant);
  const documents = services.openDocuments(ownScope(tenant));
  const wanted = accounts
    .filter(({ platform }) => platforms.includes(platform))
    .map(({ platform, handle, platformUserId }) => ({
      platform,
      handle: handle.toLowerCase(),
      platform_user_id: platformUserId,
    }));
  for (const part of inChunks(wanted, ADD_MAX)) {
    await addTargets(services, documents, {
      accounts: part,
      source: "operator",
      priority: "low",
      synthetic: true,
    });
  }
}

/** A quarter of an hour of real time, and at least the planner's own default. */
const claimHoursAt = (speed: number): number => Math.max(PLAN_SETTINGS.claimHours, 0.25 * speed);

/** Waits in the platforms' time are shortened by the speed. What depends on this machine is not. */
function crawlerOf(
  origins: PlatformOrigins,
  credentials: readonly Credential[],
  acceleration: Acceleration,
  postsPerAccount: number,
): Omit<CrawlerOptions, "onEvent"> {
  const { speed } = acceleration;
  const { breaker } = CRAWL_SETTINGS;
  return {
    clients: createPlatformClients({ clock: acceleratedClock(acceleration), origins, statements: null }),
    credentials,
    routes: [{ name: "direct", http: plainHttp }],
    synthetic: true,
    pause: (milliseconds, signal) => pause(milliseconds / speed, signal),
    settings: {
      ...CRAWL_SETTINGS,
      postsPerAccount,
      // Simulated reads cost nothing.
      usdPerDay: Number.MAX_SAFE_INTEGER / 1e7,
      breaker: { ...breaker, cooldownMs: Math.max(50, breaker.cooldownMs / speed) },
      // What depends on how fast answers arrive uses real time.
      patienceMs: 100 * speed,
      stormPauseMs: 1_000 * speed,
      pace: { ...CRAWL_SETTINGS.pace, halvingMs: 100 * speed, stormMs: 2_000 * speed },
    },
  };
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envelopeSchema } from "../../../lib/domain/envelope.ts";
import { PLATFORMS, type Platform } from "../../../lib/domain/platform.ts";
import { PLATFORM_LIMITS } from "../../../lib/platforms/limits.ts";
import type { FetchOutcome } from "../../../lib/platforms/platform-client.ts";
import { PLATFORM_MODULES } from "../../../lib/platforms/registry.ts";
import type { SimulatedAccount } from "../../../local/simulator/simulated-account.ts";
import { budgetUse } from "../../doubles/platforms/budget-use.ts";
import {
  byHandle,
  byId,
  inBatches,
  startSimulatedPlatforms,
} from "../../doubles/platforms/simulated-platforms.ts";

type World = Awaited<ReturnType<typeof startSimulatedPlatforms>>;
type Found = Extract<FetchOutcome, { kind: "found" }>;

/** Every state is there, many times over. */
const SHARES = { vanished: 0.1, suspended: 0.1, private: 0.1, renamed: 0.1, "handed-over": 0.1 };

/** Everything the clients learn of a platform's accounts, asked for by handle or by id, by index. */
async function crawl(world: World, platform: Platform, nameOf: typeof byHandle, postsPerAccount: number) {
  const accounts = world.accountsOf(platform);
  const outcomes = new Map<SimulatedAccount, FetchOutcome>();
  for (const batch of inBatches(accounts, PLATFORM_LIMITS[platform].accountsPerCall)) {
    const answered = await world.fetchAccounts(platform, batch.map(nameOf), { postsPerAccount });
    batch.forEach((account, at) => {
      const outcome = answered[at];
      if (outcome) outcomes.set(account, outcome);
    });
  }
  expect(outcomes.size).toBe(accounts.length);
  return outcomes;
}

const profileOf = (platform: Platform, { payload, posts }: Pick<Found, "payload" | "posts">) =>
  PLATFORM_MODULES[platform].normalise(
    envelopeSchema.parse({ platform, fetched_at: "2026-11-20T12:00:00Z", payload, posts }),
  );

describe.each(PLATFORMS)("a crawl of simulated %s", (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startSimulatedPlatforms({ shares: SHARES });
  });
  afterAll(() => world.simulator.close());

  it("by handle finds who is public, and says of the others why not", async () => {
    const outcomes = await crawl(world, platform, byHandle, 0);
    for (const [account, outcome] of outcomes) {
      const expected = ["public", "handed-over"].includes(account.state) ? "found" : "absent";
      expect([account.state, outcome.kind]).toEqual([account.state, expected]);
      if (account.state !== "suspended" || outcome.kind !== "absent") continue;
      const reasons = {
        instagram: "not-found-or-personal",
        youtube: "not-found",
        tiktok: "suspended",
        x: "suspended",
      };
      expect(outcome.reason).toBe(reasons[platform]);
    }
  });

  it("gives what the platform holds, in a form that normalises to the very same account", async () => {
    const outcomes = await crawl(world, platform, byHandle, 50);
    const found = [...outcomes].flatMap(([account, outcome]) =>
      account.state === "public" && outcome.kind === "found" ? [{ account, outcome }] : [],
    );
    expect(found.length).toBeGreaterThan(5);
    for (const { account, outcome } of found) {
      const truth = world.simulator.world.answered({ account, isNewcomer: false });
      const profile = profileOf(platform, outcome);
      expect([outcome.platform_user_id, outcome.handle]).toEqual([profile.platform_user_id, profile.handle]);
      expect(outcome.handle).toBe(truth.handle);
      const media = platform === "instagram" ? { media: { data: truth.posts } } : {};
      const username = platform === "tiktok" ? { username: truth.handle } : {};
      const told = {
        payload: { ...truth.payload, ...username, ...media },
        posts: platform === "instagram" ? [] : truth.posts,
      };
      // TikTok's queries reach 30 days back, and no further.
      const posts = platform === "tiktok" ? told.posts.filter(isWithinAMonth) : told.posts;
      expect(profile).toEqual(profileOf(platform, { ...told, posts }));
    }
  });

  it("keeps every digit of the posts' ids", async () => {
    const outcomes = await crawl(world, platform, byHandle, 50);
    for (const [account, outcome] of outcomes) {
      if (account.state !== "public" || outcome.kind !== "found" || platform === "instagram") continue;
      const ids = world.simulator.world.answered({ account, isNewcomer: false }).posts.map(({ id }) => id);
      for (const { id } of outcome.posts) expect(ids).toContain(id);
    }
  });
});

const isWithinAMonth = ({ create_time }: { readonly [name: string]: unknown }): boolean =>
  Number(create_time) * 1_000 >= Date.parse("2026-10-22T00:00:00Z");

describe("an account that is asked for by its id", () => {
  it.each(["x", "youtube"] as const)(
    "is found on %s under whatever handle it has by now",
    async (platform) => {
      const world = await startSimulatedPlatforms({ shares: SHARES });
      try {
        const outcomes = await crawl(world, platform, byId, 0);
        for (const [{ state, handle, platformUserId }, outcome] of outcomes) {
          if (state !== "renamed" && state !== "handed-over") continue;
          expect(outcome).toMatchObject({ kind: "found", platform_user_id: platformUserId });
          expect(outcome.kind === "found" && outcome.handle).not.toBe(handle);
        }
      } finally {
        await world.simulator.close();
      }
    },
  );

  it("is told from the account that took over its handle", async () => {
    const world = await startSimulatedPlatforms({ shares: SHARES });
    try {
      for (const platform of ["x", "youtube", "instagram"] as const) {
        const outcomes = await crawl(world, platform, byHandle, 0);
        const taken = [...outcomes].filter(([{ state }]) => state === "handed-over");
        expect(taken.length).toBeGreaterThan(0);
        for (const [{ platformUserId, handle }, outcome] of taken) {
          expect(outcome).toMatchObject({ kind: "found", handle });
          expect(outcome.kind === "found" && outcome.platform_user_id).not.toBe(platformUserId);
        }
      }
    } finally {
      await world.simulator.close();
    }
  });
});

describe("limits that the platform itself enforces", () => {
  const rules = [
    { platform: "youtube", bucket: "units", capacity: 3, window: "pacific-day" },
    { platform: "instagram", bucket: "calls", capacity: 3, window: "rolling-hour" },
    { platform: "tiktok", bucket: "requests", capacity: 3, window: "utc-day" },
    { platform: "x", bucket: "users-by", capacity: 3, window: "quarter-hour-from-first" },
  ] as const;
  let world: World;
  beforeAll(async () => {
    world = await startSimulatedPlatforms({ rules, shares: SHARES });
  });
  afterAll(() => world.simulator.close());

  it.each([
    ["youtube", "day", 20 * 3_600_000],
    ["tiktok", "day", 12 * 3_600_000],
    ["x", "short-window", 900_000],
    ["instagram", "short-window", null],
  ] as const)("of %s come as rate-limited, and pass", async (platform, scope, retryAfterMs) => {
    const [account] = world.accountsOf(platform);
    if (!account) throw new Error("There is no account.");
    const ask = () => world.fetchAccounts(platform, [byHandle(account)]);
    for (let call = 0; call < 3; call += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ kind: "rate-limited", context: { scope, retryAfterMs } });
    world.clock.forward(retryAfterMs ?? 3_600_000);
    await ask();
    const use = budgetUse(world.simulator.log, rules).find((one) => one.platform === platform);
    expect(use).toMatchObject({ units: 4, peak: 3, refused: 1 });
    world.clock.forward(Date.parse("2026-11-20T12:00:00Z") - world.clock.now().getTime());
  });
});

describe("faults", () => {
  let world: World;
  beforeAll(async () => {
    world = await startSimulatedPlatforms({ shares: SHARES });
  });
  afterAll(() => world.simulator.close());

  it.each(PLATFORMS)("of %s are told as what they are", async (platform) => {
    const account = world.accountsOf(platform).find(({ state }) => state === "public");
    if (!account) throw new Error("There is no account.");
    const { faults } = world.simulator;
    const ask = () => world.fetchAccounts(platform, [byHandle(account)]);
    faults.share = 1;
    for (const kind of ["server-error", "truncated", "not-json", "dropped"] as const) {
      faults.kinds = [kind];
      await expect(ask()).rejects.toMatchObject({ code: "platform-unavailable" });
    }
    faults.share = 0;
    faults.storm = [platform];
    await expect(ask()).rejects.toMatchObject({ code: "throttled" });
    faults.storm = [];
    faults.changedShape = [platform];
    expect(await ask()).toMatchObject([{ kind: "unreadable" }]);
    faults.changedShape = [];
    expect(await ask()).toMatchObject([{ kind: "found" }]);
  });
});

describe("TikTok's token", () => {
  it("is fetched once, and renewed before it expires", async () => {
    const world = await startSimulatedPlatforms({ shares: SHARES });
    try {
      const account = world.accountsOf("tiktok").find(({ state }) => state === "public");
      if (!account) throw new Error("There is no account.");
      const grants = () => world.simulator.log.filter(({ endpoint }) => endpoint === "oauth/token").length;
      for (const [forwardMs, expected] of [
        [0, 1],
        [6_000_000, 1],
        [1_190_000, 2],
      ] as const) {
        world.clock.forward(forwardMs);
        await world.fetchAccounts("tiktok", [byHandle(account)]);
        expect(grants()).toBe(expected);
      }
    } finally {
      await world.simulator.close();
    }
  });
});

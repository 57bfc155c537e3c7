import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { createMemoryCache } from "../../../lib/adapters/embedded/memory-cache.ts";
import { createAccountPages } from "../../../lib/crawl/account-pages.ts";
import type { CrawlerOptions } from "../../../lib/crawl/crawler.ts";
import { createQuotaGate } from "../../../lib/crawl/limits/quota-gate.ts";
import { creatorIdOf, LOCAL_TENANT, SHARED_TENANT } from "../../../lib/domain/ids.ts";
import type { Platform } from "../../../lib/domain/platform.ts";
import { CATALOGUE_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { getOwnErasure } from "../../../lib/erasure/own/get-own-erasure.ts";
import { requestOwnErasure } from "../../../lib/erasure/own/request-own-erasure.ts";
import { createStoredProofReader } from "../../../lib/erasure/own/stored-proof-reader.ts";
import { verifyOwnErasure } from "../../../lib/erasure/own/verify-own-erasure.ts";
import type { AccountName, FetchOutcome } from "../../../lib/platforms/platform-client.ts";
import { YOUTUBE_LIMITS } from "../../../lib/platforms/youtube/limits.ts";
import type { Holder } from "../../../local/simulator/simulated-account.ts";
import { type PlatformSimulator, startSimulator } from "../../../local/simulator/start-simulator.ts";
import { crawlerOf } from "../../doubles/platforms/simulated-crawler.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, type Rig } from "./rig.ts";

const PLATFORMS = ["x", "youtube", "instagram", "tiktok"] as const satisfies readonly Platform[];
const NO_STATES = { vanished: 0, suspended: 0, private: 0, renamed: 0, "handed-over": 0 };
const DAY_MS = 86_400_000;

let rig: Rig;
let simulator: PlatformSimulator;
let changes: Partial<CrawlerOptions>;
beforeEach(async () => {
  rig = createRig();
  simulator = await startSimulator({ count: 40, seed: 7, clock: rig.ports.clock, shares: NO_STATES });
  changes = {};
});
afterEach(async () => {
  await simulator.close();
  rig.close();
});

/** As a function would compose them; the counters are the folder's own, whose counts outlive processes. */
function ports() {
  const { clock } = rig.ports;
  counters ??= createMemoryCache({ clock });
  return {
    ...rig.as("open"),
    accountPages: createAccountPages({ counters, clock }, { ...crawlerOf(simulator, clock), ...changes }),
    proofReader: createStoredProofReader(rig.ports, [SHARED_TENANT, LOCAL_TENANT]),
  };
}
let counters: ReturnType<typeof createMemoryCache> | undefined;
beforeEach(() => {
  counters = undefined;
});

function accountOn(platform: Platform) {
  const account = simulator.world.accounts.find((one) => one.platform === platform);
  if (!account) throw new Error(`No account of ${platform} in the world.`);
  const name = { platform, handle: account.handle };
  return { ...account, name, id: account.platformUserId ?? account.handle.toLowerCase() };
}

function holderOf({ platform, handle }: { readonly platform: Platform; readonly handle: string }): Holder {
  const holder = simulator.world.byHandle(platform, handle);
  if (!holder) throw new Error("Nobody has the handle.");
  return holder;
}

const verify = (id: string, name: { readonly platform: Platform; readonly handle: string }) =>
  verifyOwnErasure(ports(), { id, ...name });
const erasedIn = (platform: Platform, userId: string) =>
  rig.ports
    .openDocuments(CATALOGUE_SCOPE)
    .find("erasures", {
      where: [{ field: "creator_ids", op: "eq", value: creatorIdOf(SHARED_TENANT, platform, userId) }],
      limit: 10,
    })
    .then(({ items }) => items.map(({ id }) => id));

describe("proof of control by a look at the platform", () => {
  it.each(PLATFORMS)("forgets at once an account of %s whose bio shows the code", async (platform) => {
    const { name, id: userId } = accountOn(platform);
    const { id, code } = await requestOwnErasure(ports(), name);
    expect(await verify(id, name)).toMatchObject({
      status: "waiting",
      look: { at: "just-now", shown: "no-code" },
    });
    simulator.world.writeBio(holderOf(name), `Tea, cakes. ${code}`);
    expect(await verify(id, name)).toMatchObject({
      status: "accepted",
      look: { at: "just-now", shown: "code" },
    });
    expect(await erasedIn(platform, userId)).toHaveLength(1);
    await rig.settle();
    expect(await getOwnErasure(ports(), { id })).toMatchObject({ status: "completed" });
  });

  it("keeps nothing of the profile that it read, and asks for no posts", async () => {
    const { name, id: userId } = accountOn("x");
    const { id } = await requestOwnErasure(ports(), name);
    simulator.world.writeBio(holderOf(name), "Some words that nobody else has written: zanzibar-quince");
    await verify(id, name);
    const kept = JSON.stringify(await rig.dump());
    for (const trace of ["zanzibar-quince", name.handle, userId]) expect(kept).not.toContain(trace);
    expect(simulator.log.map(({ endpoint }) => endpoint)).toEqual(["users/by"]);
  });

  it("takes an account that is gone for no proof, and says so", async () => {
    const { name, index, id: userId } = accountOn("x");
    const { id } = await requestOwnErasure(ports(), name);
    simulator.world.become(index, "vanished");
    expect(await verify(id, name)).toMatchObject({
      status: "waiting",
      look: { at: "just-now", shown: "no-account" },
    });
    expect(await erasedIn("x", userId)).toEqual([]);
  });

  it("answers an account that is stored and one that is not alike", async () => {
    const { name, id: userId } = accountOn("x");
    const other = simulator.world.accounts.find((one) => one.platform === "x" && one.handle !== name.handle);
    await registerTenant(rig.ports, SHARED_TENANT);
    const envelope = xEnvelope({ id: userId, username: name.handle });
    await rig.announce(await rig.drop("drop.ndjson", ndjson(envelope), SHARED_TENANT));
    await rig.settle();
    const answers = [];
    for (const handle of [name.handle, other?.handle ?? ""]) {
      const asked = { platform: "x", handle } as const;
      const { id } = await requestOwnErasure(ports(), asked);
      answers.push({ ...(await verify(id, asked)), id: "" });
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe("a handle that passes to somebody else", () => {
  it("proves nothing for the new holder once the request was looked at, though the code is copied", async () => {
    const { name, index, id: userId } = accountOn("x");
    const { id, code } = await requestOwnErasure(ports(), name);
    await verify(id, name);
    simulator.world.become(index, "handed-over");
    const newcomer = holderOf(name);
    simulator.world.writeBio(newcomer, code);
    expect(await verify(id, name)).toMatchObject({
      status: "waiting",
      look: { at: "just-now", shown: "other-account" },
    });
    expect(await erasedIn("x", userId)).toEqual([]);
    expect(await erasedIn("x", simulator.world.answered(newcomer).id)).toEqual([]);
  });

  it("before the first look erases the account that shows the code, by the platform's id, and never who had the handle", async () => {
    const { name, index, id: userId } = accountOn("x");
    await registerTenant(rig.ports, SHARED_TENANT);
    const envelope = xEnvelope({ id: userId, username: name.handle });
    await rig.announce(await rig.drop("drop.ndjson", ndjson(envelope), SHARED_TENANT));
    await rig.settle();
    const { id, code } = await requestOwnErasure(ports(), name);
    simulator.world.become(index, "handed-over");
    const newcomer = holderOf(name);
    simulator.world.writeBio(newcomer, code);
    expect(await verify(id, name)).toMatchObject({ status: "accepted" });
    expect(await erasedIn("x", simulator.world.answered(newcomer).id)).toHaveLength(1);
    const stored = await rig.ports
      .openDocuments(CATALOGUE_SCOPE)
      .get("creators", creatorIdOf(SHARED_TENANT, "x", userId));
    expect(stored).toMatchObject({ erased: false });
  });
});

describe("a platform that cannot be asked", () => {
  const storedWith = async (name: { readonly handle: string }, userId: string, description: string) => {
    await registerTenant(rig.ports, SHARED_TENANT);
    const fetched_at = new Date(rig.ports.clock.now().getTime() + 1_000).toISOString();
    const envelope = xEnvelope({ id: userId, username: name.handle, description, fetched_at });
    await rig.announce(await rig.drop(`${rig.ports.ids.random()}.ndjson`, ndjson(envelope), SHARED_TENANT));
    await rig.settle();
  };

  const TROUBLES: Readonly<Record<string, () => void>> = {
    "is down": () => {
      simulator.faults.share = 1;
      simulator.faults.kinds = ["server-error"];
    },
    "breaks off": () => {
      simulator.faults.share = 1;
      simulator.faults.kinds = ["truncated"];
    },
    throttles: () => {
      simulator.faults.share = 1;
      simulator.faults.kinds = ["throttled"];
    },
    "has changed its answers": () => {
      simulator.faults.changedShape = ["x"];
    },
    "refuses the credential": () => {
      changes = {
        credentials: [{ platform: "x", name: "x-1", app: "x-1", bearerToken: "revoked" }],
      };
    },
    "has no credential here": () => {
      changes = { credentials: [] };
    },
    "answers what the normaliser cannot read": () => {
      const { clients } = crawlerOf(simulator, rig.ports.clock);
      const fetchAccounts = async ([account]: readonly AccountName[]): Promise<readonly FetchOutcome[]> =>
        account
          ? [{ kind: "found", account, platform_user_id: "1", handle: "a", payload: { data: [] }, posts: [] }]
          : [];
      changes = { clients: { ...clients, x: { ...clients.x, fetchAccounts } } };
    },
  };

  it.each(Object.entries(TROUBLES))("since it %s leaves proof to the next fetch", async (_, trouble) => {
    const { name, id: userId } = accountOn("x");
    const { id, code } = await requestOwnErasure(ports(), name);
    simulator.world.writeBio(holderOf(name), code);
    trouble();
    expect(await verify(id, name)).toMatchObject({
      status: "waiting",
      look: { at: "next-fetch", shown: "unknown" },
    });
    await storedWith(name, userId, code);
    expect(await verify(id, name)).toMatchObject({
      status: "accepted",
      look: { at: "next-fetch", shown: "code" },
    });
  });

  it("asks no more than the day's looks, and asks again the next day", async () => {
    const { name } = accountOn("x");
    const { id } = await requestOwnErasure(ports(), name);
    const day = rig.ports.clock.now().toISOString().slice(0, 10);
    ports();
    await counters?.increment(`crawl:looks:proof:x:${day}`, 200, { ttlSeconds: 1_000 });
    expect(await verify(id, name)).toMatchObject({ look: { at: "next-fetch", shown: "unknown" } });
    expect(simulator.log).toEqual([]);
    rig.advance(DAY_MS);
    expect(await verify(id, name)).toMatchObject({ look: { at: "just-now", shown: "no-code" } });
  });

  it("never passes the platform's own budget, and has a reserve that crawling leaves", async () => {
    const { name } = accountOn("youtube");
    const { id } = await requestOwnErasure(ports(), name);
    const credential = simulator.credentials.find("youtube", () => true);
    if (!credential || !counters) throw new Error("Nothing to count with.");
    const counted = { limits: YOUTUBE_LIMITS, credential, usdPerDay: 10, synthetic: false };
    const crawling = createQuotaGate({ counters, clock: rig.ports.clock }, counted);
    await crawling.take([{ bucket: "units", units: 9_500 }]);
    await expect(crawling.take([{ bucket: "units", units: 1 }])).rejects.toMatchObject({
      code: "quota-spent",
    });
    expect(await verify(id, name)).toMatchObject({ look: { at: "just-now", shown: "no-code" } });
    const looking = createQuotaGate({ counters, clock: rig.ports.clock }, { ...counted, drawsOn: "reserve" });
    await looking.take([{ bucket: "units", units: 399 }]);
    expect(await verify(id, name)).toMatchObject({ look: { at: "next-fetch", shown: "unknown" } });
    expect(simulator.log).toHaveLength(1);
  });
});

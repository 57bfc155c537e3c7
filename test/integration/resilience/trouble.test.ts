import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { creatorIdOf, LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { IS_DEEP } from "../../deep.ts";
import { type CloudWorld, cloudWorldLacks, startCloudWorld } from "../../doubles/cloud/world.ts";
import { ndjson, xEnvelope } from "../pipeline/envelopes.ts";
import {
  during,
  embedBody,
  openRig,
  type Rig,
  TROUBLES,
  type TroubledKeywords,
  type TroubledPart,
  type TroubleName,
  troubledKeywords,
} from "./rig.ts";

const lacks = IS_DEEP ? cloudWorldLacks() : "npm run test:deep";
const MAX_RECEIVES = 5;
/** The first call of each service loads its SDK. */
const UNHURRIED_MS = 60_000;
const PEOPLE = ["1", "2", "3"];
const idOf = (user: string) => creatorIdOf(LOCAL_TENANT, "x", user);

if (lacks !== null) {
  console.warn(`NOT RUN: the table of troubles over the cloud's adapters needs ${lacks}`);
  it.skip("no dependency in trouble hangs or loses anything (no servers)", () => {});
} else describe("with every service behind its own link", describeTroubles);

function describeTroubles(): void {
  let world: CloudWorld;
  let keywords: TroubledKeywords;
  let drawn = 0;
  const draw = (): number => {
    drawn += 1;
    return drawn;
  };
  /** A query that no cache knows. */
  const freshQuery = () => `tea trains ${draw()}`;

  beforeAll(async () => {
    world = await startCloudWorld();
    for (const [key, value] of Object.entries(world.environment)) vi.stubEnv(key, value);
    keywords = troubledKeywords(() => PEOPLE.map(idOf));
    await withRig(async (rig) => {
      const key = await drop(rig, PEOPLE);
      expect(await rig.ingest(key)).toEqual({ batchItemFailures: [] });
      expect(await rig.embed(PEOPLE.map(idOf))).toEqual({ batchItemFailures: [] });
      // A first search loads what searching needs, which is no trouble of a service.
      await rig.search(freshQuery());
    }, UNHURRIED_MS);
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await world.close();
  });

  async function withRig<T>(work: (rig: Rig) => Promise<T>, workerMs?: number): Promise<T> {
    const rig = await openRig(world, keywords, workerMs);
    try {
      return await work(rig);
    } finally {
      await rig.close();
    }
  }

  async function drop(
    { composition }: Rig,
    users: readonly string[],
    text = "Tea and trains",
  ): Promise<string> {
    const key = `inbox/local/${draw()}.ndjson.gz`;
    const lines = ndjson(...users.map((id) => xEnvelope({ id, description: text })));
    await composition.services.objects.put(key, gzipSync(lines));
    return key;
  }

  const isStored = async ({ composition }: Rig, user: string): Promise<boolean> =>
    (await composition.services.openDocuments(LOCAL_SCOPE).get("creators", idOf(user))) !== null;

  /** Parts and codes are ours; what a vendor says must not come through. */
  function expectOwnWords(rig: Rig, told: unknown): void {
    const all = JSON.stringify([told, rig.logged]);
    expect(all).not.toMatch(/secret|127\.0\.0\.1|ECONN|mongodb:|[Aa]pi-[Kk]ey/);
    for (const { error } of rig.logged) {
      if (error !== undefined) expect(error).toMatch(/^(unavailable|rate-limited|invalid)\/[a-z-]+/);
    }
  }

  const search = (part: TroubledPart, trouble: TroubleName, extra: Record<string, string> = {}) =>
    withRig(async (rig) => {
      const outcome = await during(world, keywords, { part, trouble }, () => rig.search(freshQuery(), extra));
      expectOwnWords(rig, outcome.body);
      return outcome;
    });

  it("answers whole while nothing is in trouble", async () => {
    const { status, body } = await withRig((rig) => rig.search(freshQuery()));
    expect(status).toBe(200);
    expect(body).toMatchObject({ meta: { degraded: [], source: "index" } });
    expect(body.data).toHaveLength(PEOPLE.length);
  });

  describe.each(TROUBLES)("a search while a part is %s", (trouble) => {
    it.each([
      ["pinecone", "vectors", {}],
      ["openAi", "vectors", {}],
      ["keywords", "keywords", {}],
      ["openAi", "rerank", { rerank: "llm", mode: "keyword" }],
    ] as const)("answers without %s and says that it lacks %s", async (part, label, extra) => {
      const { status, body } = await search(part, trouble, extra);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        data: PEOPLE.map(() => ({ cache_hit: false })),
        meta: { degraded: [{ part: label, reason: expect.any(String) }] },
      });
    });

    it("costs a cache that is down a moment, not the answer", async () => {
      const { status, body, tookMs } = await search("upstash", trouble);
      expect(status).toBe(200);
      expect(body).toMatchObject({ meta: { degraded: [], cache: "miss" } });
      expect(tookMs).toBeLessThan(5_000);
    });

    it("is a problem in our own words, in time, without the documents", async () => {
      const { status, body } = await search("mongo", trouble);
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: expect.stringMatching(/^(search|documents)-/), status: 503 });
    });

    it("needs neither objects nor queues", async () => {
      expect(await search("aws", trouble)).toMatchObject({ status: 200, body: { meta: { degraded: [] } } });
    });
  });

  describe.each(TROUBLES)("an ingest while a part is %s", (trouble) => {
    it.each(["mongo", "aws"] as const)(
      "fails its message alone without %s, and ends well when tried again",
      async (part) => {
        await withRig(async (rig) => {
          const user = String(100 + draw());
          const key = await drop(rig, [user]);
          const told = await during(world, keywords, { part, trouble }, () => rig.ingest(key));
          expect(told).toEqual({ batchItemFailures: [{ itemIdentifier: "0" }] });
          expectOwnWords(rig, told);
          await withRig(async (later) => {
            expect(await later.ingest(key)).toEqual({ batchItemFailures: [] });
            expect(await isStored(later, user)).toBe(true);
          });
        });
      },
    );

    it.each(["pinecone", "openAi", "upstash"] as const)("does not need %s", async (part) => {
      await withRig(async (rig) => {
        const user = String(100 + draw());
        const key = await drop(rig, [user]);
        const told = await during(world, keywords, { part, trouble }, () => rig.ingest(key));
        expect(told).toEqual({ batchItemFailures: [] });
        expect(await isStored(rig, user)).toBe(true);
      });
    });
  });

  describe.each(TROUBLES)("an embedding while a part is %s", (trouble) => {
    it.each(["mongo", "pinecone", "openAi"] as const)(
      "fails its message alone without %s, and ends well when tried again",
      async (part) => {
        await withRig(async (rig) => {
          const user = String(1_000 + draw());
          await rig.ingest(await drop(rig, [user], `Text ${user}`));
          const told = await during(world, keywords, { part, trouble }, () => rig.embed([idOf(user)]));
          expect(told).toEqual({ batchItemFailures: [{ itemIdentifier: "0" }] });
          expectOwnWords(rig, told);
          await withRig(async (later) => {
            expect(await later.embed([idOf(user)])).toEqual({ batchItemFailures: [] });
            const record = await later.composition.services
              .openDocuments(LOCAL_SCOPE)
              .get("creators", idOf(user));
            expect(record).toMatchObject({ index_pending: false, index_mark: { dims: 64 } });
          });
        });
      },
    );
  });

  it("puts a message aside with the dead letters when it failed as often as the queue allows, and loses nothing", async () => {
    await withRig(async (rig) => {
      const { queues } = rig.composition.services;
      const user = String(10_000 + draw());
      await rig.ingest(await drop(rig, [user], "Told in vain"));
      await queues.send("embed-low", [{ body: embedBody([idOf(user)]) }]);
      const take = async (queue: "embed-low" | "embed-low-dead") =>
        (await queues.receive(queue, { max: 1, visibilitySeconds: 60, waitSeconds: 0 }))[0];
      for (let receive = 1; receive <= MAX_RECEIVES; receive += 1) {
        const message = await take("embed-low");
        if (!message) throw new Error(`No message at receive ${receive}.`);
        const told = await during(world, keywords, { part: "openAi", trouble: "refusing" }, () =>
          rig.embedMessage(message.body),
        );
        expect(told.batchItemFailures).toHaveLength(1);
        await queues.release("embed-low", [message.receipt], 0);
      }
      expect(await take("embed-low")).toBeUndefined();
      const dead = await take("embed-low-dead");
      // The one who fixes the cause sends it back: docs/RUNBOOK.md.
      await withRig(async (later) => {
        expect(await later.embedMessage(dead?.body ?? "")).toEqual({ batchItemFailures: [] });
        const record = await later.composition.services
          .openDocuments(LOCAL_SCOPE)
          .get("creators", idOf(user));
        expect(record).toMatchObject({ index_pending: false });
      });
    });
  });
}

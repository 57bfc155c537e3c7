import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageKey } from "../../../lib/cache/cache-keys.ts";
import type { Operation } from "../../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../../lib/domain/api/operations.ts";
import { SHARED_TENANT } from "../../../lib/domain/ids.ts";
import { searchRequestSchema } from "../../../lib/domain/search-request.ts";
import { tenantScope } from "../../../lib/domain/tenant-scope.ts";
import type { CollectionName } from "../../../lib/ports/tenant-documents.ts";
import { lambdaContext } from "../../../local/lambda-context.ts";
import { refusedRights } from "../../doubles/granted-ports.ts";
import { requestFor } from "./requests.ts";
import { ACME, CANARIES, idsOf, openWorld, RIVAL, type World } from "./tenant-worlds.ts";

/** The same customers with and without the rival: whatever acme is told must be the same in both. */
let beside: World;
let alone: World;
let rivalsErasure = "";

const searchOf = (world: World, tenant: typeof ACME, values: Record<string, unknown>) =>
  world.send(tenant, requestFor(named("searchCreators"), values));
const named = (id: string): Operation => {
  const found = OPERATIONS.find((operation) => operation.id === id);
  if (!found) throw new Error(`There is no operation ${id}.`);
  return found;
};

beforeAll(async () => {
  beside = await openWorld([ACME, SHARED_TENANT, RIVAL]);
  alone = await openWorld([ACME, SHARED_TENANT]);
  // The rival's own acts fill caches, audit and queues.
  for (const q of [...CANARIES, "chess", "bread baking", ""]) await searchOf(beside, RIVAL, { q });
  const erased = await beside.send(RIVAL, requestFor(named("eraseCreator"), { id: idsOf(RIVAL)[2] ?? "" }));
  rivalsErasure = JSON.parse(erased.body).id;
}, 60_000);
afterAll(async () => {
  await beside?.close();
  await alone?.close();
  expect(refusedRights).toEqual([]);
});

/** Health asks stores as a whole and tells nothing of what is in them; the document is the same for everybody. */
const OWN_TESTS: ReadonlySet<string> = new Set(["health", "openapi"]);

const words = fc.constantFrom(
  ...CANARIES,
  "chess",
  "bread baking",
  "yoga",
  "",
  "@chessrival",
  "rivalbaker",
  "chess NOT queen",
);
const anyId = fc.constantFrom(
  ...idsOf(RIVAL),
  ...idsOf(ACME),
  ...idsOf(SHARED_TENANT),
  "c_0123456789abcdefghjkmnpqrs",
);

/** Each once as its example says, whatever the draw brings. */
const ASKED = OPERATIONS.filter(({ id }) => !OWN_TESTS.has(id));
const asItIs = ({ id, example }: Operation) => ({
  operation: id,
  values: { ...example } as Record<string, unknown>,
});

/** An operation's example with other words, and other creators' and erasures' ids where ids stand. */
const request = fc
  .record({
    operation: fc.constantFrom(...ASKED),
    ...{ id: anyId, q: words, sort: fc.constantFrom("relevance", "followers", "recent") },
    ...{
      mode: fc.constantFrom("hybrid", "keyword", "vector"),
      platforms: fc.boolean(),
      explain: fc.boolean(),
    },
  })
  .map(({ operation, id, q, sort, mode, platforms, explain }) => {
    const options = { sort, mode, explain, limit: 100, ...(platforms && { platforms: ["instagram"] }) };
    const asked: Record<string, Record<string, unknown>> = {
      searchCreators: { q, ...options },
      searchCreatorsByBody: {
        ...{ query: q, sort, mode, explain, limit: 100 },
        filters: platforms ? { platforms: ["instagram"], exclude_ids: [id] } : {},
      },
      getErasure: { id: rivalsErasure },
      similarCreators: { id, limit: 100 },
      similarToSeveral: { likes: [id], dislikes: ["rivalbaker"], limit: 100 },
      rankCreators: { query: q || "chess", accounts: [id, "chessrival"], explain },
      suggest: { q: q || "ri", limit: 20 },
    };
    const example = "id" in operation.example ? { ...operation.example, id } : operation.example;
    return { operation: operation.id, values: asked[operation.id] ?? example };
  });

/** What may differ: names of this very request, its time, and figures that the index's word statistics enter. */
const VARYING = new Set([
  ...["latency", "request_id", "instance", "relevance_score", "explain", "why_ranked", "secret"],
  ...["anchor", "hash", "previous_hash", "signature", "query_id"],
]);
const comparable = (body: string): unknown =>
  JSON.parse(body, (key, value) => {
    if (VARYING.has(key)) return undefined;
    if (key === "next_cursor") return value !== null;
    // Signed under the keyring of its own system.
    if (key === "url" && String(value).startsWith("/uploads/")) return value.replace(/signature=[\w-]+/, "");
    // What somebody is to write into a bio is drawn anew for each.
    if (key === "code" && String(value).startsWith("forget-me-")) return "forget-me";
    // The code that a person is asked to show is drawn by lot.
    if (typeof value === "string" && value.startsWith("forget-me-")) return "forget-me-";
    return key === "data" && Array.isArray(value) ? value.toSorted(byText) : value;
  });
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe("whatever a tenant asks on whatever route", () => {
  test("it is told, counted, cached and logged as if the rival were not there, and the rival keeps all it has", async () => {
    const before = await beside.recordsOf(RIVAL);
    const rivalsPages = () => [...beside.memory.pages.keys()].filter((key) => key.startsWith(`${RIVAL}|`));
    const pagesBefore = rivalsPages();
    const routes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 4 }), async (asked) => {
        for (const { operation, values } of asked) {
          routes.add(operation);
          const sent = () => requestFor(named(operation), values);
          const here = await beside.watch(() => beside.send(ACME, sent()));
          const there = await alone.watch(() => alone.send(ACME, sent()));
          expect(here.result.statusCode).toBe(there.result.statusCode);
          expect(comparable(here.result.body)).toEqual(comparable(there.result.body));
          const told = [...here.asked, ...here.logged, here.result.body, JSON.stringify(here.result.headers)];
          for (const line of told) expect(line).not.toMatch(/\brival\b/);
          expect(here.logged.join()).not.toMatch(new RegExp(CANARIES.join("|")));
        }
      }),
      {
        numRuns: ASKED.length + 60,
        seed: 20261120,
        examples: ASKED.map((operation) => [[asItIs(operation)]]),
      },
    );
    expect(routes.size).toBe(OPERATIONS.length - OWN_TESTS.size);
    expect(await beside.recordsOf(RIVAL)).toBe(before);
    // A copy may be released, never added or changed.
    expect(pagesBefore).toEqual(expect.arrayContaining(rivalsPages()));
  }, 240_000);
});

describe("another tenant's", () => {
  test.each(["getCreator", "similarCreators"])(
    "creator is not there for %s, word for word as one that never was",
    async (id) => {
      const answers = [idsOf(RIVAL)[0], "c_0123456789abcdefghjkmnpqrs"].map((creator) =>
        beside.send(ACME, requestFor(named(id), { id: creator })),
      );
      const [theirs, nobodys] = await Promise.all(answers);
      expect(theirs?.statusCode).toBe(404);
      expect(comparable(theirs?.body ?? "")).toEqual(comparable(nobodys?.body ?? ""));
    },
  );

  test("cursor is refused", async () => {
    const page = JSON.parse((await searchOf(beside, RIVAL, { q: "", limit: 1, sort: "followers" })).body);
    const cursor = page.meta.next_cursor;
    expect(cursor).toBeTypeOf("string");
    const own = await searchOf(beside, RIVAL, { q: "", limit: 1, sort: "followers", cursor });
    expect(own.statusCode).toBe(200);
    const taken = await searchOf(beside, ACME, { q: "", limit: 1, sort: "followers", cursor });
    expect([taken.statusCode, JSON.parse(taken.body).code]).toEqual([400, "bad-cursor"]);
  });

  test("page does not open under one's own key of the cache", async () => {
    const { cache, embedder } = beside.services;
    const asked = searchRequestSchema.parse({ query: "quetzalium" });
    const keyFor = (tenant: typeof ACME) =>
      pageKey(tenantScope(tenant, { subscribesShared: true }), embedder.model, asked);
    const [sealed] = await cache.getMany([keyFor(RIVAL)]);
    expect(sealed).toBeTypeOf("string");
    await cache.set(keyFor(ACME), sealed ?? "", { ttlSeconds: 60 });
    beside.memory.pages.clear();
    const { data, meta } = JSON.parse((await searchOf(beside, ACME, { q: "quetzalium" })).body);
    expect(meta.cache).toBe("miss");
    expect(data.filter(({ handle }: { handle: string }) => /rival/.test(handle))).toEqual([]);
  });
});

describe("a message that names one tenant and another's records", () => {
  const record = (body: object) => ({
    ...{
      messageId: "m1",
      receiptHandle: "r",
      body: JSON.stringify(body),
      messageAttributes: {},
      md5OfBody: "",
    },
    attributes: {
      ...{ ApproximateReceiveCount: "1", SentTimestamp: "0", SenderId: "s" },
      ApproximateFirstReceiveTimestamp: "0",
    },
    ...{ eventSource: "aws:sqs", eventSourceARN: "arn:aws:sqs:local:local:q", awsRegion: "local" },
  });

  test.each([
    ["embed-creators", () => ({ tenant_id: ACME, creator_ids: idsOf(RIVAL) })],
    ["run-erasure", () => ({ tenant_id: ACME, erasure_id: rivalsErasure })],
  ] as const)("leaves them as they are: %s", async (name, body) => {
    const before = await beside.recordsOf(RIVAL);
    const { asked } = await beside.watch(() =>
      beside.functions.queues[name]({ Records: [record(body())] }, lambdaContext(name, "r")),
    );
    expect(await beside.recordsOf(RIVAL)).toBe(before);
    expect(asked.length).toBeGreaterThan(0);
    for (const line of asked) expect(line).not.toMatch(/\brival\b/);
  });
});

test("every kind of record that there is was looked at", async () => {
  const stored = JSON.parse(await beside.recordsOf(RIVAL));
  expect(stored.found.length).toBeGreaterThan(3);
  expect(stored.stored.length).toBeGreaterThan(0);
  expect(stored.objects.length).toBeGreaterThan(3);
  const erasures: CollectionName = "erasures";
  const documents = beside.services.openDocuments(tenantScope(RIVAL, { subscribesShared: false }));
  expect(await documents.get(erasures, rivalsErasure)).not.toBeNull();
});

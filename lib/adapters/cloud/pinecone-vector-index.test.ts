import { afterEach, describe, expect, it } from "vitest";
import {
  type PineconeDouble,
  type PineconeDoubleOptions,
  startPineconeDouble,
} from "../../../test/doubles/pinecone/server.ts";
import type { VectorMetadata, VectorRecord } from "../../ports/vector-index.ts";
import { createResiliencePolicy } from "../resilience/policy.ts";
import { VECTOR_RULES } from "../resilience/port-rules.ts";
import { withResilience } from "../resilience/with-resilience.ts";
import { createPineconeVectorIndex, type PineconeSettings } from "./pinecone-vector-index.ts";

const NAMESPACE = "acme.youtube";
const doubles: PineconeDouble[] = [];

afterEach(async () => {
  for (const double of doubles.splice(0)) await double.close();
});

async function open(options: Partial<PineconeDoubleOptions> = {}, settings: Partial<PineconeSettings> = {}) {
  const double = await startPineconeDouble({ dimensions: 4, ...options });
  doubles.push(double);
  const dimensions = options.dimensions ?? 4;
  const index = await createPineconeVectorIndex({
    apiKey: "test-key",
    indexHost: double.host,
    dimensions,
    random: () => 0,
    ...settings,
  });
  const seen = (path: string) => double.requests.filter((request) => request.path === path);
  return { double, index, seen };
}

const record = (id: string, metadata: VectorMetadata = {}, dimensions = 4): VectorRecord => {
  const values = new Float32Array(dimensions);
  values[0] = 1;
  return { id, values, metadata };
};

/** Deterministic noise of unit length: numbers with as many digits as real embeddings have. */
function noisy(id: string, dimensions: number): VectorRecord {
  const values = Float32Array.from({ length: dimensions }, (_, at) => Math.sin(at * 12.9898 + id.length));
  const length = Math.hypot(...values);
  return { id, values: values.map((value) => value / length), metadata: {} };
}

const query = { namespaces: [NAMESPACE], vector: Float32Array.of(1, 0, 0, 0), topK: 5, where: [] };

describe("the size of requests to Pinecone", () => {
  it("is at most 1,000 records", async () => {
    const { index, seen } = await open();
    await index.upsert(
      NAMESPACE,
      Array.from({ length: 2_001 }, (_, at) => record(`c_${at}`)),
    );
    expect(seen("/vectors/upsert")).toHaveLength(3);
    expect(await index.stats()).toEqual({ namespaces: { [NAMESPACE]: { count: 2_001 } } });
  });

  it("is at most 2 MB, which long vectors reach first, and little below it", async () => {
    const { index, seen } = await open({ dimensions: 512 });
    await index.upsert(
      NAMESPACE,
      Array.from({ length: 1_000 }, (_, at) => noisy(`c_${String(at).padStart(24, "0")}`, 512)),
    );
    const sizes = seen("/vectors/upsert").map(({ bytes }) => bytes);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2_000_000);
    expect(sizes.slice(0, -1).every((bytes) => bytes > 1_900_000)).toBe(true);
    expect(sizes).toHaveLength(4);
  });

  it("keeps 32-bit numbers to the last bit", async () => {
    const { index } = await open({ dimensions: 512 });
    const sent = noisy("c_1", 512);
    await index.upsert(NAMESPACE, [sent]);
    expect((await index.fetch(NAMESPACE, ["c_1"]))[0]?.values).toEqual(sent.values);
  });

  it("is at most 100 ids a fetch, fewer when they are long, and 1,000 a delete", async () => {
    const { index, seen } = await open();
    const ids = Array.from({ length: 1_500 }, (_, at) => `c_${at}`);
    await index.upsert(
      NAMESPACE,
      ids.map((id) => record(id)),
    );
    expect(await index.fetch(NAMESPACE, ids)).toHaveLength(1_500);
    expect(seen("/vectors/fetch")).toHaveLength(15);
    await index.fetch(
      NAMESPACE,
      Array.from({ length: 30 }, (_, at) => `${at}${"x".repeat(500)}`),
    );
    expect(seen("/vectors/fetch")).toHaveLength(18);
    await index.delete(NAMESPACE, ids);
    expect(seen("/vectors/delete").map(({ body }) => (body as { ids: string[] }).ids.length)).toEqual([
      1_000, 500,
    ]);
    expect(await index.fetch(NAMESPACE, ids, { afterOwnWrites: true })).toEqual([]);
  });

  it("is refused before it is sent where Pinecone would refuse it", async () => {
    const { index, seen } = await open();
    const refused = { kind: "invalid", code: "vector-metadata" };
    const large = record("c_1", { categories: ["é".repeat(21 * 2 ** 10)] });
    await expect(index.upsert(NAMESPACE, [large])).rejects.toMatchObject(refused);
    const notANumber = record("c_1", { followers: Number.NaN });
    await expect(index.upsert(NAMESPACE, [notANumber])).rejects.toMatchObject(refused);
    const longId = record("x".repeat(513));
    await expect(index.upsert(NAMESPACE, [longId])).rejects.toMatchObject({ code: "vector-id" });
    await expect(index.query({ ...query, topK: 10_001 })).rejects.toMatchObject({ kind: "invalid" });
    expect(seen("/vectors/upsert")).toEqual([]);
  });
});

describe("trouble with Pinecone", () => {
  it("is waited out when it asks for patience, which the SDK does not do", async () => {
    const { double, index, seen } = await open();
    double.answerNext(3, 429);
    await index.upsert(NAMESPACE, [record("c_1")]);
    expect(seen("/vectors/upsert")).toHaveLength(4);
  });

  it.each([
    [429, 4, "rate-limited", "vectors-throttled"],
    [503, 1, "unavailable", "vectors-unavailable"],
    [0, 1, "unavailable", "vectors-unavailable"],
    [400, 1, "invalid", "vectors-request-refused"],
    [404, 1, "unavailable", "vectors-unavailable"],
  ] as const)("of status %d is told after %d requests as %s", async (status, requests, kind, code) => {
    const { double, index, seen } = await open();
    double.answerNext(requests, status);
    await expect(index.query(query)).rejects.toMatchObject({ name: "AppError", kind, code });
    expect(seen("/query")).toHaveLength(requests);
  });

  it("names a refused key, at start", async () => {
    const opened = open({}, { apiKey: "wrong" });
    await expect(opened).rejects.toMatchObject({ kind: "unavailable", code: "vectors-access-denied" });
  });

  it("names an exhausted plan", async () => {
    const { index } = await open({ namespacesMax: 1 });
    await index.upsert("a.x", [record("c_1")]);
    const second = index.upsert("b.x", [record("c_1")]);
    await expect(second).rejects.toMatchObject({ kind: "unavailable", code: "vectors-quota-exceeded" });
  });

  it("ends with the caller's signal", async () => {
    const { index } = await open();
    const asked = index.query(query, { signal: AbortSignal.abort() });
    await expect(asked).rejects.toMatchObject({ kind: "unavailable" });
  });
});

describe("an index under the resilience policy", () => {
  async function openGuarded() {
    const { double, index, seen } = await open();
    const policy = createResiliencePolicy({
      dependency: "vectors",
      attemptMs: 5_000,
      attempts: 2,
      backoff: { baseMs: 0, maxMs: 0 },
      bulkhead: { concurrent: 8, waiting: 8 },
      breaker: { threshold: 0.5, size: 4, minimum: 4, halfOpenAfterMs: 60_000 },
    });
    return { double, seen, policy, index: withResilience(index, policy, VECTOR_RULES) };
  }

  it("answers after an error that passes", async () => {
    for (const status of [503, 0]) {
      const { double, index, seen } = await openGuarded();
      double.answerNext(1, status);
      expect(await index.query(query)).toEqual([]);
      expect(seen("/query")).toHaveLength(2);
    }
  });

  it("is left alone when it goes on failing", async () => {
    const { double, index, policy, seen } = await openGuarded();
    double.answerNext(100, 503);
    for (let call = 0; call < 5; call += 1)
      await expect(index.query(query)).rejects.toMatchObject({ kind: "unavailable" });
    expect(policy.state()).toBe("open");
    expect(seen("/query")).toHaveLength(4);
  });
});

describe("an index in Pinecone", () => {
  it("is refused at start when its dimensions are not the embedder's", async () => {
    const opened = open({ dimensions: 8 }, { dimensions: 4 });
    await expect(opened).rejects.toMatchObject({ kind: "invalid", code: "vector-dimensions-changed" });
  });

  it("shows its own writes to the reader who asks for them, and says so when it cannot", async () => {
    const late = await open({ lagReads: 2 });
    await late.index.upsert(NAMESPACE, [record("c_1")]);
    expect(await late.index.fetch(NAMESPACE, ["c_1"])).toEqual([]);
    expect(await late.index.fetch(NAMESPACE, ["c_1"], { afterOwnWrites: true })).toHaveLength(1);
    await late.index.delete(NAMESPACE, ["c_1"]);
    expect(await late.index.fetch(NAMESPACE, ["c_1"])).toHaveLength(1);
    expect(await late.index.fetch(NAMESPACE, ["c_1"], { afterOwnWrites: true })).toEqual([]);

    const tooLate = await open({ lagReads: 1_000 }, { freshnessMs: 100 });
    await tooLate.index.upsert(NAMESPACE, [record("c_1")]);
    const reading = tooLate.index.fetch(NAMESPACE, ["c_1"], { afterOwnWrites: true });
    await expect(reading).rejects.toMatchObject({ kind: "unavailable", code: "vectors-not-fresh" });
  });

  it("keeps the newest vector when its metadata is replaced before it shows", async () => {
    const { index } = await open({ lagReads: 2 });
    await index.upsert(NAMESPACE, [record("c_1")]);
    await index.fetch(NAMESPACE, ["c_1"], { afterOwnWrites: true });
    const newer = { id: "c_1", values: Float32Array.of(0, 1, 0, 0), metadata: {} };
    await index.upsert(NAMESPACE, [newer]);
    await index.replaceMetadata(NAMESPACE, [{ id: "c_1", metadata: { country: "FR" } }]);
    const [found] = await index.fetch(NAMESPACE, ["c_1"], { afterOwnWrites: true });
    expect(found).toEqual({ ...newer, metadata: { country: "FR" } });
  });

  it("loses metadata fields that a replacement does not name", async () => {
    const { index } = await open();
    await index.upsert(NAMESPACE, [record("c_1", { country: "DE", followers: 5 })]);
    await index.replaceMetadata(NAMESPACE, [{ id: "c_1", metadata: { country: "FR" } }]);
    expect(await index.fetch(NAMESPACE, ["c_1"])).toMatchObject([{ metadata: { country: "FR" } }]);
    expect((await index.fetch(NAMESPACE, ["c_1"]))[0]?.metadata).not.toHaveProperty("followers");
  });

  it("is asked once for each namespace, and never when nothing can match", async () => {
    const { index, seen } = await open();
    await index.query({ ...query, namespaces: ["a.x", "a.tiktok", "a.x"] });
    expect(seen("/query")).toHaveLength(2);
    expect(await index.query({ ...query, where: [{ field: "country", op: "in", values: [] }] })).toEqual([]);
    expect(seen("/query")).toHaveLength(2);
    expect(seen("/query")[0]?.apiVersion).toBe("2026-07");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../lib/domain/condition.ts";
import type { VectorIndex, VectorMetadata, VectorRecord } from "../../lib/ports/vector-index.ts";
import { eventually, type Opened } from "./eventually.ts";
import { uniqueName } from "./sample-records.ts";

/** What every implementation of `VectorIndex` promises. Each run has its own namespaces. */
export function describeVectorIndexContract(name: string, open: () => Promise<Opened<VectorIndex>>): void {
  describe(`${name} keeps the contract of VectorIndex`, () => {
    let opened: Opened<VectorIndex>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const vectors = (): VectorIndex => opened.port;

    describeRecords(vectors);
    describeQueries(vectors);
    describeLists(vectors);
  });
}

/** The unit vector along one axis, leaning towards the next by `lean` (a tangent). */
function axis(dimensions: number, index: number, lean = 0): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[index % dimensions] = 1;
  vector[(index + 1) % dimensions] = lean;
  const length = Math.hypot(1, lean);
  return vector.map((value) => value / length);
}

const record = (
  index: VectorIndex,
  id: string,
  at: number,
  metadata: VectorMetadata = {},
  lean = 0,
): VectorRecord => ({
  id,
  values: axis(index.dimensions, at, lean),
  metadata,
});

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

function describeRecords(vectors: () => VectorIndex): void {
  const stored = (namespace: string, ids: readonly string[]) =>
    vectors().fetch(namespace, ids, { afterOwnWrites: true });

  it("keeps vectors and metadata as they were given", async () => {
    const namespace = uniqueName("tenant.x");
    const metadata = {
      country: "DE",
      followers: 12,
      engagement_rate: 0.052,
      verified: true,
      languages: ["de", "en"],
    };
    await vectors().upsert(namespace, [record(vectors(), "a", 0, metadata, 0.5), record(vectors(), "b", 1)]);
    const found = (await stored(namespace, ["b", "none", "a"])).sort(byId);
    expect(found.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(found.map((one) => one.metadata)).toEqual([metadata, {}]);
    const expected = axis(vectors().dimensions, 0, 0.5);
    // Indexes keep half-precision numbers or coarser ones, so only three digits are compared.
    found[0]?.values.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 2);
    });
  });

  it("replaces a record whole, and lets the last of two in one call hold", async () => {
    const namespace = uniqueName("tenant.x");
    await vectors().upsert(namespace, [record(vectors(), "a", 0, { country: "DE", followers: 1 })]);
    await vectors().upsert(namespace, [
      record(vectors(), "a", 1, { country: "FR" }),
      record(vectors(), "a", 2, { country: "BR" }),
    ]);
    const [found] = await stored(namespace, ["a"]);
    expect(found?.metadata).toEqual({ country: "BR" });
    expect(found?.values[2]).toBeCloseTo(1, 2);
    const hits = await eventually(
      () =>
        vectors().query({
          namespaces: [namespace],
          vector: axis(vectors().dimensions, 2),
          topK: 5,
          where: [],
        }),
      (seen) => seen.length === 1 && (seen[0]?.score ?? 0) > 0.9,
    );
    expect(hits.map(({ id }) => id)).toEqual(["a"]);
  });

  it("replaces metadata only where there is a record, and leaves its vector alone", async () => {
    const namespace = uniqueName("tenant.x");
    await vectors().upsert(namespace, [record(vectors(), "a", 3, { country: "DE", followers: 1 })]);
    await stored(namespace, ["a"]);
    const changed = await vectors().replaceMetadata(namespace, [
      { id: "a", metadata: { country: "FR" } },
      { id: "none", metadata: { country: "FR" } },
    ]);
    expect(changed).toEqual(["a"]);
    const [found] = await stored(namespace, ["a"]);
    expect(found?.metadata).toEqual({ country: "FR" });
    expect(found?.values[3]).toBeCloseTo(1, 2);
    expect(await stored(namespace, ["none"])).toEqual([]);
  });

  it("forgets what is deleted and lets it be stored again", async () => {
    const namespace = uniqueName("tenant.x");
    await vectors().upsert(namespace, [record(vectors(), "a", 0), record(vectors(), "b", 0, {}, 0.1)]);
    await vectors().delete(namespace, ["a", "none"]);
    expect((await stored(namespace, ["a", "b"])).map(({ id }) => id)).toEqual(["b"]);
    const query = { namespaces: [namespace], vector: axis(vectors().dimensions, 0), topK: 5, where: [] };
    const hits = await eventually(
      () => vectors().query(query),
      (seen) => seen.length === 1,
    );
    expect(hits.map(({ id }) => id)).toEqual(["b"]);
    await vectors().upsert(namespace, [record(vectors(), "a", 1)]);
    expect(await stored(namespace, ["a"])).toHaveLength(1);
  });

  it("refuses vectors of other dimensions", async () => {
    const namespace = uniqueName("tenant.x");
    const values = new Float32Array(vectors().dimensions + 1);
    const written = vectors().upsert(namespace, [{ id: "a", values, metadata: {} }]);
    await expect(written).rejects.toMatchObject({ kind: "invalid" });
    const asked = vectors().query({ namespaces: [namespace], vector: values, topK: 1, where: [] });
    await expect(asked).rejects.toMatchObject({ kind: "invalid" });
  });
}

const FILTERS: readonly { where: Condition[]; ids: string[] }[] = [
  { where: [{ field: "country", op: "eq", value: "DE" }], ids: ["a", "b"] },
  { where: [{ field: "country", op: "notIn", values: ["DE"] }], ids: ["c", "d"] },
  { where: [{ field: "languages", op: "eq", value: "en" }], ids: ["a", "c"] },
  { where: [{ field: "languages", op: "in", values: ["fr", "de"] }], ids: ["a", "b"] },
  { where: [{ field: "languages", op: "notIn", values: ["en"] }], ids: ["b", "d"] },
  { where: [{ field: "followers", op: "gte", value: 10 }], ids: ["b", "c"] },
  { where: [{ field: "followers", op: "lte", value: 10 }], ids: ["a", "b"] },
  { where: [{ field: "verified", op: "eq", value: true }], ids: ["c"] },
  {
    where: [
      { field: "country", op: "in", values: ["DE", "FR"] },
      { field: "followers", op: "gte", value: 6 },
    ],
    ids: ["b", "c"],
  },
  { where: [{ field: "country", op: "eq", value: "XX" }], ids: [] },
];

function describeQueries(vectors: () => VectorIndex): void {
  it("finds the nearest first, with their cosine, over several namespaces together", async () => {
    const [one, two] = [uniqueName("t.x"), uniqueName("t.youtube")];
    await vectors().upsert(one, [record(vectors(), "near", 0, {}, 0.1), record(vectors(), "far", 5)]);
    await vectors().upsert(two, [record(vectors(), "exact", 0), record(vectors(), "middle", 0, {}, 1)]);
    const vector = axis(vectors().dimensions, 0);
    const query = { namespaces: [one, two, uniqueName("t.none")], vector, topK: 3, where: [] };
    const hits = await eventually(
      () => vectors().query(query),
      (seen) => seen.length === 3,
    );
    expect(hits.map(({ id, namespace }) => [id, namespace])).toEqual([
      ["exact", two],
      ["near", one],
      ["middle", two],
    ]);
    expect(hits[0]?.score).toBeCloseTo(1, 2);
    expect(hits[2]?.score).toBeCloseTo(Math.SQRT1_2, 2);
  });

  it("brings the hits' vectors along where they are asked for", async () => {
    const namespace = uniqueName("tenant.x");
    await vectors().upsert(namespace, [record(vectors(), "a", 0, {}, 0.5), record(vectors(), "b", 3)]);
    const vector = axis(vectors().dimensions, 0);
    const query = { namespaces: [namespace], vector, topK: 2, where: [] };
    const hits = await eventually(
      () => vectors().query({ ...query, withValues: true }),
      (seen) => seen.length === 2,
    );
    const expected = axis(vectors().dimensions, 0, 0.5);
    expect(hits.map(({ id }) => id)).toEqual(["a", "b"]);
    hits[0]?.values?.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 2);
    });
    expect(hits[1]?.values?.[3]).toBeCloseTo(1, 2);
    const bare = await vectors().query(query);
    expect(bare.map(({ values }) => values)).toEqual([undefined, undefined]);
  });

  it("answers nothing for namespaces that nobody wrote to", async () => {
    const query = {
      namespaces: [uniqueName("t.none")],
      vector: axis(vectors().dimensions, 0),
      topK: 3,
      where: [],
    };
    expect(await vectors().query(query)).toEqual([]);
    expect(await vectors().query({ ...query, namespaces: [] })).toEqual([]);
    expect(await vectors().fetch(uniqueName("t.none"), ["a"])).toEqual([]);
    await vectors().delete(uniqueName("t.none"), ["a"]);
  });

  it("filters by metadata, where absent is never taken for a match", async () => {
    const namespace = uniqueName("tenant.x");
    await vectors().upsert(namespace, [
      record(vectors(), "a", 0, { country: "DE", languages: ["en", "de"], followers: 5 }),
      record(vectors(), "b", 0, { country: "DE", languages: ["fr"], followers: 10, verified: false }),
      record(vectors(), "c", 0, { country: "FR", languages: ["en"], followers: 20, verified: true }),
      record(vectors(), "d", 0, {}),
    ]);
    const vector = axis(vectors().dimensions, 0);
    const found = async (where: readonly Condition[]): Promise<string[]> =>
      (await vectors().query({ namespaces: [namespace], vector, topK: 10, where }))
        .map(({ id }) => id)
        .sort();
    await eventually(
      () => found([]),
      (ids) => ids.length === 4,
    );
    for (const { where, ids } of FILTERS) expect(await found(where), JSON.stringify(where)).toEqual(ids);
  });

  it("finds what passes a selective filter among many nearer ones that do not", async () => {
    const namespace = uniqueName("tenant.x");
    const near = Array.from({ length: 400 }, (_, at) =>
      record(vectors(), `n${at}`, 0, { country: "DE" }, at / 4_000),
    );
    await vectors().upsert(namespace, [...near, record(vectors(), "rare", 0, { country: "FR" }, 2)]);
    const query = {
      namespaces: [namespace],
      vector: axis(vectors().dimensions, 0),
      topK: 5,
      where: [{ field: "country", op: "eq", value: "FR" } as const],
    };
    const hits = await eventually(
      () => vectors().query(query),
      (seen) => seen.length > 0,
    );
    expect(hits.map(({ id }) => id)).toEqual(["rare"]);
  });
}

function describeLists(vectors: () => VectorIndex): void {
  it("lists ids in order, by prefix and in pages", async () => {
    const namespace = uniqueName("tenant.x");
    const ids = Array.from(
      { length: 25 },
      (_, at) => `${at % 2 === 0 ? "c_a" : "c_b"}${String(at).padStart(2, "0")}`,
    );
    await vectors().upsert(
      namespace,
      ids.map((id, at) => record(vectors(), id, at)),
    );
    await vectors().fetch(namespace, ids, { afterOwnWrites: true });
    expect(await everyId(vectors(), namespace, { limit: 10 })).toEqual([...ids].sort());
    const inPrefix = ids.filter((id) => id.startsWith("c_b")).sort();
    expect(await everyId(vectors(), namespace, { limit: 5, prefix: "c_b" })).toEqual(inPrefix);
    expect(await everyId(vectors(), uniqueName("t.none"), { limit: 5 })).toEqual([]);
  });

  it("counts the records of each namespace", async () => {
    const namespace = uniqueName("tenant.x");
    await vectors().upsert(namespace, [record(vectors(), "a", 0), record(vectors(), "b", 1)]);
    await vectors().upsert(namespace, [record(vectors(), "b", 2)]);
    const counted = await eventually(
      async () => (await vectors().stats()).namespaces[namespace]?.count,
      (count) => count === 2,
    );
    expect(counted).toBe(2);
  });
}

async function everyId(
  vectors: VectorIndex,
  namespace: string,
  options: { limit: number; prefix?: string },
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await vectors.list(namespace, { ...options, ...(cursor === null ? {} : { cursor }) });
    expect(page.ids.length).toBeLessThanOrEqual(options.limit);
    ids.push(...page.ids);
    cursor = page.cursor;
  } while (cursor !== null);
  return ids;
}

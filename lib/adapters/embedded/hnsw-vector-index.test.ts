import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Condition, meetsAll } from "../../domain/condition.ts";
import type { VectorRecord } from "../../ports/vector-index.ts";
import { encodeVector, highPlane } from "./hnsw-codec.ts";
import { createHnswVectorIndex, type HnswVectorIndex } from "./hnsw-vector-index.ts";

const DIMENSIONS = 32;
const MODEL = { model: "test-model", dimensions: DIMENSIONS };
const NAMESPACE = "local.x";

let folder: string;
let index: HnswVectorIndex;

const open = () => createHnswVectorIndex({ folder, ...MODEL });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hnsw-"));
  index = await open();
});

afterEach(async () => {
  await index.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

/** A unit vector that follows from its seed. */
function unitVector(seed: number): Float32Array {
  const values = Float32Array.from({ length: DIMENSIONS }, (_, at) =>
    Math.sin((seed + 1) * (at + 1) * 12.9898),
  );
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

const idOf = (seed: number) => `c_${String(seed).padStart(4, "0")}`;
const COUNTRIES = ["DE", "FR", "BR"] as const;

const record = (seed: number): VectorRecord => ({
  id: idOf(seed),
  values: unitVector(seed),
  metadata: {
    followers: seed * 10,
    country: COUNTRIES[seed % 3] ?? "DE",
    languages: seed % 2 === 0 ? ["en", "de"] : ["en"],
  },
});

const records = (count: number) => Array.from({ length: count }, (_, seed) => record(seed));

const nearest = async (
  vector: Float32Array,
  topK = 10,
  where: readonly Condition[] = [],
  namespaces = [NAMESPACE],
) => (await index.query({ namespaces, vector, topK, where })).map(({ id }) => id);

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
}

/** What comparing with every record gives. */
function reference(
  all: readonly VectorRecord[],
  vector: Float32Array,
  topK: number,
  where: readonly Condition[],
) {
  return all
    .filter(({ metadata }) => meetsAll(metadata, where))
    .map(({ id, values }) => ({ id, score: cosine(values, vector) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, topK)
    .map(({ id }) => id);
}

describe("an HNSW vector index", () => {
  it("finds the nearest by cosine whether the graph has them yet or not", async () => {
    await index.upsert(NAMESPACE, records(300));
    const expected = reference(records(300), unitVector(7), 10, []);
    expect(await nearest(unitVector(7))).toEqual(expected);
    await index.flush();
    expect(await nearest(unitVector(7))).toEqual(expected);
  });

  it("filters as the reference does, at any selectivity", async () => {
    const all = records(400);
    await index.upsert(NAMESPACE, all);
    await index.flush();
    const condition: fc.Arbitrary<Condition> = fc.oneof(
      fc.record({ field: fc.constant("followers"), op: fc.constantFrom("gte", "lte"), value: fc.nat(4_000) }),
      fc.record({
        field: fc.constantFrom("country", "languages"),
        op: fc.constantFrom("in", "notIn"),
        values: fc.subarray(["DE", "FR", "BR", "de", "en"]),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { maxLength: 3 }), fc.nat(1_000), async (where, seed) => {
        const vector = unitVector(seed);
        const found = await nearest(vector, 20, where);
        const expected = reference(all, vector, 20, where);
        const passing = new Set(reference(all, vector, all.length, where));
        expect(new Set(found).intersection(passing).size).toBe(expected.length);
        // Two that are equally near to the fifth decimal may change places.
        const scoreOf = (id: string | undefined) => cosine(unitVector(Number(id?.slice(2))), vector);
        found.forEach((id, rank) => {
          expect(scoreOf(id)).toBeCloseTo(scoreOf(expected[rank]), 4);
        });
      }),
    );
  });

  it("gives scores that are cosines", async () => {
    await index.upsert(NAMESPACE, records(50));
    const hits = await index.query({ namespaces: [NAMESPACE], vector: unitVector(3), topK: 50, where: [] });
    for (const { id, score } of hits) {
      expect(score).toBeCloseTo(cosine(unitVector(Number(id.slice(2))), unitVector(3)), 3);
    }
    expect(hits[0]).toMatchObject({ id: idOf(3), namespace: NAMESPACE });
    expect(hits[0]?.score).toBeCloseTo(1, 5);
  });

  it("searches only the namespaces it is asked for, and takes one that is not there for empty", async () => {
    await index.upsert("a", [record(1)]);
    await index.upsert("b", [record(1), record(2)]);
    expect(await nearest(unitVector(1), 10, [], ["a"])).toEqual([idOf(1)]);
    expect(await nearest(unitVector(1), 10, [], ["a", "b"])).toEqual([idOf(1), idOf(1), idOf(2)]);
    expect(await nearest(unitVector(1), 10, [], ["nowhere"])).toEqual([]);
    expect((await index.stats()).namespaces).toEqual({ a: { count: 1 }, b: { count: 2 } });
  });

  it("lets the last of two records with one id hold, in one call and across calls", async () => {
    await index.upsert(NAMESPACE, [record(1), { ...record(2), id: idOf(1) }]);
    expect(await nearest(unitVector(2))).toEqual([idOf(1)]);
    await index.flush();
    await index.upsert(NAMESPACE, [record(1)]);
    await index.flush();
    const [hit] = await index.query({ namespaces: [NAMESPACE], vector: unitVector(1), topK: 10, where: [] });
    expect(hit?.score).toBeCloseTo(1, 5);
    expect((await index.stats()).namespaces[NAMESPACE]).toEqual({ count: 1 });
  });

  it("fetches vectors and metadata as they were put", async () => {
    await index.upsert(NAMESPACE, records(5));
    const fetched = await index.fetch(NAMESPACE, [idOf(4), idOf(0), "c_missing"], { afterOwnWrites: true });
    expect(fetched.map(({ id }) => id)).toEqual([idOf(4), idOf(0)]);
    for (const { id, values, metadata } of fetched) {
      const original = record(Number(id.slice(2)));
      expect(cosine(values, original.values)).toBeGreaterThan(0.99999);
      expect(metadata).toEqual(original.metadata);
    }
  });

  it("replaces metadata of records that exist and tells which", async () => {
    await index.upsert(NAMESPACE, records(3));
    const replaced = await index.replaceMetadata(NAMESPACE, [
      { id: idOf(1), metadata: { country: "TR" } },
      { id: "c_missing", metadata: { country: "TR" } },
    ]);
    expect(replaced).toEqual([idOf(1)]);
    expect(await nearest(unitVector(0), 10, [{ field: "country", op: "eq", value: "TR" }])).toEqual([
      idOf(1),
    ]);
    expect(await nearest(unitVector(0), 10, [{ field: "followers", op: "gte", value: 0 }])).not.toContain(
      idOf(1),
    );
    expect((await index.fetch(NAMESPACE, [idOf(1)]))[0]?.metadata).toEqual({ country: "TR" });
  });

  it("lists ids in order, by prefix, page by page", async () => {
    await index.upsert(NAMESPACE, records(25).toReversed());
    const first = await index.list(NAMESPACE, { prefix: "c_001", limit: 6 });
    expect(first.ids).toEqual([10, 11, 12, 13, 14, 15].map(idOf));
    const second = await index.list(NAMESPACE, { prefix: "c_001", limit: 6, cursor: first.cursor ?? "" });
    expect(second).toEqual({ ids: [16, 17, 18, 19].map(idOf), cursor: null });
    expect(await index.list("nowhere", { limit: 10 })).toEqual({ ids: [], cursor: null });
  });

  it("never finds what was deleted, and finds it again once it is put again", async () => {
    await index.upsert(NAMESPACE, records(200));
    await index.flush();
    const odd = records(200).filter((_, seed) => seed % 2 === 1);
    await index.delete(NAMESPACE, [...odd.map(({ id }) => id), "c_missing"]);
    const even = records(200).filter((_, seed) => seed % 2 === 0);
    expect(await nearest(unitVector(5), 20)).toEqual(reference(even, unitVector(5), 20, []));
    expect(await index.fetch(NAMESPACE, [idOf(5)])).toEqual([]);
    await index.upsert(NAMESPACE, odd);
    await index.flush();
    expect(await nearest(unitVector(5), 20)).toEqual(reference(records(200), unitVector(5), 20, []));
  });

  it("refuses vectors of other dimensions, and counts out of range", async () => {
    const wrong = { kind: "invalid", code: "vector-dimensions" };
    await expect(
      index.upsert(NAMESPACE, [{ ...record(1), values: new Float32Array(3) }]),
    ).rejects.toMatchObject(wrong);
    await expect(nearest(new Float32Array(3))).rejects.toMatchObject(wrong);
    await expect(nearest(unitVector(1), 10_001)).rejects.toMatchObject({ kind: "invalid" });
    await expect(index.list(NAMESPACE, { limit: 0 })).rejects.toMatchObject({ kind: "invalid" });
  });

  it("writes nothing of a call of which one record is broken", async () => {
    const broken = { ...record(2), values: unitVector(2).fill(NaN, 3, 4) };
    await expect(index.upsert(NAMESPACE, [record(1), broken])).rejects.toMatchObject({
      code: "vector-not-finite",
    });
    expect((await index.stats()).namespaces).toEqual({});
  });

  it("stores the upserts of one turn together, in all namespaces or in none", async () => {
    const broken = { ...record(2), values: unitVector(2).fill(NaN, 3, 4) };
    const upserts = [index.upsert("a", [record(1)]), index.upsert("b", [broken])];
    expect((await Promise.allSettled(upserts)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect((await index.stats()).namespaces).toEqual({});
    await Promise.all([
      index.upsert("a", [record(1)]),
      index.upsert("b", [record(1)]),
      index.upsert("a", [record(2)]),
    ]);
    expect((await index.stats()).namespaces).toEqual({ a: { count: 2 }, b: { count: 1 } });
  });

  it("gives up a query whose signal fires", async () => {
    const query = { namespaces: [NAMESPACE], vector: unitVector(1), topK: 1, where: [] };
    await expect(index.query(query, { signal: AbortSignal.abort(new Error("late")) })).rejects.toThrow(
      "late",
    );
  });
});

describe("an HNSW vector index on disk", () => {
  const reopen = async () => {
    await index.close();
    index = await open();
  };

  it("is the same after it was closed and opened", async () => {
    await index.upsert(NAMESPACE, records(100));
    await index.flush();
    await index.upsert(NAMESPACE, records(200).slice(100));
    await reopen();
    expect(await nearest(unitVector(150), 20)).toEqual(reference(records(200), unitVector(150), 20, []));
  });

  it("loses nothing and resurrects nothing when its process is killed", async () => {
    await index.upsert(NAMESPACE, records(100));
    await index.close();
    const script = `
      const { createHnswVectorIndex } = await import(${JSON.stringify(new URL("./hnsw-vector-index.ts", import.meta.url))});
      const index = await createHnswVectorIndex({ folder: ${JSON.stringify(folder)}, ...${JSON.stringify(MODEL)} });
      await index.delete("${NAMESPACE}", ["${idOf(5)}"]);
      const [nine] = await index.fetch("${NAMESPACE}", ["${idOf(9)}"]);
      await index.upsert("${NAMESPACE}", [{ ...nine, id: "c_new" }, { ...nine, id: "${idOf(7)}" }]);
      process.kill(process.pid, "SIGKILL");`;
    const killed = spawnSync(process.execPath, ["--input-type=module", "--eval", script]);
    expect(killed.signal).toBe("SIGKILL");
    index = await open();
    expect((await index.stats()).namespaces[NAMESPACE]).toEqual({ count: 100 });
    expect((await nearest(unitVector(9), 3)).toSorted()).toEqual([idOf(7), idOf(9), "c_new"]);
    expect(await nearest(unitVector(5), 100)).not.toContain(idOf(5));
  });

  it("builds a damaged graph file again from the records, whatever happened to it", async () => {
    const damages: ((bytes: Buffer) => Buffer)[] = [
      () => Buffer.from("broken"),
      () => Buffer.alloc(0),
      (bytes) => bytes.subarray(0, bytes.length / 2),
      (bytes) => bytes.fill(0xff, 64, 512),
      (bytes) => bytes.fill(0xff, bytes.length - 256),
    ];
    await index.upsert(NAMESPACE, records(50));
    for (const damage of damages) {
      await index.flush();
      await index.close();
      const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".links"));
      writeFileSync(join(folder, file), damage(readFileSync(join(folder, file))));
      index = await open();
      expect(await nearest(unitVector(9), 5)).toEqual(reference(records(50), unitVector(9), 5, []));
      await index.upsert(NAMESPACE, [{ ...record(1), metadata: {} }]);
    }
  });

  it("builds a graph again that was made of other records, as beside a database that is gone or was put back", async () => {
    const database = join(folder, "vectors.sqlite");
    await index.upsert(NAMESPACE, records(30));
    await index.close();
    const former = readFileSync(database);
    const putBacks: [() => void, number][] = [
      [() => rmSync(database), 0],
      [() => writeFileSync(database, former), 30],
    ];
    for (const [putBack, held] of putBacks) {
      index = await open();
      await index.upsert(NAMESPACE, records(50).slice(20));
      await index.close();
      putBack();
      index = await open();
      // The same keys as those that the graph on disk has, for other vectors.
      const others = records(120).slice(70);
      await index.upsert(NAMESPACE, others);
      await index.flush();
      const all = [...records(30).slice(0, held), ...others];
      expect(await nearest(unitVector(90), 60)).toEqual(reference(all, unitVector(90), 60, []));
      await index.close();
    }
    index = await open();
  });

  it("removes graph files of an earlier release, which may hold what was deleted since", async () => {
    await index.upsert(NAMESPACE, records(50));
    await index.close();
    writeFileSync(join(folder, "graph-1.usearch"), "left");
    writeFileSync(join(folder, "graph-1.usearch.new"), "left");
    index = await open();
    expect(readdirSync(folder).filter((name) => /graph-1|new/.test(name))).toEqual([]);
  });

  it("holds no byte of a deleted or replaced record in any file after a flush", async () => {
    const secrets = [record(3), record(4)].map(({ values }) => Buffer.from(highPlane(encodeVector(values))));
    const handle = { ...record(3), metadata: { handle_lc: "remove_this_handle" } };
    await index.upsert(NAMESPACE, [...records(60), handle]);
    await index.flush();
    const found = (needle: Buffer | string) =>
      readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(needle));
    for (const secret of secrets) expect(found(secret)).toEqual(["vectors.sqlite"]);
    expect(found("remove_this_handle")).toEqual(["vectors.sqlite"]);
    await index.delete(NAMESPACE, [idOf(3)]);
    await index.upsert(NAMESPACE, [{ ...record(70), id: idOf(4) }]);
    await index.flush();
    for (const secret of [...secrets, "remove_this_handle", idOf(3)]) expect(found(secret)).toEqual([]);
  });

  it("refuses a folder that holds other dimensions and says what to do", async () => {
    await index.close();
    await expect(
      createHnswVectorIndex({ folder, ...MODEL, dimensions: DIMENSIONS * 2 }),
    ).rejects.toMatchObject({
      kind: "invalid",
      code: "vector-dimensions-changed",
      context: { held: DIMENSIONS, given: DIMENSIONS * 2 },
    });
  });

  it("says that it has stopped when it is used after closing", async () => {
    await index.close();
    await expect(index.stats()).rejects.toMatchObject({ kind: "unavailable", code: "vector-index-stopped" });
  });
});

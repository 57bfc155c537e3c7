import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../domain/condition.ts";
import { dot } from "../../domain/dot.ts";
import { encodeVector, highPlane } from "./hnsw-codec.ts";
import type { Neighbour } from "./hnsw-rows.ts";
import { breadthOf, createSpace, type Space } from "./hnsw-space.ts";

const DIMENSIONS = 16;
const TOPICS = 40;
/** Few enough that the graph is walked where the filter is wide. */
const SETTINGS = { dimensions: DIMENSIONS, efSearch: 30 };

/** Numbers between -1 and 1 that follow from `seed`: a linear congruential generator. */
function numbers(seed: number, count: number): Float32Array {
  let state = (seed + 1) * 2_654_435_761;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const topicOf = (seed: number) => seed % TOPICS;

/** A vector near its topic's. */
function vectorOf(seed: number): Float32Array {
  const centre = numbers(topicOf(seed), DIMENSIONS);
  return numbers(seed + 1_000, DIMENSIONS).map((noise, at) => (centre[at] ?? 0) + 0.6 * noise);
}

const record = (seed: number, key = seed + 1) => ({
  key,
  namespace: 1 + (seed % 2),
  id: `c_${seed}`,
  vector: encodeVector(vectorOf(seed)),
  metadata: { topic: topicOf(seed), rank: (seed * 7_919) % 1_000 },
});

const noMetadata = () => ({});

const queryOf = (seed: number): Int8Array => highPlane(encodeVector(vectorOf(seed)));

/** The ten nearest among slots that `passes` lets through, by comparing with all. */
function tenNearest({ records }: Space, seed: number, passes: (slot: number) => boolean) {
  const values = vectorOf(seed);
  const row = new Float32Array(values.length);
  return Array.from({ length: records.count() }, (_, slot) => slot)
    .filter(passes)
    .map((slot) => {
      records.rows.read(slot, row);
      return { slot, score: dot(values, row) };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
    .map(({ slot }) => slot);
}

const share = (wanted: readonly number[], found: readonly Neighbour[]) => {
  const slots = new Set(found.map(({ slot }) => slot));
  return wanted.filter((slot) => slots.has(slot)).length / Math.max(1, wanted.length);
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of the ten nearest by comparing with all that the space finds among its `count` nearest. */
function recall(space: Space, seeds: readonly number[], whereOf: (seed: number) => Condition[]): number {
  const { records } = space;
  return mean(
    seeds.map((seed) => {
      const mask = new Uint8Array(records.count());
      records.match(BOTH, whereOf(seed), mask);
      const query = queryOf(seed);
      const wanted = tenNearest(space, seed, (slot) => mask[slot] === 1);
      return share(wanted, space.nearest(query, { namespaces: BOTH, where: whereOf(seed), count: 74 }));
    }),
  );
}

function grown(count: number): Space {
  const space = createSpace(SETTINGS, noMetadata);
  for (let seed = 0; seed < count; seed += 1) space.put(record(seed));
  complete(space);
  return space;
}

function complete({ graph }: Space): void {
  while (graph.lacking().size > 0) graph.extend(256);
}

/** The same records in the same order, with the graph as it was saved. */
function reopened({ records, graph }: Space, folder: string): Space {
  const recorded: string[] = [];
  graph.save(folder, (name) => recorded.push(name));
  const space = createSpace(SETTINGS, noMetadata);
  const values = new Float32Array(DIMENSIONS);
  for (let slot = 0; slot < records.count(); slot += 1) {
    records.rows.read(slot, values);
    space.records.put({ ...records.at(slot), vector: encodeVector(values), metadata: {} });
  }
  space.graph.adopt(folder, recorded);
  return space;
}

const BOTH = [1, 2];
/** A mask that lets every slot of these tests through. */
const ANY = new Uint8Array(5_000).fill(1);
const SEEDS = Array.from({ length: 8 }, (_, at) => 50_000 + at * 37);

describe("the space of vectors", () => {
  it("finds at least 95% of the ten nearest at every selectivity, with the topic and against it", () => {
    const space = grown(3_000);
    const ranked = (below: number): Condition[] => [{ field: "rank", op: "lte", value: below - 1 }];
    for (const whereOf of [
      () => [],
      () => ranked(10),
      () => ranked(100),
      () => ranked(500),
      (seed: number): Condition[] => [{ field: "topic", op: "eq", value: topicOf(seed) }],
      (seed: number): Condition[] => [{ field: "topic", op: "notIn", values: [topicOf(seed)] }],
    ]) {
      expect(recall(space, SEEDS, whereOf)).toBeGreaterThanOrEqual(0.95);
    }
  });

  it("has a graph that by itself finds at least 95% of the ten nearest", () => {
    const space = grown(5_000);
    const recalls = SEEDS.map((seed) => {
      return share(
        tenNearest(space, seed, () => true),
        space.graph.walk(queryOf(seed), 100, ANY, 100),
      );
    });
    expect(mean(recalls)).toBeGreaterThanOrEqual(0.95);
  });

  it("gives the nearest of the walked that the mask lets through", () => {
    const { graph } = grown(1_000);
    const even = ANY.map((_, slot) => Number(slot % 2 === 0));
    const all = graph.walk(queryOf(3), 200, ANY, 200);
    expect(all).toHaveLength(200);
    const nearest = all
      .filter(({ slot }) => slot % 2 === 0)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, 20);
    const found = graph.walk(queryOf(3), 200, even, 20);
    expect(found.sort((one, other) => one.distance - other.distance)).toEqual(nearest);
  });

  it("finds every vector by itself among many that are equal", () => {
    const space = createSpace(SETTINGS, noMetadata);
    for (let seed = 0; seed < 1_000; seed += 1) {
      space.put(record(seed));
      space.put({ ...record(seed, 2_000 + seed), vector: encodeVector(vectorOf(1)) });
    }
    complete(space);
    const others = Array.from({ length: 1_000 }, (_, seed) => seed).filter((seed) => seed !== 1);
    const found = others.filter((seed) =>
      space.graph
        .walk(queryOf(seed), 20, ANY, 20)
        .some(({ slot }) => space.records.at(slot).key === seed + 1),
    );
    expect(found.length).toBeGreaterThan(0.99 * others.length);
    const equal = space.graph.walk(queryOf(1), 100, ANY, 100).filter(({ distance }) => distance < 0.0001);
    expect(equal.length).toBeGreaterThan(90);
  });

  it("leads over places of records that are gone, and gives them to new ones", () => {
    const space = grown(2_000);
    for (let seed = 0; seed < 400; seed += 1) space.remove(space.records.slotOfKey(seed + 1) ?? -1);
    const seeds = Array.from({ length: 100 }, (_, at) => 1_000 + at);
    const holds = (seed: number, key: number) =>
      space.graph.walk(queryOf(seed), 20, ANY, 20).some(({ slot }) => space.records.at(slot).key === key);
    expect(seeds.filter((seed) => holds(seed, seed + 1))).toEqual(seeds);
    for (let seed = 5_000; seed < 5_400; seed += 1) space.put(record(seed));
    complete(space);
    const added = Array.from({ length: 400 }, (_, at) => 5_000 + at);
    expect(added.filter((seed) => holds(seed, seed + 1)).length).toBeGreaterThan(390);
  });

  it("looks wider among more than a hundred thousand, but not in proportion", () => {
    expect([1_000, 100_000, 800_000].map((records) => Math.round(breadthOf(100, records)))).toEqual([
      800, 800, 3_200,
    ]);
  });

  it("stays right while everything is replaced again and again", () => {
    const space = grown(1_000);
    for (let round = 1; round <= 4; round += 1) {
      for (let seed = 0; seed < 1_000; seed += 1)
        space.put(record(seed, round * 1_000 + seed + 1), (round - 1) * 1_000 + seed + 1);
      complete(space);
      expect(space.records.count()).toBe(1_000);
      expect(recall(space, SEEDS.slice(0, 5), () => [])).toBe(1);
      // Whether by the graph alone or with what it lacks: no place of an old vector is taken for a record.
      const found = space.graph.walk(queryOf(7), 1_000, ANY, 1_000);
      expect(new Set(found.map(({ slot }) => slot)).size).toBe(found.length);
    }
  });

  it("finds each record once and by its true distance, whatever came, went and was saved before", () => {
    const folder = mkdtempSync(join(tmpdir(), "hnsw-space-"));
    const change = fc.record({
      kind: fc.constantFrom("put", "put", "put", "replace", "remove", "extend", "save"),
      seed: fc.nat(10_000),
    });
    try {
      fc.assert(
        fc.property(fc.array(change, { minLength: 20, maxLength: 200 }), (changes) => {
          let space = createSpace(SETTINGS, noMetadata);
          changes.forEach(({ kind, seed }, at) => {
            const slot = space.records.count() === 0 ? null : seed % space.records.count();
            const { key } = space.records.at(slot ?? 0);
            if (kind === "put") space.put(record(seed, at + 1));
            else if (kind === "extend") space.graph.extend(16);
            else if (kind === "save") space = reopened(space, folder);
            else if (slot !== null && kind === "replace") space.put(record(seed, at + 1), key);
            else if (slot !== null) space.remove(slot);
          });
          complete(space);
          const count = space.records.count();
          const found = space.graph.walk(queryOf(1), 1_000, ANY, 1_000);
          const all = Int32Array.from({ length: count }, (_, slot) => slot);
          const distances = new Map(
            space.records.rows.nearest(queryOf(1), all, count).map(({ slot, distance }) => [slot, distance]),
          );
          expect(new Set(found.map(({ slot }) => slot)).size).toBe(found.length);
          for (const { slot, distance } of found) expect(distance).toBeCloseTo(distances.get(slot) ?? -1, 6);
          expect(found.length).toBeGreaterThanOrEqual(0.95 * count);
        }),
        { numRuns: 50 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("takes up a saved graph: what came since is lacking, what went since is gone", () => {
    const folder = mkdtempSync(join(tmpdir(), "hnsw-space-"));
    try {
      const recorded: string[] = [];
      grown(200).graph.save(folder, (name) => recorded.push(name));
      const space = createSpace(SETTINGS, noMetadata);
      for (let seed = 1; seed < 203; seed += 1) space.records.put(record(seed));
      space.graph.adopt(folder, recorded);
      expect([...space.graph.lacking()]).toEqual([201, 202, 203]);
      const found = space.graph.walk(queryOf(0), 300, ANY, 300).map(({ slot }) => space.records.at(slot).id);
      expect(found.toSorted()).toEqual(Array.from({ length: 199 }, (_, at) => `c_${at + 1}`).toSorted());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

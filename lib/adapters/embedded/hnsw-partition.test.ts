import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../domain/condition.ts";
import { encodeVector } from "./hnsw-codec.ts";
import { createPartition, type Partition } from "./hnsw-partition.ts";
import type { Neighbour } from "./hnsw-rows.ts";

const DIMENSIONS = 16;
const TOPICS = 40;
const SETTINGS = { dimensions: DIMENSIONS, efSearch: 100 };

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
  id: `c_${seed}`,
  vector: encodeVector(vectorOf(seed)),
  metadata: { topic: topicOf(seed), rank: (seed * 7_919) % 1_000 },
});

const queryOf = (seed: number) => {
  const values = vectorOf(seed);
  return { values, high: encodeVector(values).high };
};

/** The ten nearest among slots that `passes` lets through, by comparing with all. */
function tenNearest(
  { records }: Partition,
  query: ReturnType<typeof queryOf>,
  passes: (slot: number) => boolean,
) {
  return Array.from({ length: records.count() }, (_, slot) => slot)
    .filter(passes)
    .map((slot) => ({ slot, score: records.rows.score(slot, query) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
    .map(({ slot }) => slot);
}

const share = (wanted: readonly number[], found: readonly Neighbour[]) => {
  const slots = new Set(found.map(({ slot }) => slot));
  return wanted.filter((slot) => slots.has(slot)).length / Math.max(1, wanted.length);
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of the ten nearest by comparing with all that the partition finds among its `count` nearest. */
function recall(
  partition: Partition,
  seeds: readonly number[],
  whereOf: (seed: number) => Condition[],
): number {
  const { records } = partition;
  return mean(
    seeds.map((seed) => {
      const mask = new Uint8Array(records.count());
      records.columns.match(whereOf(seed), records.count(), mask);
      const query = queryOf(seed);
      const wanted = tenNearest(partition, query, (slot) => mask[slot] === 1);
      return share(wanted, partition.nearest(query, whereOf(seed), 74));
    }),
  );
}

function grown(count: number): Partition {
  const partition = createPartition(SETTINGS, count);
  for (let seed = 0; seed < count; seed += 1) partition.put(record(seed));
  complete(partition);
  return partition;
}

function complete({ graph }: Partition): void {
  while (graph.lacking().size > 0) graph.extend(256);
}

const SEEDS = Array.from({ length: 8 }, (_, at) => 50_000 + at * 37);

describe("a partition", () => {
  it("finds at least 95% of the ten nearest at every selectivity, with the topic and against it", () => {
    const partition = grown(3_000);
    const ranked = (below: number): Condition[] => [{ field: "rank", op: "lte", value: below - 1 }];
    for (const whereOf of [
      () => [],
      () => ranked(10),
      () => ranked(100),
      () => ranked(500),
      (seed: number): Condition[] => [{ field: "topic", op: "eq", value: topicOf(seed) }],
      (seed: number): Condition[] => [{ field: "topic", op: "notIn", values: [topicOf(seed)] }],
    ]) {
      expect(recall(partition, SEEDS, whereOf)).toBeGreaterThanOrEqual(0.95);
    }
  });

  it("has a graph that by itself finds at least 95% of the ten nearest", () => {
    const partition = grown(5_000);
    const recalls = SEEDS.map((seed) => {
      const query = queryOf(seed);
      return share(
        tenNearest(partition, query, () => true),
        partition.graph.search(query, SETTINGS.efSearch),
      );
    });
    expect(mean(recalls)).toBeGreaterThanOrEqual(0.95);
  });

  it("stays right while everything is replaced again and again", () => {
    const partition = grown(1_000);
    for (let round = 1; round <= 4; round += 1) {
      for (let seed = 0; seed < 1_000; seed += 1) partition.put(record(seed, round * 1_000 + seed + 1));
      complete(partition);
      expect(partition.records.count()).toBe(1_000);
      expect(recall(partition, SEEDS.slice(0, 5), () => [])).toBe(1);
      // Whether by the graph alone or with what it lacks: no place of an old vector is taken for a record.
      const found = partition.graph.search(queryOf(7), 1_000);
      expect(new Set(found.map(({ slot }) => slot)).size).toBe(found.length);
    }
  });

  it("takes up a saved graph: what came since is lacking, what went since is gone", () => {
    const folder = mkdtempSync(join(tmpdir(), "hnsw-partition-"));
    try {
      const file = join(folder, "graph");
      grown(200).graph.save(file);
      const partition = createPartition(SETTINGS);
      for (let seed = 1; seed < 203; seed += 1) partition.put(record(seed));
      partition.graph.adopt(file, [1]);
      expect([...partition.graph.lacking()]).toEqual([201, 202, 203]);
      expect(partition.graph.isDirty()).toBe(true);
      const found = partition.graph.search(queryOf(0), 300).map(({ slot }) => partition.records.idAt(slot));
      expect(found.toSorted()).toEqual(Array.from({ length: 199 }, (_, at) => `c_${at + 1}`).toSorted());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

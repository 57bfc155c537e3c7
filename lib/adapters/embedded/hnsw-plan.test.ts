import { describe, expect, it } from "vitest";
import { planSearch, type SearchSize } from "./hnsw-plan.ts";

const query = { values: new Float32Array(2), high: new Int8Array(2) };
const neighbours = (count: number) =>
  Array.from({ length: count }, (_, slot) => ({ slot, distance: slot / 1_000 }));

/** Ways that let `share` of their candidates through the filter, and a log of what was asked. */
function waysThatPass(share: number) {
  const log: string[] = [];
  const passing = (name: string) => (_: unknown, count: number) => {
    log.push(name);
    return neighbours(Math.floor(count * share));
  };
  return {
    log,
    ways: {
      graph: passing("graph"),
      scan: passing("scan"),
      gather: (_: unknown, count: number) => {
        log.push("gather");
        return neighbours(count);
      },
    },
  };
}

function planned(share: number, size: Omit<SearchSize, "efSearch" | "lacking"> & { lacking?: number }) {
  const { log, ways } = waysThatPass(share);
  const found = planSearch(ways, query, { lacking: 0, ...size, efSearch: 100 });
  return { log, found: found.length };
}

describe("planSearch", () => {
  it("walks the graph when nothing is filtered and few are wanted", () => {
    expect(planned(1, { records: 100_000, matching: 100_000, wanted: 74 })).toEqual({
      log: ["graph"],
      found: 74 + 26,
    });
  });

  it("compares with all of a small namespace, which costs less than to walk a graph", () => {
    expect(planned(1, { records: 20_000, matching: 20_000, wanted: 74 }).log).toEqual(["scan"]);
  });

  it("compares with all while the graph lacks most of them", () => {
    const { log } = planned(1, { records: 100_000, lacking: 20_000, matching: 100_000, wanted: 74 });
    expect(log).toEqual(["scan"]);
  });

  it("gathers when few records match", () => {
    expect(planned(0.01, { records: 25_000, matching: 250, wanted: 74 })).toEqual({
      log: ["gather"],
      found: 74,
    });
  });

  it("asks further when the filter goes against the topic, and ends where nothing is left out", () => {
    const { log, found } = planned(0, { records: 1_000_000, matching: 500_000, wanted: 74 });
    expect(log[0]).toBe("graph");
    expect(log.at(-1)).toBe("gather");
    expect(found).toBe(74);
  });

  it("asks nothing when nothing matches", () => {
    expect(planned(1, { records: 100, matching: 0, wanted: 0 })).toEqual({ log: [], found: 0 });
  });
});

import { describe, expect, it } from "vitest";
import type { FetchOutcome } from "./platform-client.ts";
import { createShapeDrift, shapeOf } from "./shape-drift.ts";

const account = { handle: "lumen", platform_user_id: null };
const whole: FetchOutcome = {
  kind: "found",
  account,
  platform_user_id: "1",
  handle: "lumen",
  payload: {},
  posts: [],
};
const lacking = (field: string): FetchOutcome => ({
  kind: "unreadable",
  account,
  field,
  sample: { id: "1", bio: "write to me@example.com", stats: { followers: 5 } },
});
const absent: FetchOutcome = { kind: "absent", account, reason: "not-found" };

const drifts = (outcomes: readonly FetchOutcome[]) => {
  const drift = createShapeDrift({ window: 20, least: 4, share: 0.2 });
  return outcomes.map((outcome) => drift.observe("youtube", outcome)).filter((found) => found !== null);
};
const times = (count: number, outcome: FetchOutcome) => Array.from({ length: count }, () => outcome);

describe("schema drift", () => {
  it("is called when many profiles lack the same field, with how many and their shape", () => {
    expect(drifts([...times(10, whole), ...times(4, lacking("statistics"))])).toEqual([
      {
        platform: "youtube",
        field: "statistics",
        missing: 4,
        seen: 14,
        sample: { id: "string", bio: "string", stats: { followers: "number" } },
      },
    ]);
  });

  it("is not called for a few, nor for different fields", () => {
    expect(drifts([...times(16, whole), ...times(3, lacking("statistics"))])).toEqual([]);
    expect(drifts(["a", "b", "c", "d", "e"].map(lacking))).toEqual([]);
  });

  it("learns nothing from accounts that are absent", () => {
    expect(drifts([...times(3, lacking("statistics")), ...times(50, absent)])).toEqual([]);
  });

  it("is called once, and again only after profiles were whole", () => {
    const broken = times(30, lacking("statistics"));
    expect(drifts(broken)).toHaveLength(1);
    expect(drifts([...broken, ...times(25, whole), ...broken])).toHaveLength(2);
  });

  it("keeps platforms apart", () => {
    const drift = createShapeDrift({ window: 20, least: 4, share: 0.2 });
    const found = times(3, lacking("id")).flatMap((outcome) => [
      drift.observe("x", outcome),
      drift.observe("tiktok", outcome),
    ]);
    expect(found.every((one) => one === null)).toBe(true);
  });
});

describe("a shape", () => {
  it("holds names and types, and nothing that anybody wrote", () => {
    const value = { id: "12", tags: ["a@example.com", "b"], "me@example.com": true, deep: null };
    expect(shapeOf(value)).toEqual({ id: "string", tags: ["string"], "(other)": "boolean", deep: "null" });
  });

  it("ends, however deep and wide what was sent is", () => {
    let deep: unknown = "secret";
    for (let level = 0; level < 50; level += 1) deep = { level: deep };
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, at]));
    expect(JSON.stringify(shapeOf(deep))).not.toContain("secret");
    expect(JSON.stringify(shapeOf(wide)).split(",")).toHaveLength(60);
  });
});

import { describe, expect, it } from "vitest";
import { wordMemory } from "./word-memory.ts";

describe("A memory of words", () => {
  it("keeps the words that come again among any number that come once", () => {
    const memory = wordMemory<number>(100);
    memory.set("common", 1);
    for (let name = 0; name < 10_000; name += 1) {
      memory.set(`name${name}`, name);
      if (name % 20 === 0) expect(memory.get("common")).toBe(1);
    }
  });

  it("forgets what has not come for as long as it holds, so that it does not grow", () => {
    const memory = wordMemory<number>(100);
    for (let name = 0; name < 1_000; name += 1) memory.set(`name${name}`, name);
    const kept = Array.from({ length: 1_000 }, (_, name) => memory.get(`name${name}`)).filter(
      (found) => found !== undefined,
    );
    expect(memory.get("name0")).toBeUndefined();
    expect(kept.length).toBeGreaterThanOrEqual(50);
    expect(kept.length).toBeLessThanOrEqual(100);
  });
});

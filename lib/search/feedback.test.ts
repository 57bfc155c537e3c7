import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withChaos } from "../../test/doubles/chaos.ts";
import { searchWorld } from "../../test/doubles/search-world.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

/** Counts the questions that an index of vectors is asked. */
function counted() {
  let queries = 0;
  const { vectors } = world.ports;
  const query: typeof vectors.query = (...asked) => {
    queries += 1;
    return vectors.query(...asked);
  };
  return { vectors: { ...vectors, query }, queries: () => queries };
}

describe("A question that words do not answer", () => {
  it("is asked of the vectors a second time, and one that they answer is not", async () => {
    await world.add({ handle: "starry", bio: "astronomer with telescopes, planets and galaxies" });
    const described = counted();
    await world.search({ query: "gazing at stars" }, { vectors: described.vectors });
    expect(described.queries()).toBe(2);
    const named = counted();
    await world.search({ query: "telescopes" }, { vectors: named.vectors });
    expect(named.queries()).toBe(1);
  });

  it("keeps its first answer, with a label, when the second does not come", async () => {
    await world.add({ handle: "starry", bio: "astronomer with telescopes, planets and galaxies" });
    const vectors = withChaos(world.ports.vectors, { fetch: {} });
    const { data, meta } = await world.search({ query: "gazing at stars" }, { vectors });
    expect(data.map(({ handle }) => handle)).toEqual(["@starry"]);
    expect(meta.degraded).toEqual([{ part: "feedback", reason: "did not answer" }]);
  });

  it("is not asked again when nothing was near", async () => {
    await world.add({ handle: "starry", bio: "astronomer with telescopes, planets and galaxies" });
    const { vectors, queries } = counted();
    const { data } = await world.search({ query: "qzxv wkjh" }, { vectors });
    expect(data).toEqual([]);
    expect(queries()).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchWorld } from "../../../test/doubles/search-world.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

describe("A question that words do not answer", () => {
  it("is moved towards its first hits without asking the vectors again", async () => {
    for (let nth = 0; nth < 5; nth += 1)
      await world.add({ handle: `starry${nth}`, bio: "astronomer with telescopes, planets and galaxies" });
    await world.add({ handle: "orbit", bio: "astronomer of nebulae, comets, planets and galaxies" });
    let queries = 0;
    const { vectors } = world.ports;
    const query: typeof vectors.query = (...asked) => {
      queries += 1;
      return vectors.query(...asked);
    };
    const { data } = await world.search(
      { query: "gazing at stars", explain: true },
      { vectors: { ...vectors, query } },
    );
    expect(queries).toBe(1);
    expect(data.at(-1)?.handle).toBe("@orbit");
    // .54 and .25 where the question stays as it is.
    expect(data[0]?.explain?.vector).toBeGreaterThan(0.6);
    expect(data.at(-1)?.explain?.vector).toBeGreaterThan(0.33);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSearchMemory } from "../../lib/search/search-creators.ts";
import { searchWorld } from "../doubles/search-world.ts";

/** Milliseconds of processor that a hostile search may take where a plain one takes some 10; it took 600 to 4,000. */
const PATIENCE_MS = 400;
/** Characters that the reasons of one creator may have together. */
const REASONS_MAX = 2_000;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The same words on every run: a linear congruential generator. */
function* words(): Generator<string> {
  let state = 1;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  while (true) yield Array.from({ length: 6 + next(8) }, () => LETTERS[next(26)]).join("");
}

describe("A search for hostile text", () => {
  let world: ReturnType<typeof searchWorld>;
  beforeAll(async () => {
    world = searchWorld();
    const word = words();
    const creators = Array.from({ length: 120 }, (_, nth) => ({
      handle: `someone${nth}`,
      bio: `${Array.from({ length: 120 }, () => word.next().value).join(" ")} صلى الله عليه وسلم vegan`,
    }));
    for (const creator of creators) await world.add(creator);
    await world.search({ query: "vegan cooks" });
  }, 60_000);
  afterAll(() => world.close());

  const timed = async (request: Parameters<typeof world.search>[0]) => {
    const started = process.cpuUsage();
    const answer = await world.search(request);
    return { answer, ms: process.cpuUsage(started).user / 1_000 };
  };
  const many = words();
  const unknown = (length: number): string =>
    `${many.next().value}${many.next().value}`.padEnd(length, "q").slice(0, length);

  it.each([
    ["one ligature that stands for four words", "ﷺ".repeat(500)],
    ["ligatures as words", "ﷺ ".repeat(250)],
    ["one word of one letter", "a".repeat(500)],
    ["marks on one letter", `a${"\u0301".repeat(499)}`],
    ["words that nobody has", Array.from({ length: 40 }, () => unknown(11)).join(" ")],
    ["characters without spaces", "吃".repeat(500)],
    ["squared words", "㌀".repeat(500)],
    ["apostrophes", "a'".repeat(250)],
  ])("of %s takes no longer than others", async (_, query) => {
    const { ms } = await timed({ query });
    expect(ms).toBeLessThan(PATIENCE_MS);
  });

  it("by a hundred keywords takes no longer than others, wanted or not", async () => {
    const keywords = Array.from({ length: 100 }, () =>
      Array.from({ length: 8 }, () => unknown(11))
        .join(" ")
        .slice(0, 100),
    );
    for (const filters of [{ keywords }, { exclude_keywords: keywords }])
      expect((await timed({ query: "vegan", filters })).ms).toBeLessThan(PATIENCE_MS);
  });

  it("repeats little of it in each answer", async () => {
    for (const query of ["ﷺ".repeat(500), `vegan ${"x".repeat(400)}`, "vegan ".repeat(80)]) {
      const { answer } = await timed({ query, limit: 100 });
      for (const { why_ranked } of answer.data) expect(why_ranked.join("").length).toBeLessThan(REASONS_MAX);
    }
  });
});

it("The pages that a process remembers are bounded by their size, not by their number", () => {
  const { pages } = createSearchMemory();
  const item = { why_ranked: ["x".repeat(1_000_000)] };
  for (let nth = 0; nth < 200; nth += 1)
    pages.set(`page ${nth}`, { page: { items: [item] } as never, expiresAt: 0 });
  expect(pages.size).toBeLessThan(30);
  expect(pages.calculatedSize).toBeLessThanOrEqual(24_000_000);
});

import type { Db } from "mongodb";
import { describe, expect, it } from "vitest";
import { ensureSearchIndex, SEARCH_INDEX_DEFINITION, SEARCH_INDEX_NAME } from "./mongo-search-index.ts";

/** A collection whose search index shows each of some states in turn, then the last one. */
function creatorsWith(states: readonly (object | null)[]) {
  const done: string[] = [];
  let at = 0;
  const collection = () => ({
    listSearchIndexes: () => ({
      async toArray() {
        const state = states[Math.min(at++, states.length - 1)];
        return state ? [state] : [];
      },
    }),
    async createSearchIndexes(made: { name: string }[]) {
      for (const { name } of made) done.push(`create ${name}`);
    },
    async updateSearchIndex(name: string) {
      done.push(`update ${name}`);
    },
  });
  return { db: { collection } as unknown as Pick<Db, "collection">, done };
}

const ready = { status: "READY", queryable: true, latestDefinition: SEARCH_INDEX_DEFINITION };
const old = { ...ready, latestDefinition: { mappings: { dynamic: true } } };
const pause = async (): Promise<void> => {};

describe("The search index of a migration", () => {
  it("is made where there is none, and waited for until it answers", async () => {
    const { db, done } = creatorsWith([null, { status: "PENDING", queryable: false }, ready]);
    expect(await ensureSearchIndex(db, { pause })).toBe("created");
    expect(done).toEqual([`create ${SEARCH_INDEX_NAME}`]);
  });

  it("is left alone where it is as wanted, defaults that Atlas shows beside it included", async () => {
    const { db, done } = creatorsWith([
      { ...ready, latestDefinition: { ...SEARCH_INDEX_DEFINITION, numPartitions: 1 } },
    ]);
    expect(await ensureSearchIndex(db, { pause })).toBe("unchanged");
    expect(done).toEqual([]);
  });

  it("is updated from another release's, which answers while the new one is built", async () => {
    const { db, done } = creatorsWith([old, old, { ...ready, status: "BUILDING" }, ready]);
    expect(await ensureSearchIndex(db, { pause })).toBe("updated");
    expect(done).toEqual([`update ${SEARCH_INDEX_NAME}`]);
  });

  it("is taken for updated by its version where Atlas shows the definition in another form", async () => {
    const { db } = creatorsWith([
      { ...old, latestDefinitionVersion: { version: 0 } },
      { ...old, latestDefinitionVersion: { version: 0 } },
      { ...old, latestDefinitionVersion: { version: 1 } },
    ]);
    expect(await ensureSearchIndex(db, { pause })).toBe("updated");
  });

  it("ends the wait with a reason when it cannot be built, or not in time", async () => {
    const failed = creatorsWith([null, { status: "FAILED", queryable: false }]);
    await expect(ensureSearchIndex(failed.db, { pause })).rejects.toMatchObject({
      code: "search-index-failed",
    });
    const slow = creatorsWith([null, { status: "BUILDING", queryable: false }]);
    const asked = ensureSearchIndex(slow.db, { pause, patienceMs: 10_000 });
    await expect(asked).rejects.toMatchObject({ code: "search-index-late" });
  });
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { giveFeedback } from "./give-feedback.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

it("leaves nothing of a creator who is erased while its feedback is written", async () => {
  const erased = await world.add({ handle: "baker1", bio: "bread" });
  const kept = await world.add({ handle: "baker2", bio: "bread" });
  const { meta } = await world.search({ query: "bread" });
  const { ports } = world;
  const openDocuments: typeof ports.openDocuments = (scope) => {
    const documents = ports.openDocuments(scope);
    return {
      ...documents,
      async upsertMany(collection, writes) {
        if (collection === "feedback") await world.erase(erased);
        return documents.upsertMany(collection, writes);
      },
    };
  };
  const acts = [erased, kept].map(({ id }) => ({ creator_id: id, kind: "saved" as const }));
  const { data } = await giveFeedback({ ...ports, openDocuments }, { query_id: meta.query_id ?? "", acts });
  expect(data).toEqual({ stored: 1, unknown: [erased.id] });
  const { items } = await ports.documents.find("feedback", { where: [], limit: 10 });
  expect(items.map(({ creator_id }) => creator_id)).toEqual([kept.id]);
});

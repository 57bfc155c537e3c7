import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMongoKeywordIndex } from "../../../lib/adapters/cloud/mongo-keyword-index.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { searchRequestSchema } from "../../../lib/domain/search-request.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { runErasure } from "../../../lib/erasure/run-erasure.ts";
import { checkHealth } from "../../../lib/health/check-health.ts";
import type { KeywordIndex } from "../../../lib/ports/keyword-index.ts";
import { SEARCH_SETTINGS, searchCreators } from "../../../lib/search/search-creators.ts";
import { type AtlasSearch, atlasSearch } from "../../doubles/mongo/atlas-search.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
let atlas: AtlasSearch;
let ports: Omit<Rig["ports"], "keywords"> & { keywords: KeywordIndex };
beforeEach(async () => {
  rig = createRig();
  atlas = atlasSearch({ documents: rig.documents, keywords: rig.ports.keywords });
  ports = { ...rig.ports, keywords: createMongoKeywordIndex(atlas) };
  await rig.announce(await rig.drop("drop.ndjson", ndjson(xEnvelope({ id: "1" }))));
  await rig.settle();
});
afterEach(() => rig.close());

const search = (q: string) =>
  searchCreators({ ...ports, settings: SEARCH_SETTINGS }, searchRequestSchema.parse({ query: q }));

const health = () => checkHealth({ ...ports, folderTroubles: () => [] });

describe.each([
  ["missing", "search-index-missing", /increator migrate/],
  ["building", "search-index-building", /first sync/],
  ["refusing", "search-index-building", /first sync/],
] as const)("a search index that is %s", (index, code, remedy) => {
  beforeEach(() => {
    atlas.index = index;
  });

  it("labels the keyword leg, and the other leg still answers", async () => {
    const { meta, data } = await search("coffee roasting in the mountains");
    expect(meta.degraded).toContainEqual({ part: "keywords", reason: "did not answer" });
    expect(data).toHaveLength(1);
  });

  it("is no evidence of an erasure, which ends once the index answers", async () => {
    const { id } = await eraseCreator(ports, { creatorId: localId("x", "1"), scope: "creator" }, "key-1");
    const run = () => runErasure(ports, { tenantId: LOCAL_TENANT, erasureId: id });
    await expect(run()).rejects.toMatchObject({
      code: "erasure-incomplete",
      context: { failed: ["keywords"] },
    });
    const { stores } = await getErasure(ports, { erasureId: id });
    expect(stores).toContainEqual(
      expect.objectContaining({ store: "keywords", status: "failed", left: null }),
    );
    atlas.index = "ready";
    expect((await run()).status).toBe("completed");
  });

  it("is told by /health with the remedy", async () => {
    await expect(health()).rejects.toMatchObject({
      code: "unhealthy",
      context: { failed: ["keywords"] },
      message: expect.stringMatching(remedy),
    });
    atlas.index = "ready";
    expect(await health()).toMatchObject({ status: "ok", parts: expect.arrayContaining(["keywords"]) });
  });

  it("counts no values as if there were none", async () => {
    await expect(ports.keywords.facets([LOCAL_TENANT], "country", [])).rejects.toMatchObject({ code });
  });
});

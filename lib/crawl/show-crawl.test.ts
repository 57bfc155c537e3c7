import { expect, test } from "vitest";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { registerTenant } from "../access/tenants.ts";
import { LOCAL_TENANT } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import { coolDownPlatform } from "./limits/platform-cooldown.ts";
import { showCrawl } from "./show-crawl.ts";
import { addTargets } from "./targets/add-targets.ts";

test("a crawl shows what is due and awaited in all tenants, and which platform cools down", async () => {
  const composition = await temporaryComposition();
  try {
    const { services } = composition;
    await registerTenant(services, LOCAL_TENANT);
    const documents = services.openDocuments(tenantScope(LOCAL_TENANT, { subscribesShared: false }));
    const accounts = ["one", "two"].map((handle) => ({
      platform: "x" as const,
      handle,
      platform_user_id: null,
    }));
    await addTargets(services, documents, { accounts, source: "tenant", priority: "high" });
    await coolDownPlatform(services, "youtube", Date.now() + 60_000, false);
    const shown = await showCrawl(services);
    expect(shown.find(({ platform }) => platform === "x")).toMatchObject({
      targets: 2,
      due: 2,
      awaited: 2,
      absent: 0,
    });
    expect(shown.filter(({ is_cooling_down }) => is_cooling_down).map(({ platform }) => platform)).toEqual([
      "youtube",
    ]);
  } finally {
    await composition.close();
  }
});

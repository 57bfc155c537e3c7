import { everyTenant } from "../access/tenants.ts";
import type { CrawlView } from "../domain/api/system-operations.ts";
import { atMost, type Condition, eq } from "../domain/condition.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import { platformScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { type CooldownPorts, coolingPlatforms } from "./limits/platform-cooldown.ts";

export type ShowCrawlPorts = CooldownPorts & Pick<Ports, "openDocuments" | "clock">;

/** Counts of all tenants' targets by platform, and whether each platform cools down. */
export async function showCrawl(ports: ShowCrawlPorts): Promise<CrawlView[]> {
  const documents = ports.openDocuments(platformScope(await everyTenant(ports)));
  const cooling = await coolingPlatforms(ports, PLATFORMS, false);
  const now = ports.clock.now().toISOString();
  const count = (platform: Platform, ...where: readonly Condition[]) =>
    documents.count("targets", [eq("platform", platform), ...where]);
  return Promise.all(
    PLATFORMS.map(async (platform) => {
      const [targets, due, awaited, absent] = await Promise.all([
        count(platform),
        count(platform, atMost("due_at", now)),
        count(platform, eq("awaited", true)),
        count(platform, eq("status", "absent")),
      ]);
      return { ...{ platform, targets, due, awaited, absent }, is_cooling_down: cooling.has(platform) };
    }),
  );
}

import type { Platform } from "../domain/platform.ts";
import type { FetchOutcome } from "../platforms/platform-client.ts";
import type { ShapeDrift } from "../platforms/shape-drift.ts";
import type { CrawlEvent } from "./crawl-events.ts";

/** Reports when many of a platform's latest profiles lack the same field: one event for each drift. */
export function watchShapes(
  drift: ShapeDrift,
  platform: Platform,
  outcomes: readonly FetchOutcome[],
  onEvent: (event: CrawlEvent) => void,
): void {
  for (const outcome of outcomes) {
    const found = drift.observe(platform, outcome);
    if (!found) continue;
    const { field, missing, seen, sample } = found;
    onEvent({ kind: "schema-drift", platform, field, missing, seen, shape: JSON.stringify(sample) });
  }
}

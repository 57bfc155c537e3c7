import { expect, it } from "vitest";
import type { FetchOutcome } from "../platforms/platform-client.ts";
import { createShapeDrift } from "../platforms/shape-drift.ts";
import type { CrawlEvent } from "./crawl-events.ts";
import { watchShapes } from "./watch-shapes.ts";

const account = { handle: "mia", platform_user_id: null };
const unreadable: FetchOutcome = {
  kind: "unreadable",
  account,
  field: "id",
  sample: { username: "mia.private@example.org", public_metrics: { followers_count: 5 } },
};
const absent: FetchOutcome = { kind: "absent", account, reason: "not-found" };

it("calls a drift once, over the batches that bring it, and shows names and types alone", () => {
  const drift = createShapeDrift({ window: 20, least: 3, share: 0.2 });
  const events: CrawlEvent[] = [];
  const watch = (outcomes: FetchOutcome[]) =>
    watchShapes(drift, "x", outcomes, (event) => events.push(event));
  watch([unreadable, absent, unreadable]);
  expect(events).toEqual([]);
  watch([unreadable, unreadable]);
  watch([unreadable]);
  expect(events).toEqual([
    {
      kind: "schema-drift",
      platform: "x",
      field: "id",
      missing: 3,
      seen: 3,
      shape: '{"username":"string","public_metrics":{"followers_count":"number"}}',
    },
  ]);
});

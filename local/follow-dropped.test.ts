import { expect, it } from "vitest";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";
import type { FollowProgress } from "./commands.ts";
import { followDropped } from "./follow-dropped.ts";

it("tells whoever waits that a queue is paused or the disk is full", async () => {
  const composition = await temporaryComposition();
  const told: FollowProgress["hindrance"][] = [];
  const follow = (ports: Partial<typeof composition.services>) =>
    followDropped({ ...composition.services, ...ports }, [], {
      onProgress: ({ hindrance }) => told.push(hindrance),
      signal: new AbortController().signal,
    });
  const full = { part: "disk", says: "has 0 MB left.", remedy: "Make room; what failed can be done again." };
  await follow({ folderTroubles: () => [] });
  await follow({ folderTroubles: () => [full] });
  await composition.services.consumers.pause("ingest", "by hand");
  await follow({ folderTroubles: () => [] });
  expect(told).toEqual([
    null,
    "disk has 0 MB left. Make room; what failed can be done again.",
    "paused: ingest: by hand",
  ]);
  await composition.close();
});

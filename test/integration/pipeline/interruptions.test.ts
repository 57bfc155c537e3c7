import { describe, expect, it } from "vitest";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { places } from "../../deep.ts";
import { ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { ProcessDied } from "./mortal-ports.ts";
import { createRig, localId, type Rig } from "./rig.ts";

/** Ids are drawn anew by a repeated request, and evidence counts what each attempt found. */
const VOLATILE: ReadonlySet<string> = new Set(["erasure_id", "attempts", "asked", "removed", "revision"]);

const stable = (dump: Record<string, unknown>): unknown => {
  const { checkpoints: _checkpoints, erasures, ...rest } = dump;
  const withoutIds = JSON.stringify({ ...rest, erasures }, (name, value: unknown) =>
    VOLATILE.has(name) || (typeof value === "string" && value.startsWith("er_")) ? undefined : value,
  );
  return JSON.parse(withoutIds);
};

const drop = ndjson(
  xEnvelope({ id: "1", description: "Trains", url: "https://www.youtube.com/@channel2" }),
  youtubeEnvelope(2, "Also on https://x.com/user_1"),
  "{broken",
  xEnvelope({ id: "3", description: "Write to jane.doe@example.com" }),
  xEnvelope({
    id: "1",
    description: "Trains and tea",
    fetched_at: "2026-11-21T10:00:00Z",
    url: "https://www.youtube.com/@channel2",
  }),
);
const changed = ndjson(
  xEnvelope({ id: "1", description: "Ships", fetched_at: "2026-11-21T12:00:00Z" }),
  xEnvelope({
    id: "3",
    description: "Write to jane.doe@example.com",
    followers: 99,
    fetched_at: "2026-11-21T12:00:00Z",
  }),
);

async function ingest(rig: Rig, name: string, content: string): Promise<void> {
  await rig.announce(await rig.drop(name, content));
  await rig.settle();
}

const erase = (rig: Rig) =>
  eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "1"), scope: "creator" }, "key-1");

/** A request that died is asked again, as a client would. */
async function eraseUntilAnswered(rig: Rig): Promise<void> {
  await erase(rig).catch((error: unknown) => {
    if (!(error instanceof ProcessDied)) throw error;
    rig.mortality.isDead = false;
    return erase(rig);
  });
  await rig.settle();
}

const STORIES: Readonly<Record<string, (rig: Rig) => Promise<void>>> = {
  "a first ingest with its embedding": (rig) => ingest(rig, "a.ndjson", drop),
  "a later ingest that changes texts, facets and links": (rig) => ingest(rig, "b.ndjson", changed),
  "an erasure": eraseUntilAnswered,
};

/** Runs the stories up to `story`, during which the process dies behind its write `diesAfter`. */
async function play(story: string, diesAfter: number): Promise<{ writes: number; state: unknown }> {
  const rig = createRig();
  let writes = 0;
  for (const [name, run] of Object.entries(STORIES)) {
    const before = rig.mortality.writes;
    rig.mortality.diesAfter = name === story ? before + diesAfter : Number.POSITIVE_INFINITY;
    await run(rig);
    if (name !== story) continue;
    writes = rig.mortality.writes - before;
    break;
  }
  const state = stable(await rig.dump());
  rig.close();
  return { writes, state };
}

describe("a process that dies behind any write and is started again", () => {
  it.each(Object.keys(STORIES))(
    "ends as if nothing had happened: %s",
    async (story) => {
      const undisturbed = await play(story, Number.POSITIVE_INFINITY);
      expect(undisturbed.writes).toBeGreaterThan(5);
      for (const write of places(undisturbed.writes)) {
        const { state } = await play(story, write);
        expect(state, `died behind write ${write}`).toEqual(undisturbed.state);
      }
    },
    120_000,
  );
});

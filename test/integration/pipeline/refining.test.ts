import { afterEach, beforeEach, expect, it } from "vitest";
import { LOCAL_TENANT, SHARED_TENANT } from "../../../lib/domain/ids.ts";
import { embeddingText } from "../../../lib/domain/profile/embedding-text.ts";
import { embedCreators } from "../../../lib/embed/embed-creators.ts";
import { IS_DRAFT, refineDrafts } from "../../../lib/embed/refine-drafts.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig({ drafts: true });
});
afterEach(() => rig.close());

const USERS = ["1", "2", "3", "4", "5"];

async function takeIn(day: number, change: { description?: string; followers?: number } = {}) {
  const fetched_at = `2026-11-${10 + day}T10:00:00Z`;
  const envelopes = USERS.map((id) =>
    xEnvelope({ id, description: "Tea", followers: 5_000, fetched_at, ...change }),
  );
  await rig.ingest(await rig.drop(`${day}.ndjson`, ndjson(...envelopes)));
  await rig.settle();
}

const drafts = () => rig.own.count("creators", [IS_DRAFT]);

/** How many stored vectors are what the embedder says of their creators as drafts or as profiles. */
async function vectorsThatAre(as: "draft" | "profile"): Promise<number> {
  let count = 0;
  for (const user of USERS) {
    const creator = await rig.creator("x", user);
    if (!creator || creator.erased) continue;
    const [said] = await rig.ports.embedder.embed([embeddingText(creator)], { as });
    const [stored] = await rig.ports.vectors.fetch("local.x", [creator.id]);
    if (stored && said?.every((value, at) => Math.abs(value - (stored.values[at] ?? 9)) < 0.001)) count += 1;
  }
  return count;
}

it("indexes everybody by a draft at once, and replaces the drafts a few at a time", async () => {
  await takeIn(1);
  expect([await drafts(), await vectorsThatAre("draft")]).toEqual([5, 5]);
  expect(await rig.own.count("creators", [{ field: "index_pending", op: "eq", value: true }])).toBe(0);
  expect(await refineDrafts(rig.ports, 2)).toBe(2);
  expect([await drafts(), await vectorsThatAre("profile")]).toEqual([3, 2]);
  while ((await refineDrafts(rig.ports, 2)) > 0);
  expect([await drafts(), await vectorsThatAre("profile")]).toEqual([0, 5]);
});

it("replaces no more at once where several tenants have drafts", async () => {
  await takeIn(1);
  await rig.ingest(await rig.drop("other.ndjson", ndjson(xEnvelope({ id: "9" })), SHARED_TENANT));
  await rig.settle();
  expect(await refineDrafts(rig.ports, 3)).toBe(3);
  let rounds = 1;
  while ((await refineDrafts(rig.ports, 3)) > 0) rounds += 1;
  expect(rounds).toBe(2);
});

it("keeps a vector whose text did not change, draft or not, and drafts a text that did", async () => {
  await takeIn(1);
  await refineDrafts(rig.ports, 2);
  await takeIn(2, { followers: 6_000 });
  expect([await drafts(), await vectorsThatAre("profile")]).toEqual([3, 2]);
  await takeIn(3, { description: "Trains" });
  expect([await drafts(), await vectorsThatAre("draft")]).toEqual([5, 5]);
});

it("loses nothing and claims nothing when it dies after any of its writes", async () => {
  await takeIn(1);
  for (let writes = 0; writes < 3; writes += 1) {
    rig.mortality.diesAfter = rig.mortality.writes + writes;
    await refineDrafts(rig.ports, 2).catch(() => undefined);
    rig.mortality.isDead = false;
    rig.mortality.diesAfter = Number.POSITIVE_INFINITY;
    const refined = 5 - (await drafts());
    expect(await vectorsThatAre("profile")).toBeGreaterThanOrEqual(refined);
  }
  while ((await refineDrafts(rig.ports, 2)) > 0);
  expect([await drafts(), await vectorsThatAre("profile")]).toEqual([0, 5]);
});

it("leaves no vector of a creator who was erased while it was read", async () => {
  await takeIn(1);
  const id = localId("x", "1");
  const embed = rig.ports.embedder.embed;
  const embedder = {
    ...rig.ports.embedder,
    async embed(...call: Parameters<typeof embed>) {
      await eraseCreator(rig.ports, { creatorId: id, scope: "creator" }, "key-1");
      await rig.settleErasures();
      return embed(...call);
    },
  };
  await embedCreators(
    { ...rig.ports, embedder },
    { tenantId: LOCAL_TENANT, creatorIds: [id], refines: true },
  );
  expect(await rig.ports.vectors.fetch("local.x", [id])).toEqual([]);
});

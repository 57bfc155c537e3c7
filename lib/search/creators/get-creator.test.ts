import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../../test/doubles/search-world.ts";
import { LOCAL_TENANT, SHARED_TENANT, tenantIdSchema } from "../../domain/ids.ts";
import { forgetCreators } from "../search-creators.ts";
import { getCreator } from "./get-creator.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

const notFound = { kind: "not-found", code: "creator-not-found" };

it("shows what is public and of contacts only their kinds", async () => {
  const creator = await world.add({ handle: "mia", bio: "ballet" });
  const contact = { kind: "email" as const, digest: "d1g35t", key_version: 1 };
  await world.update(creator, { has_contact: true, contacts: [contact, { ...contact, digest: "0th3r" }] });
  const view = await getCreator(world.ports, creator.id);
  expect(view.data).toMatchObject({
    ...{ id: creator.id, handle: "@mia", bio: "ballet", contact_kinds: ["email"] },
  });
  const text = JSON.stringify(view);
  for (const internal of [
    "d1g35t",
    "text_hash",
    "facet_hash",
    "index_mark",
    "version",
    "tenant_id",
    '"contacts"',
  ]) {
    expect(text).not.toContain(internal);
  }
});

it("tells of every field where it comes from, and when it was so", async () => {
  const creator = await world.add({ handle: "mia" });
  const posts_fetched_at = "2026-01-02T03:04:05.000Z";
  const day = Math.floor(Date.parse("2026-01-05T00:00:00.000Z") / 86_400_000);
  await world.update(creator, { posts_fetched_at, follower_history: [{ day, followers: 10 }] });
  const { data, provenance } = await getCreator(world.ports, creator.id);
  const told = provenance.flatMap(({ fields }) => fields);
  const dates = ["id", "platform", "fetched_at", "posts_fetched_at", "first_seen_at"];
  expect([...told, ...dates].toSorted()).toEqual(Object.keys(data).toSorted());
  const asOf = Object.fromEntries(provenance.map(({ source, as_of }) => [source, as_of]));
  expect(asOf).toMatchObject({
    ...{ platform: data.fetched_at, profile: data.fetched_at, posts: posts_fetched_at },
    ...{ history: "2026-01-05T00:00:00.000Z", links: null, consent: null },
  });
});

it("knows no creator that is erased, forgotten, hidden, another tenant's or never was", async () => {
  const erased = await world.add({ handle: "a" });
  await world.erase(erased);
  const forgotten = await world.add({ handle: "b" });
  forgetCreators(world.ports.memory, LOCAL_TENANT, [forgotten.id]);
  const hidden = await world.add({ handle: "c" }, SHARED_TENANT);
  await world.hide(hidden, LOCAL_TENANT);
  const foreign = await world.add({ handle: "d" }, tenantIdSchema.parse("acme"));
  for (const id of [erased.id, forgotten.id, hidden.id, foreign.id, "c_nothing"]) {
    await expect(getCreator(world.ports, id)).rejects.toMatchObject(notFound);
  }
});

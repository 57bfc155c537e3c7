import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { suggestRequestSchema } from "../domain/identity-matching/suggestion.ts";
import { SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { writeDecision } from "./decisions.ts";
import { suggestIdentities } from "./suggest-identities.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(async () => {
  world = searchWorld();
  for (let at = 0; at < 40; at += 1) {
    const platform = at % 2 ? "x" : "instagram";
    await world.add({
      platform,
      handle: `p${at}_${"abcdefgh"[at % 8]}`,
      display_name: `${at} Some${at} Body${at}`,
    });
  }
});
afterEach(() => world.close());

const named = { handle: "jane_doe", display_name: "Jane Doe", links: ["https://jane.example"] };
const pair = async (tenant?: TenantId, other = tenant) =>
  [
    await world.add({ ...named, platform: "x" }, tenant),
    await world.add({ ...named, platform: "instagram" }, other),
  ] as const;
const suggestions = async () =>
  suggestIdentities(world.ports.documents, suggestRequestSchema.parse({ atLeast: 0.5 }));

it("suggests accounts that agree, with the evidence of each field, and stores nothing", async () => {
  const [a, b] = await pair();
  const report = await suggestions();
  expect(report).toMatchObject({ accounts: 42, pairs: 1, more: 0, left_out: 0, converged: true });
  const [found] = report.suggestions;
  expect([found?.a.id, found?.b.id].sort()).toEqual([a.id, b.id].sort());
  expect(found?.probability).toBeGreaterThan(0.95);
  expect(found?.evidence.map(({ field, level }) => `${field}: ${level}`)).toEqual(
    expect.arrayContaining(["handle: equal", "name: same words", "site: shared"]),
  );
  for (const collection of ["identities", "references"] as const)
    expect((await world.ports.documents.find(collection, { where: [], limit: 10 })).items).toEqual([]);
});

it("never suggests a refused pair again, nor one that would join the refused ones by another member", async () => {
  const [a, b] = await pair();
  await writeDecision(world.ports.documents, [b, a], "denied");
  expect((await suggestions()).suggestions).toEqual([]);
  const third = await world.add({ ...named, platform: "tiktok" });
  for (const one of [a, third]) await world.update(one, { identity_id: "id_1" });
  expect((await suggestions()).suggestions).toEqual([]);
});

it("suggests no pair that is linked already", async () => {
  for (const one of await pair()) await world.update(one, { identity_id: "id_1" });
  expect((await suggestions()).suggestions).toEqual([]);
});

it("suggests nobody who was erased", async () => {
  const [a] = await pair();
  await world.erase(a);
  expect(await suggestions()).toMatchObject({ accounts: 41, suggestions: [] });
});

it.each([SHARED_TENANT, tenantIdSchema.parse("acme")])(
  "never looks at accounts of tenant %s",
  async (tenant) => {
    await pair(tenant);
    await pair(undefined, tenant);
    expect(await suggestions()).toMatchObject({ accounts: 41, suggestions: [] });
  },
);

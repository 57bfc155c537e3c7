import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { LOCAL_TENANT, SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { countRecordsOf, removeRecordsOf } from "../stored/records-of-creators.ts";
import { decidePair, listSuggestions } from "./review-suggestions.ts";
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
const look = (from: string | null = null, remainingMs?: () => number) =>
  suggestIdentities(world.ports, { tenantId: LOCAL_TENANT, from, ...(remainingMs && { remainingMs }) });
const waiting = async () => (await listSuggestions(world.ports, { at_least: 0.5, limit: 100 })).data;
const suggestions = async () => {
  await look();
  return waiting();
};
const stored = async () =>
  (await world.ports.documents.find("identity_suggestions", { where: [], limit: 10 })).items;

it("suggests accounts that agree, with the evidence of each field, and links nobody", async () => {
  const [a, b] = await pair();
  expect((await look()).report).toMatchObject({ accounts: 42, suggested: 1, converged: true });
  const [found, ...others] = await waiting();
  expect(others).toEqual([]);
  expect([found?.a.id, found?.b.id].sort()).toEqual([a.id, b.id].sort());
  expect(found?.probability).toBeGreaterThan(0.95);
  expect(found?.evidence.map(({ field, level }) => `${field}: ${level}`)).toEqual(
    expect.arrayContaining(["handle: equal", "name: same words", "site: shared"]),
  );
  for (const collection of ["identities", "references"] as const)
    expect((await world.ports.documents.find(collection, { where: [], limit: 10 })).items).toEqual([]);
});

it("goes on where it was put down, to the same end, and a second run adds nothing", async () => {
  await pair();
  let [next, messages] = [(await look(null, () => 0)).next, 1];
  for (; next !== null && messages < 20; messages += 1) next = (await look(next, () => 0)).next;
  expect(next).toBeNull();
  expect(messages).toBeGreaterThan(2);
  expect(await suggestions()).toHaveLength(1);
  expect(await stored()).toHaveLength(1);
});

it("brings accounts of all pieces together by the letters of what they share", async () => {
  await pair();
  for (const letter of "0123456789abcdefghjkmnpqrstvwxyz")
    await suggestIdentities(world.ports, { tenantId: LOCAL_TENANT, prefix: `c_${letter}` });
  // A piece that had its turn before the other accounts left their keys finds them the next day.
  for (const letter of "0123456789abcdefghjkmnpqrstvwxyz")
    await suggestIdentities(world.ports, { tenantId: LOCAL_TENANT, prefix: `c_${letter}` });
  expect(await stored()).toHaveLength(1);
});

it("follows a profile that says something else by now", async () => {
  const [a] = await pair();
  await look();
  await world.update(a, { handle: "zzz", handle_lc: "zzz", display_name: "Somebody Else", links: [] });
  await look();
  const { items } = await world.ports.documents.find("match_keys", {
    where: [{ field: "creator_id", op: "eq", value: a.id }],
    limit: 10,
  });
  expect(items).toHaveLength(2);
  world.pass(4 * 86_400);
  expect(await suggestions()).toEqual([]);
});

it("links what an operator confirms, and asks no more", async () => {
  const [a, b] = await pair();
  const [found] = await suggestions();
  const { data } = await decidePair(world.ports, { id: found?.id ?? "", decision: "confirm" }, "key-1");
  expect(await world.ports.documents.get("identities", data.identity_id ?? "")).toMatchObject({
    members: [a.id, b.id].sort(),
  });
  expect(await waiting()).toEqual([]);
  expect(await suggestions()).toEqual([]);
  const again = decidePair(world.ports, { id: found?.id ?? "", decision: "confirm" }, "key-1");
  await expect(again).rejects.toMatchObject({ kind: "not-found", code: "suggestion-not-found" });
});

it("never suggests a refused pair again, nor one that would join the refused ones by another member", async () => {
  const [a] = await pair();
  const [found] = await suggestions();
  await decidePair(world.ports, { id: found?.id ?? "", decision: "refuse" }, "key-1");
  expect(await suggestions()).toEqual([]);
  const third = await world.add({ ...named, platform: "tiktok" });
  for (const one of [a, third]) await world.update(one, { identity_id: "id_1" });
  await world.ports.documents.upsertMany("identities", [
    { id: "id_1", version: "1", set: { members: [a.id, third.id], links: [] } },
  ]);
  expect(await suggestions()).toEqual([]);
});

it("forgets a pair again that an operator refused while it was judged anew", async () => {
  await pair();
  const [found] = await suggestions();
  const { openDocuments } = world.ports;
  const refusing: typeof openDocuments = (scope) => {
    const documents = openDocuments(scope);
    return {
      ...documents,
      async upsertMany(collection, writes) {
        if (collection === "identity_suggestions")
          await decidePair(world.ports, { id: found?.id ?? "", decision: "refuse" }, "key-1");
        return documents.upsertMany(collection, writes);
      },
    };
  };
  await suggestIdentities({ ...world.ports, openDocuments: refusing }, { tenantId: LOCAL_TENANT });
  expect(await stored()).toEqual([]);
});

it("suggests no pair that is linked already", async () => {
  for (const one of await pair()) await world.update(one, { identity_id: "id_1" });
  expect(await suggestions()).toEqual([]);
});

it("shows nobody who was erased, from that moment, and finds nobody who was", async () => {
  const [a] = await pair();
  expect(await suggestions()).toHaveLength(1);
  await world.erase(a);
  expect(await waiting()).toEqual([]);
  expect(await suggestions()).toEqual([]);
});

it("forgets all that names a creator, and can tell", async () => {
  const [a, b] = await pair();
  await look();
  const { documents } = world.ports;
  const holders = { read: documents, ownedBy: () => documents };
  expect(await countRecordsOf(holders, [b.id])).toBe(4);
  expect(await removeRecordsOf(holders, [b.id], ["suggestions"])).toBe(4);
  expect(await countRecordsOf(holders, [b.id])).toBe(0);
  expect(await countRecordsOf(holders, [a.id])).toBe(3);
});

it.each([SHARED_TENANT, tenantIdSchema.parse("acme")])(
  "never looks at accounts of tenant %s",
  async (tenant) => {
    await pair(tenant);
    await pair(undefined, tenant);
    expect((await look()).report).toMatchObject({ accounts: 41, suggested: 0 });
    expect(await waiting()).toEqual([]);
  },
);

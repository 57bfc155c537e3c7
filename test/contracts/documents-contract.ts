import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock, systemIds } from "../../lib/adapters/system-clock.ts";
import { writeAudit } from "../../lib/audit/audit.ts";
import { listAudit } from "../../lib/audit/list-audit.ts";
import { verifyAudit } from "../../lib/audit/verify-audit.ts";
import { type Condition, meetsAll } from "../../lib/domain/condition.ts";
import { type Creator, type CreatorRecord, UNSEARCHED_FIELDS } from "../../lib/domain/creator.ts";
import { tenantScope } from "../../lib/domain/tenant-scope.ts";
import type { Documents, FindQuery, Page } from "../../lib/ports/documents.ts";
import { tenantDocuments } from "../../lib/ports/tenant-documents.ts";
import type { Opened } from "./eventually.ts";
import { sampleCreator, tombstoneOf, uniqueName, uniqueTenant, writeOf } from "./sample-records.ts";

/** What every implementation of `Documents` promises. */
export function describeDocumentsContract(name: string, open: () => Promise<Opened<Documents>>): void {
  describe(`${name} keeps the contract of Documents`, () => {
    let opened: Opened<Documents>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const documents = (): Documents => opened.port;

    describeConditionalWrites(documents);
    describeUpdates(documents);
    describeGuards(documents);
    describeTenancy(documents);
    describeFinding(documents);
    describeScanning(documents);
    describeChaining(documents);
  });
}

function describeConditionalWrites(documents: () => Documents): void {
  it("stores a record whole and reads it back as it was", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "نور 𝓐 ünï", {
      bio: 'quote " and \\ and \u2028 🎮',
      followers: null,
    });
    expect(await documents().upsertMany("creators", [writeOf(creator)])).toEqual(["inserted"]);
    const found = await documents().getMany("creators", [tenant], [creator.id, "c_none"]);
    expect([...found.keys()]).toEqual([creator.id]);
    expect(found.get(creator.id)).toEqual(creator);
  });

  it("gives a search what it reads of a creator and nothing else, and what is left of an erased one", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "searched", { bio: "🎮", links: ["https://a.example"] });
    const erased = sampleCreator(tenant, "erased");
    await documents().upsertMany("creators", [writeOf(creator), writeOf(erased), tombstoneOf(erased)]);
    await documents().update("creators", creator, { identity_id: "i_linked", index_pending: false });
    const found = await documents().getSearched([tenant], [creator.id, erased.id, "c_none"]);
    const searched = Object.entries({ ...creator, identity_id: "i_linked" }).filter(
      ([field]) => !UNSEARCHED_FIELDS.some((one) => one === field),
    );
    expect([...found.keys()].sort()).toEqual([creator.id, erased.id].sort());
    expect(found.get(creator.id)).toEqual(Object.fromEntries(searched));
    expect(found.get(erased.id)).toMatchObject({ id: erased.id, tenant_id: tenant, erased: true });
    const whole = await documents().getMany("creators", [tenant], [creator.id]);
    expect(whole.get(creator.id)).toEqual({ ...creator, identity_id: "i_linked", index_pending: false });
    expect(await documents().getSearched([uniqueTenant()], [creator.id])).toEqual(new Map());
  });

  it("applies a write only over an older version", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "versions", { version: "b" });
    const write = (version: string, bio: string) => ({ ...writeOf(creator), version, set: { bio } });
    expect(await documents().upsertMany("creators", [writeOf(creator)])).toEqual(["inserted"]);
    expect(await documents().upsertMany("creators", [write("b", "same")])).toEqual(["superseded"]);
    expect(await documents().upsertMany("creators", [write("a", "older")])).toEqual(["superseded"]);
    expect(await documents().upsertMany("creators", [write("c", "newer")])).toEqual(["updated"]);
    const found = await documents().getMany("creators", [tenant], [creator.id]);
    expect(found.get(creator.id)).toEqual({ ...creator, version: "c", bio: "newer" });
  });

  it("gives setOnInsert to a new record alone", async () => {
    const tenant = uniqueTenant();
    const { id, tenant_id, version, ...fields } = sampleCreator(tenant, "on-insert");
    const { identity_id: _, ...set } = fields;
    const write = { id, tenant_id, version, set, setOnInsert: { identity_id: "i_first" } };
    await documents().upsertMany("creators", [write]);
    const later = {
      ...write,
      version: `${version}~`,
      set: { bio: "later" },
      setOnInsert: { identity_id: null },
    };
    await documents().upsertMany("creators", [later]);
    const found = await documents().getMany("creators", [tenant], [id]);
    expect(found.get(id)).toMatchObject({ bio: "later", identity_id: "i_first" });
  });

  it("replaces a record by exactly the given fields, and a tombstone beats whatever comes later", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "erased", { bio: "to be forgotten" });
    await documents().upsertMany("creators", [writeOf(creator)]);
    const tombstone = tombstoneOf(creator);
    expect(await documents().upsertMany("creators", [tombstone])).toEqual(["updated"]);
    const late = { ...writeOf(creator), version: "2099-01-01T00:00:00.000Z#999999" };
    expect(await documents().upsertMany("creators", [late])).toEqual(["superseded"]);
    const found = await documents().getMany("creators", [tenant], [creator.id]);
    const { id, tenant_id, version, set } = tombstone;
    expect(found.get(creator.id)).toEqual({ id, tenant_id, version, ...set });
  });

  it("applies two writes of one id in their order", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "twice", { version: "1" });
    const writes = ["2", "1", "3"].map((version) => ({
      ...writeOf(creator),
      version,
      set: { bio: version },
    }));
    const outcomes = await documents().upsertMany("creators", [writeOf(creator), ...writes]);
    expect(outcomes).toEqual(["inserted", "updated", "superseded", "updated"]);
    const found = await documents().getMany("creators", [tenant], [creator.id]);
    expect(found.get(creator.id)).toMatchObject({ version: "3", bio: "3" });
  });

  it("keeps one record when the same write arrives many times at once", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "race");
    const writes = Array.from({ length: 8 }, () => documents().upsertMany("creators", [writeOf(creator)]));
    const outcomes = (await Promise.all(writes)).flat();
    expect(outcomes.filter((outcome) => outcome === "inserted")).toHaveLength(1);
    expect(await documents().count("creators", { tenants: [tenant], where: [] })).toBe(1);
  });

  it("takes an empty call", async () => {
    expect(await documents().upsertMany("creators", [])).toEqual([]);
    expect(await documents().updateMany("creators", [])).toEqual([]);
    expect(await documents().delete("creators", uniqueTenant(), [])).toBe(0);
    expect(await documents().deleteUnchanged("creators", uniqueTenant(), [])).toBe(0);
  });
}

function describeUpdates(documents: () => Documents): void {
  it("updates fields only while every condition holds, and leaves the version alone", async () => {
    const creator = sampleCreator(uniqueTenant(), "conditions", { text_hash: "a".repeat(64) });
    await documents().upsertMany("creators", [writeOf(creator)]);
    const when = (value: string): Condition[] => [{ field: "text_hash", op: "eq", value }];
    const pending = { index_pending: false };
    expect(await documents().update("creators", creator, pending, when("b".repeat(64)))).toBe(false);
    expect(await documents().update("creators", creator, pending, when("a".repeat(64)))).toBe(true);
    const found = await documents().getMany("creators", [creator.tenant_id], [creator.id]);
    expect(found.get(creator.id)).toEqual({ ...creator, index_pending: false });
  });

  it("says of each of several updates whether it did anything", async () => {
    const tenant = uniqueTenant();
    const [one, two] = [sampleCreator(tenant, "one"), sampleCreator(tenant, "two")];
    await documents().upsertMany("creators", [writeOf(one)]);
    const set = { identity_id: "i_1" };
    const never: Condition[] = [{ field: "erased", op: "eq", value: true }];
    const updates = [
      { key: one, set },
      { key: two, set },
      { key: one, set, when: never },
    ];
    expect(await documents().updateMany("creators", updates)).toEqual([true, false, false]);
  });
}

function describeGuards(documents: () => Documents): void {
  it("gives a field its first value once, whether it was null or not there", async () => {
    const tenant = uniqueTenant();
    const unset = sampleCreator(tenant, "unset", { identity_id: null });
    await documents().upsertMany("creators", [writeOf(unset)]);
    const when = [{ field: "identity_id", op: "absent" }] as const;
    const set = (identity_id: string) => ({ key: unset, set: { identity_id }, when });
    expect(await documents().updateMany("creators", [set("id_1"), set("id_2")])).toEqual([true, false]);
    const found = await documents().getMany("creators", [tenant], [unset.id]);
    expect(found.get(unset.id)).toMatchObject({ identity_id: "id_1" });
    const missing = [{ field: "nothing_like_it", op: "absent" }] as const;
    expect(await documents().update("creators", unset, { bio: "changed" }, missing)).toBe(true);
  });

  it("looks at a field of a field, which what is not there never meets", async () => {
    const index_mark = {
      model: "m",
      dims: 8,
      text_hash: "t",
      facet_hash: "f",
      at: "2026-11-01T00:00:00.000Z",
    };
    const marked = sampleCreator(uniqueTenant(), "marked", { index_mark });
    await documents().upsertMany("creators", [writeOf(marked)]);
    const when = (field: string, value: string) => ({
      ...{ key: marked, set: { index_pending: false } },
      when: [{ field, op: "eq", value }] as const,
    });
    const updates = [
      when("index_mark.text_hash", "other"),
      when("second_mark.text_hash", "t"),
      when("index_mark.text_hash", "t"),
    ];
    expect(await documents().updateMany("creators", updates)).toEqual([false, false, true]);
  });

  it("applies several updates of one record in order", async () => {
    const creator = sampleCreator(uniqueTenant(), "ordered", { identity_id: "id_0" });
    await documents().upsertMany("creators", [writeOf(creator)]);
    const step = (from: string, to: string) => {
      const when: Condition[] = [{ field: "identity_id", op: "eq", value: from }];
      return { key: creator, set: { identity_id: to }, when };
    };
    const steps = [step("id_1", "id_2"), step("id_0", "id_1"), step("id_1", "id_2")];
    expect(await documents().updateMany("creators", steps)).toEqual([false, true, true]);
  });

  it("removes only what is still at the version that was read, of the named tenant", async () => {
    const tenant = uniqueTenant();
    const [kept, gone, foreign] = [
      sampleCreator(tenant, "kept"),
      sampleCreator(tenant, "gone"),
      sampleCreator(uniqueTenant(), "foreign"),
    ];
    await documents().upsertMany("creators", [kept, gone, foreign].map(writeOf));
    await documents().upsertMany("creators", [{ ...writeOf(kept), version: "9" }]);
    const read = [kept, gone, foreign, sampleCreator(tenant, "never")];
    expect(await documents().deleteUnchanged("creators", tenant, read)).toBe(1);
    const left = await documents().find("creators", { tenants: [tenant], where: [], limit: 10 });
    expect(left.items.map(({ id }) => id)).toEqual([kept.id]);
    expect(await documents().count("creators", { tenants: [foreign.tenant_id], where: [] })).toBe(1);
  });
}

function describeTenancy(documents: () => Documents): void {
  it("shows and changes only records of the named tenants", async () => {
    const [own, other] = [uniqueTenant(), uniqueTenant()];
    const foreign = sampleCreator(other, "foreign");
    await documents().upsertMany("creators", [writeOf(sampleCreator(own, "own")), writeOf(foreign)]);
    expect((await documents().getMany("creators", [own], [foreign.id])).size).toBe(0);
    expect(await documents().count("creators", { tenants: [own], where: [] })).toBe(1);
    expect(await documents().count("creators", { tenants: [own, other], where: [] })).toBe(2);
    const key = { tenant_id: own, id: foreign.id };
    expect(await documents().update("creators", key, { bio: "taken" })).toBe(false);
    expect(await documents().delete("creators", own, [foreign.id])).toBe(0);
    const untouched = await documents().getMany("creators", [other], [foreign.id]);
    expect(untouched.get(foreign.id)).toEqual(foreign);
  });

  it("refuses a write under an id of another tenant", async () => {
    const creator = sampleCreator(uniqueTenant(), "owned");
    await documents().upsertMany("creators", [writeOf(creator)]);
    const theft = { ...writeOf(creator), tenant_id: uniqueTenant(), version: "9" };
    await expect(documents().upsertMany("creators", [theft])).rejects.toMatchObject({ kind: "conflict" });
    const found = await documents().getMany("creators", [creator.tenant_id], [creator.id]);
    expect(found.get(creator.id)).toEqual(creator);
  });

  it("removes records and says how many there were", async () => {
    const tenant = uniqueTenant();
    const creator = sampleCreator(tenant, "gone");
    await documents().upsertMany("creators", [writeOf(creator)]);
    expect(await documents().delete("creators", tenant, [creator.id, "c_none"])).toBe(1);
    expect(await documents().delete("creators", tenant, [creator.id])).toBe(0);
    expect(await documents().upsertMany("creators", [writeOf(creator)])).toEqual(["inserted"]);
  });
}

const CONDITIONS: readonly Condition[] = [
  { field: "followers", op: "gte", value: 10 },
  { field: "followers", op: "lte", value: 10 },
  { field: "followers", op: "eq", value: 10 },
  { field: "followers", op: "eq", value: "10" },
  { field: "followers", op: "notIn", values: [10] },
  { field: "platform", op: "in", values: ["x", "tiktok"] },
  { field: "country", op: "eq", value: "DE" },
  { field: "country", op: "notIn", values: ["DE"] },
  { field: "country", op: "notIn", values: [] },
  { field: "country", op: "in", values: [] },
  { field: "languages", op: "eq", value: "en" },
  { field: "languages", op: "in", values: ["de", "fr"] },
  { field: "languages", op: "notIn", values: ["en"] },
  { field: "categories", op: "eq", value: "food" },
  { field: "verified", op: "eq", value: true },
  { field: "verified", op: "eq", value: false },
  { field: "verified", op: "eq", value: 1 },
  { field: "verified", op: "notIn", values: [true] },
  { field: "fetched_at", op: "lte", value: "2026-11-01T00:00:00.000Z" },
  { field: "hashtags", op: "eq", value: "vegan'); --" },
  { field: "hashtags", op: "notIn", values: ["vegan'); --"] },
  { field: "posts_count", op: "gte", value: 5 },
  { field: "avatar_url", op: "eq", value: "x" },
  { field: "synthetic", op: "eq", value: true },
  { field: "erased", op: "eq", value: false },
  { field: "nothing_like_it", op: "eq", value: 1 },
];

function variedCreators(tenant: Creator["tenant_id"]): Creator[] {
  return [
    sampleCreator(tenant, "a", { followers: 5, country: "DE", languages: ["en", "de"], verified: true }),
    sampleCreator(tenant, "b", { followers: 10, country: "FR", languages: ["fr"], categories: ["food"] }),
    sampleCreator(tenant, "c", { followers: null, verified: null, platform: "x", posts_count: null }),
    sampleCreator(tenant, "d", { followers: 10, languages: ["en"], hashtags: ["vegan'); --", "b"] }),
    sampleCreator(tenant, "e", { followers: 20, platform: "tiktok", fetched_at: "2026-11-09T00:00:00.000Z" }),
    sampleCreator(tenant, "f", { followers: null, categories: ["food_and_drink"], avatar_url: "x" }),
  ];
}

function describeFinding(documents: () => Documents): void {
  const stored = async (): Promise<{ tenant: Creator["tenant_id"]; creators: Creator[] }> => {
    const tenant = uniqueTenant();
    const creators = variedCreators(tenant);
    await documents().upsertMany("creators", creators.map(writeOf));
    return { tenant, creators };
  };

  it("finds and counts what the reference meaning of conditions finds", async () => {
    const { tenant, creators } = await stored();
    const pairs = CONDITIONS.flatMap((one) => [
      [one],
      [one, { field: "followers", op: "gte", value: 6 } as const],
    ]);
    for (const where of pairs) {
      const expected = creators.filter((creator) => meetsAll(creator, where)).map(({ id }) => id);
      const page = await documents().find("creators", { tenants: [tenant], where, limit: 100 });
      expect(
        page.items.map(({ id }) => id),
        JSON.stringify(where),
      ).toEqual(expected.sort());
      expect(await documents().count("creators", { tenants: [tenant], where })).toBe(expected.length);
    }
  });

  it.each([
    ["ascending", "followers"],
    ["descending", "followers"],
    ["ascending", "handle_lc"],
    ["descending", "handle_lc"],
    ["descending", "posts_count"],
  ] as const)(
    "sorts %s by %s, null below every value, ties by id, whatever the page size",
    async (direction, field) => {
      const { tenant, creators } = await stored();
      const expected = [...creators].sort(inOrder(field, direction)).map(({ id }) => id);
      for (const limit of [1, 2, 100]) {
        const query: FindQuery = { tenants: [tenant], where: [], sort: { field, direction }, limit };
        expect((await everyPage(documents(), query)).map(({ id }) => id)).toEqual(expected);
      }
    },
  );

  it("pages through everything once by id when no sort is asked for", async () => {
    const { tenant, creators } = await stored();
    const items = await everyPage(documents(), { tenants: [tenant], where: [], limit: 2 });
    expect(items.map(({ id }) => id)).toEqual(creators.map(({ id }) => id).sort());
  });

  it("refuses a cursor of another query and one that is none", async () => {
    const { tenant } = await stored();
    const query: FindQuery = { tenants: [tenant], where: [], limit: 2 };
    const { cursor } = await documents().find("creators", query);
    const filtered: FindQuery = { ...query, where: [{ field: "followers", op: "gte", value: 1 }] };
    for (const foreign of [cursor ?? "", "nonsense", ""]) {
      const asked = documents().find("creators", { ...filtered, cursor: foreign });
      await expect(asked).rejects.toMatchObject({ kind: "invalid" });
    }
  });

  it("refuses a page of none or of more than 1,000", async () => {
    for (const limit of [0, 1_001]) {
      const asked = documents().find("creators", { tenants: [uniqueTenant()], where: [], limit });
      await expect(asked).rejects.toMatchObject({ kind: "invalid" });
    }
  });

  it("finds in collections of small records as in that of creators", async () => {
    const tenant = uniqueTenant();
    const [first, second] = [uniqueName("i"), uniqueName("j")];
    const members = [sampleCreator(tenant, "m").id];
    await documents().upsertMany("identities", [
      { id: second, tenant_id: tenant, version: "1", set: { members: [], links: [] } },
      { id: first, tenant_id: tenant, version: "1", set: { members, links: [] } },
    ]);
    const where: Condition[] = [{ field: "members", op: "in", values: members }];
    const page = await documents().find("identities", { tenants: [tenant], where, limit: 10 });
    expect(page).toEqual({
      items: [{ id: first, tenant_id: tenant, version: "1", members, links: [] }],
      cursor: null,
    });
  });
}

function describeScanning(documents: () => Documents): void {
  it("scans every record under a prefix in id order, once, while others are written", async () => {
    const tenant = uniqueTenant();
    const creators = Array.from({ length: 700 }, (_, index) => sampleCreator(tenant, `s${index}`));
    await documents().upsertMany("creators", creators.map(writeOf));
    await documents().upsertMany("creators", [writeOf(sampleCreator(uniqueTenant(), "other"))]);
    const seen: string[] = [];
    for await (const page of documents().scan("creators", [tenant], "c_")) {
      seen.push(...page.map(({ id }) => id));
      await documents().upsertMany("creators", [{ ...writeOf(sampleCreator(tenant, "s0")), version: "9" }]);
    }
    expect(seen).toEqual(creators.map(({ id }) => id).sort());
    const prefix = seen[0]?.slice(0, 3) ?? "";
    const some: string[] = [];
    for await (const page of documents().scan("creators", [tenant], prefix))
      some.push(...page.map(({ id }) => id));
    expect(some).toEqual(seen.filter((id) => id.startsWith(prefix)));
    const behind: string[] = [];
    for await (const page of documents().scan("creators", [tenant], "c_", seen[400]))
      behind.push(...page.map(({ id }) => id));
    expect(behind).toEqual(seen.slice(401));
  });
}

async function everyPage(documents: Documents, query: FindQuery): Promise<CreatorRecord[]> {
  const items: CreatorRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<CreatorRecord> = await documents.find("creators", {
      ...query,
      ...(cursor === null ? {} : { cursor }),
    });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return items;
}

function inOrder(field: "followers" | "handle_lc" | "posts_count", direction: "ascending" | "descending") {
  const sign = direction === "ascending" ? 1 : -1;
  return (a: Creator, b: Creator): number => {
    const [x, y] = [a[field], b[field]];
    if (x === y) return a.id < b.id ? -1 : 1;
    if (x === null || y === null) return x === null ? -sign : sign;
    return x < y ? -sign : sign;
  };
}

/** The audit relies on this: of many writers of one id exactly one wins, and each learns whether it did. */
function describeChaining(documents: () => Documents): void {
  it("gives acts recorded at once a place each in one chain", async () => {
    const scope = tenantScope(uniqueTenant(), { subscribesShared: true });
    const own = tenantDocuments(documents(), scope);
    const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
    const ports = { clock: systemClock, ids: systemIds, keyring };
    const act = { actor: "k1", subject: "c_1", outcome: "allowed", detail: { b: 1, a: null } } as const;
    const acts = Array.from({ length: 12 }, (_, at) => ({ ...act, action: `act-${at}` }));
    await Promise.all(acts.map((one) => writeAudit(ports, own, one)));
    const verified = await verifyAudit({ documents: own, keyring }, { from: 1 });
    expect(verified).toMatchObject({ valid: true, to: 12, faults: [] });
    const { data } = await listAudit({ documents: own, keyring }, { limit: 12 });
    expect(new Set(data.map(({ action }) => action))).toEqual(new Set(acts.map(({ action }) => action)));
  });
}

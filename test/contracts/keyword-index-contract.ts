import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Condition, meetsAll } from "../../lib/domain/condition.ts";
import type { Creator } from "../../lib/domain/creator.ts";
import { type TenantId, tenantIdSchema } from "../../lib/domain/ids.ts";
import { typedName } from "../../lib/domain/ranking/name-starts.ts";
import type { Documents } from "../../lib/ports/documents.ts";
import type { BrowseQuery, KeywordHit, KeywordIndex, KeywordQuery } from "../../lib/ports/keyword-index.ts";
import { eventually, type Opened } from "./eventually.ts";
import { sampleCreator, tombstoneOf, uniqueName, uniqueTenant, writeOf } from "./sample-records.ts";

/** The index follows documents, so a suite needs both, over one store. */
export interface KeywordParts {
  readonly documents: Documents;
  readonly keywords: KeywordIndex;
}

const WEIGHTS = { handle: 4, display_name: 3, bio: 1, tags: 2, place: 1 };

/** What every implementation of `KeywordIndex` promises. */
export function describeKeywordIndexContract(name: string, open: () => Promise<Opened<KeywordParts>>): void {
  describe(`${name} keeps the contract of KeywordIndex`, () => {
    let opened: Opened<KeywordParts>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const parts = (): KeywordParts => opened.port;

    describeFollowing(parts);
    describeMatching(parts);
    describeScripts(parts);
    describeFilters(parts);
    describeSuggestions(parts);
    describeBrowsing(parts);
    describeHostileWords(parts);
  });
}

const query = (tenant: TenantId, changes: Partial<KeywordQuery>): KeywordQuery => ({
  tenants: [tenant],
  terms: [],
  required: [],
  excluded: [],
  where: [],
  weights: WEIGHTS,
  fuzzy: false,
  limit: 50,
  ...changes,
});

const handlesOf = (hits: readonly KeywordHit[], creators: readonly Creator[]): string[] =>
  hits.map(({ id }) => creators.find((creator) => creator.id === id)?.handle ?? "?");

/** Stores creators under a new tenant and waits until the index has them all. */
async function indexed(
  { documents, keywords }: KeywordParts,
  make: (tenant: TenantId) => Creator[],
): Promise<{
  tenant: TenantId;
  creators: Creator[];
  search: (changes: Partial<KeywordQuery>) => Promise<string[]>;
}> {
  const tenant = uniqueTenant();
  const creators = make(tenant);
  await documents.upsertMany("creators", creators.map(writeOf));
  await eventually(
    () => keywords.search(query(tenant, { limit: 1_000 })),
    (hits) => hits.length === creators.length,
  );
  return {
    tenant,
    creators,
    search: async (changes) => handlesOf(await keywords.search(query(tenant, changes)), creators),
  };
}

function describeFollowing(parts: () => KeywordParts): void {
  it("follows what is written, changed, erased and deleted", async () => {
    const { tenant, creators, search } = await indexed(parts(), (own) => [
      sampleCreator(own, "stays", { bio: "pottery" }),
      sampleCreator(own, "changes", { bio: "pottery" }),
      sampleCreator(own, "erased", { bio: "pottery" }),
      sampleCreator(own, "deleted", { bio: "pottery" }),
    ]);
    expect((await search({ terms: ["pottery"] })).sort()).toEqual(["changes", "deleted", "erased", "stays"]);
    const [, changes, erased, deleted] = creators;
    if (!changes || !erased || !deleted) throw new Error("The sample holds four creators.");
    const changed = { ...writeOf(changes), version: "9", set: { bio: "weaving" } };
    await parts().documents.upsertMany("creators", [changed, tombstoneOf(erased)]);
    await parts().documents.delete("creators", tenant, [deleted.id]);
    const left = await eventually(
      () => search({ terms: ["pottery"] }),
      (handles) => handles.length === 1,
    );
    expect(left).toEqual(["stays"]);
    expect(await search({ terms: ["weaving"] })).toEqual(["changes"]);
    for (const terms of [["erased"], ["deleted"]]) expect(await search({ terms })).toEqual([]);
    expect((await search({})).sort()).toEqual(["changes", "stays"]);
  });

  it("follows fields that an update changes", async () => {
    const { creators, search } = await indexed(parts(), (own) => [
      sampleCreator(own, "moves", { country: "DE" }),
    ]);
    const [creator] = creators;
    if (!creator) throw new Error("The sample holds one creator.");
    await parts().documents.update("creators", creator, { country: "FR", bio: "cheese" });
    const where: Condition[] = [{ field: "country", op: "eq", value: "FR" }];
    const found = await eventually(
      () => search({ terms: ["cheese"], where }),
      (handles) => handles.length === 1,
    );
    expect(found).toEqual(["moves"]);
  });

  it("shows a tenant nothing of another", async () => {
    const word = uniqueName("word").replaceAll("-", "");
    const own = await indexed(parts(), (tenant) => [
      sampleCreator(tenant, "own", { bio: word, country: "DE" }),
    ]);
    const other = await indexed(parts(), (tenant) => [
      sampleCreator(tenant, "other", { bio: word, country: "FR" }),
    ]);
    expect(await own.search({ terms: [word] })).toEqual(["own"]);
    expect(await parts().keywords.facets([own.tenant], "country", [])).toEqual([{ value: "DE", count: 1 }]);
    const both = await parts().keywords.search(
      query(own.tenant, { tenants: [own.tenant, other.tenant], terms: [word] }),
    );
    expect(both).toHaveLength(2);
    expect(await parts().keywords.search(query(own.tenant, { tenants: [], terms: [word] }))).toEqual([]);
  });
}

function describeMatching(parts: () => KeywordParts): void {
  const sample = (own: TenantId): Creator[] => [
    sampleCreator(own, "TechGuru99", { display_name: "Tech Guru", bio: "I review phones and laptops" }),
    sampleCreator(own, "cook", {
      display_name: "Ana",
      bio: "Vegan coaching, vegan recipes",
      hashtags: ["plantbased"],
    }),
    sampleCreator(own, "runner", {
      display_name: "Ben",
      bio: "Marathon coach and vegan",
      location_text: "Berlin",
    }),
    sampleCreator(own, "vegan.shop", { display_name: "Shop", bio: "Shoes", country: "DE" }),
  ];

  it("joins words by OR; more, rarer and weightier matches score higher", async () => {
    const { search } = await indexed(parts(), sample);
    expect(await search({ terms: ["marathon", "vegan"] })).toHaveLength(3);
    // Fields of equal weight: how much one outweighs another depends on how rare its words are in the whole index.
    const alike = { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 };
    expect((await search({ terms: ["marathon", "vegan"], weights: alike }))[0]).toBe("runner");
    const byName = { ...WEIGHTS, handle: 20, bio: 0.1 };
    expect((await search({ terms: ["vegan"], weights: byName }))[0]).toBe("vegan.shop");
    expect(await search({ terms: ["nothinglikeit"] })).toEqual([]);
    expect(await search({ terms: ["vegan"], limit: 2 })).toHaveLength(2);
  });

  it("gives hits best first with a score above zero", async () => {
    const { tenant } = await indexed(parts(), sample);
    const hits = await parts().keywords.search(query(tenant, { terms: ["vegan", "coach"] }));
    const scores = hits.map(({ score }) => score);
    expect(scores.every((score) => score > 0)).toBe(true);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("finds names written apart or together, and hashtags", async () => {
    const { search } = await indexed(parts(), sample);
    for (const terms of [["techguru99"], ["guru"], ["TechGuru"], ["TECHGURU99"]]) {
      expect((await search({ terms }))[0], terms.join(" ")).toBe("TechGuru99");
    }
    expect((await search({ terms: ["veganshop"] }))[0]).toBe("vegan.shop");
    expect(await search({ terms: ["plantbased"] })).toEqual(["cook"]);
    expect(await search({ terms: ["germany"] })).toEqual(["vegan.shop"]);
  });

  it("demands required words and refuses excluded ones, in any field, stemmed alike", async () => {
    const { search } = await indexed(parts(), sample);
    expect((await search({ terms: ["vegan"], required: ["coach"] })).sort()).toEqual(["cook", "runner"]);
    expect(await search({ terms: ["vegan"], required: ["coach", "berlin"] })).toEqual(["runner"]);
    expect((await search({ required: ["recipe"] })).sort()).toEqual(["cook"]);
    expect((await search({ terms: ["vegan"], excluded: ["recipe"] })).sort()).toEqual([
      "runner",
      "vegan.shop",
    ]);
    expect(await search({ terms: ["vegan"], required: ["coach"], excluded: ["berlin", "recipes"] })).toEqual(
      [],
    );
    expect(await search({ terms: ["vegan"], required: ["nothinglikeit"] })).toEqual([]);
    expect(await search({ required: ["TechCook"] })).toEqual([]);
    expect(await search({ required: ["tech guru"] })).toEqual(["TechGuru99"]);
  });

  it("corrects a misspelt word only when asked", async () => {
    const { search } = await indexed(parts(), sample);
    expect(await search({ terms: ["marahton"] })).toEqual([]);
    expect(await search({ terms: ["marahton"], fuzzy: true })).toEqual(["runner"]);
  });

  it("stops before work that nobody waits for", async () => {
    const asked = parts().keywords.search(query(uniqueTenant(), { terms: ["x"] }), {
      signal: AbortSignal.abort(),
    });
    await expect(asked).rejects.toThrow();
  });
}

function describeScripts(parts: () => KeywordParts): void {
  it.each<[string, string, ...string[][]]>([
    ["accents", "Café crème à Montréal", ["cafe"], ["montreal"]],
    ["capitals without accents", "MUSICA Y CANCION", ["canción"], ["música"]],
    ["fancy letters", "𝓕𝓲𝓽𝓷𝓮𝓼𝓼 ｆｕｌｌ ᴮᴵᴳ", ["fitness"], ["full"]],
    ["Japanese", "毎日ゲーム実況をしています", ["ゲーム"], ["実況"]],
    ["Chinese", "我喜欢旅行摄影", ["旅行"], ["摄影"]],
    ["Thai", "รีวิวอาหารไทย", ["อาหาร"], ["รีวิว"]],
    ["Korean", "서울 맛집 리뷰", ["맛집"], ["서울"]],
    ["Arabic", "مدربة لياقة في دبي", ["لياقة"], ["دبي"]],
    ["Hindi", "हिंदी में खाना बनाना", ["खाना"], ["हिंदी"]],
    ["Russian", "Путешествия и ещё еда", ["путешествия"], ["еще"]],
    ["Arabic letters that writers exchange", "أحذية وکیک ومدرسة مكيـــاج", ["احذيه"], ["مكياج"]],
    ["Indian nasals and dots", "हिन्दी फ़िल्म और सड़क", ["हिंदी"], ["फिल्म"], ["सडक"]],
    ["the other kana", "らーめんたべあるき", ["ラーメン"], ["らーめん"]],
    ["simplified for traditional characters", "旅遊攝影 簡單", ["摄影"], ["简单"], ["攝影"]],
    ["letters that are apostrophes", "здоровʼя oʻzbek", ["здоров'я"], ["o’zbek"]],
    ["Hebrew, whose letters have a form for the end of a word", "אוכל טעים מתכונים", ["מתכונים"], ["טעים"]],
    ["Urdu", "کھانا پکانے کے طریقے", ["کھانا"], ["طریقے"]],
    ["Malayalam, whose consonants may stand without a vowel", "മലയാളം വാർത്തകൾ പാചകം", ["വാർത്തകൾ"], ["വാര്ത്തകള്"]],
    ["Bengali", "হঠাৎ রান্না আর ভ্রমণ", ["হঠাৎ"], ["রান্না"]],
    ["Hindi letters for English sounds", "ऑनलाइन कॉफ़ी", ["ऑनलाइन"], ["कॉफी"]],
    ["Azerbaijani", "Gözəllik və Əyləncə", ["gözəllik"], ["ƏYLƏNCƏ"]],
    [
      "letters that English lacks",
      "Þórður Ðanski Łódź Øystein Đorđe",
      ["þórður"],
      ["łódź"],
      ["øystein"],
      ["đorđe"],
    ],
    ["Japan's characters", "麺類と歳末", ["麺類"], ["歳末"]],
    ["Japan's characters beside katakana", "簡単レシピ", ["簡単レシピ"], ["簡単れしぴ"]],
    ["letters as ornaments", "ᴍᴀᴋᴇᴜᴘ 🅺🅽🅸🆃🆃🅸🅽🅶", ["makeup"], ["knitting"]],
    ["German sharp s", "Straßenmusik", ["strassenmusik"], ["STRASSENMUSIK"]],
    ["programming languages", "C++ and C# tutorials", ["c++"], ["c#"]],
  ])("finds words in %s", async (_, bio, ...asked) => {
    const { search } = await indexed(parts(), (own) => [
      sampleCreator(own, "wanted", { bio }),
      sampleCreator(own, "other", { bio: "nothing of the kind" }),
    ]);
    for (const terms of asked) expect(await search({ terms }), terms.join()).toEqual(["wanted"]);
  });
}

function describeFilters(parts: () => KeywordParts): void {
  it("filters by every field that a search can ask for, as conditions mean it", async () => {
    const { creators, search } = await indexed(parts(), (own) => [
      sampleCreator(own, "a", {
        bio: "w",
        followers: 5,
        country: "DE",
        languages: ["en", "de"],
        verified: true,
      }),
      sampleCreator(own, "b", { bio: "w", followers: null, categories: ["food"], platform: "x" }),
      sampleCreator(own, "c", {
        bio: "w",
        followers: 50,
        categories: ["food_drink", "travel"],
        country: "FR",
      }),
      sampleCreator(own, "d", { bio: "w", engagement_rate: 0.05, has_contact: true, account_type: null }),
      sampleCreator(own, "e", {
        bio: "w",
        places: ["DE", "DE/berlin", "DE/?region"],
        growth_rate: -0.1,
        growth_rate_90: 0.3,
        median_views: 1_200,
        recent_posts: 0,
        identity_id: "i_0123456789abcdefghjkmnpqrs",
      }),
    ]);
    const [first] = creators;
    const conditions: Condition[] = [
      { field: "followers", op: "gte", value: 5 },
      { field: "followers", op: "lte", value: 5 },
      { field: "engagement_rate", op: "gte", value: 0.02 },
      { field: "country", op: "in", values: ["DE", "FR"] },
      { field: "country", op: "notIn", values: ["DE"] },
      { field: "languages", op: "in", values: ["de"] },
      { field: "categories", op: "eq", value: "food" },
      { field: "categories", op: "notIn", values: ["food", "travel"] },
      { field: "platform", op: "in", values: ["x"] },
      { field: "verified", op: "eq", value: true },
      { field: "has_contact", op: "eq", value: true },
      { field: "account_type", op: "in", values: ["person"] },
      { field: "last_post_day", op: "gte", value: 20_000 },
      { field: "id", op: "notIn", values: [first?.id ?? ""] },
      { field: "handle_lc", op: "in", values: ["a", "b"] },
      { field: "places", op: "in", values: ["DE/berlin", "DE/?city"] },
      { field: "places", op: "in", values: ["DE/munich", "DE/?region"] },
      { field: "growth_rate", op: "gte", value: -0.2 },
      { field: "growth_rate", op: "gte", value: 0 },
      { field: "growth_rate_90", op: "lte", value: 0.3 },
      { field: "median_views", op: "gte", value: 1_000 },
      { field: "recent_posts", op: "lte", value: 0 },
      { field: "identity_id", op: "gte", value: "i" },
    ];
    for (const condition of conditions) {
      const expected = creators
        .filter((creator) => meetsAll(creator, [condition]))
        .map(({ handle }) => handle);
      const label = JSON.stringify(condition);
      expect((await search({ where: [condition] })).sort(), label).toEqual(expected);
      expect((await search({ where: [condition], terms: ["w"] })).sort(), label).toEqual(expected);
    }
  });

  it("gives hits without words a score of zero", async () => {
    const { tenant } = await indexed(parts(), (own) => [sampleCreator(own, "a"), sampleCreator(own, "b")]);
    const where: Condition[] = [{ field: "followers", op: "gte", value: 1 }];
    const hits = await parts().keywords.search(query(tenant, { where }));
    expect(hits.map(({ score }) => score)).toEqual([0, 0]);
  });

  it("counts live creators by value, most first, each value of a list by itself", async () => {
    const { tenant } = await indexed(parts(), (own) => [
      sampleCreator(own, "a", { languages: ["en", "de"], country: "DE" }),
      sampleCreator(own, "b", { languages: ["en"], categories: ["food"] }),
      sampleCreator(own, "c", { platform: "x", categories: ["food"] }),
    ]);
    const facets = (field: Parameters<KeywordIndex["facets"]>[1]) =>
      parts().keywords.facets([tenant], field, []);
    expect(await facets("languages")).toEqual([
      { value: "en", count: 2 },
      { value: "de", count: 1 },
    ]);
    expect(await facets("platform")).toEqual([
      { value: "youtube", count: 2 },
      { value: "x", count: 1 },
    ]);
    expect(await facets("country")).toEqual([{ value: "DE", count: 1 }]);
    expect(await facets("categories")).toEqual([{ value: "food", count: 2 }]);
    const onX: Condition[] = [{ field: "platform", op: "notIn", values: ["youtube"] }];
    expect(await parts().keywords.facets([tenant], "categories", onX)).toEqual([{ value: "food", count: 1 }]);
    const large: Condition[] = [{ field: "followers", op: "gte", value: 1e12 }];
    expect(await parts().keywords.facets([tenant], "platform", large)).toEqual([]);
  });
}

function describeSuggestions(parts: () => KeywordParts): void {
  const asked = async (
    tenants: readonly TenantId[],
    creators: readonly Creator[],
    text: string,
    limit = 10,
  ) => {
    const ids = await parts().keywords.suggest({ tenants, typed: typedName(text), limit });
    return ids.map((id) => creators.find((creator) => creator.id === id)?.handle ?? "?");
  };

  it("suggests who is called as typed, by handle and by each word of the name, the most followed first", async () => {
    const { tenant, creators } = await indexed(parts(), (own) => [
      sampleCreator(own, "Tech.Guru_99", { display_name: "Ana Müller", followers: 10 }),
      sampleCreator(own, "technician", { display_name: "Bob", followers: 500 }),
      sampleCreator(own, "quiet", { display_name: "Tech Corner", followers: null }),
      sampleCreator(own, "other", { display_name: "Someone Else", followers: 9_000 }),
    ]);
    const typed = (text: string, limit?: number) => asked([tenant], creators, text, limit);
    expect(await typed("tech")).toEqual(["technician", "Tech.Guru_99", "quiet"]);
    expect(await typed("tech", 1)).toEqual(["technician"]);
    for (const text of ["techg", "@Tech.Gu", "MULL", "müll", "ana mü", "Ana Mü"])
      expect(await typed(text), text).toEqual(["Tech.Guru_99"]);
    expect(await typed("tech cor")).toEqual(["quiet"]);
    for (const text of ["guru99", "ller", "t", "", "?!", "technicianswithlongernames"])
      expect(await typed(text), text).toEqual([]);
  });

  it("suggests nobody of another tenant, nobody erased, and follows a name that changes", async () => {
    const own = await indexed(parts(), (tenant) => [
      sampleCreator(tenant, "zorba", { display_name: "Zorba" }),
      sampleCreator(tenant, "zorro", { display_name: "Zorro" }),
    ]);
    const other = await indexed(parts(), (tenant) => [sampleCreator(tenant, "zornik")]);
    const all = [...own.creators, ...other.creators];
    expect((await asked([own.tenant], all, "zor")).sort()).toEqual(["zorba", "zorro"]);
    expect(await asked([own.tenant, other.tenant], all, "zor")).toHaveLength(3);
    expect(await asked([], all, "zor")).toEqual([]);
    const [zorba, zorro] = own.creators;
    if (!zorba || !zorro) throw new Error("The sample holds two creators.");
    const renamed = { ...writeOf(zorro), version: "9", set: { display_name: "Diego", handle: "diego" } };
    await parts().documents.upsertMany("creators", [tombstoneOf(zorba), renamed]);
    const left = await eventually(
      () => asked([own.tenant], all, "zor"),
      (handles) => handles.length === 0,
    );
    expect(left).toEqual([]);
    expect(await asked([own.tenant], all, "dieg")).toEqual(["zorro"]);
  });
}

function describeBrowsing(parts: () => KeywordParts): void {
  const browse = (tenant: TenantId, changes: Partial<BrowseQuery> = {}) =>
    parts().keywords.browse({ tenants: [tenant], where: [], by: "followers", limit: 2, ...changes });

  async function pagesOf(tenant: TenantId, creators: readonly Creator[], changes: Partial<BrowseQuery> = {}) {
    const pages: string[][] = [];
    const totals: (number | null)[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<KeywordIndex["browse"]>> = await browse(tenant, {
        ...changes,
        ...(cursor !== null && { cursor }),
      });
      pages.push(page.ids.map((id) => creators.find((one) => one.id === id)?.handle ?? "?"));
      totals.push(page.total);
      cursor = page.cursor;
    } while (cursor !== null);
    return { pages, totals };
  }

  const sample = (own: TenantId): Creator[] => [
    sampleCreator(own, "small", { followers: 10, country: "DE" }),
    sampleCreator(own, "unknown", { followers: null, country: "DE" }),
    sampleCreator(own, "large", { followers: 1_000, country: "FR" }),
    sampleCreator(own, "middle", { followers: 100, country: "DE" }),
    sampleCreator(own, "lively", { followers: 50, engagement_rate: 0.2 }),
  ];

  it("pages through all in the order of a figure, unknown ones last, and counts them on the first page", async () => {
    const { tenant, creators } = await indexed(parts(), sample);
    expect(await pagesOf(tenant, creators)).toEqual({
      pages: [["large", "middle"], ["lively", "small"], ["unknown"]],
      totals: [5, null, null],
    });
    expect((await pagesOf(tenant, creators, { by: "engagement_rate", limit: 1 })).pages[0]).toEqual([
      "lively",
    ]);
    expect((await pagesOf(tenant, creators, { limit: 5 })).pages).toHaveLength(1);
  });

  it("gives equal figures in the order of their ids", async () => {
    const { tenant, creators } = await indexed(parts(), (own) =>
      Array.from({ length: 5 }, (_, nth) => sampleCreator(own, `twin${nth}`, { followers: 7 })),
    );
    const byId = [...creators].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ handle }) => handle);
    expect((await pagesOf(tenant, creators)).pages.flat()).toEqual(byId);
  });

  it("gives live creators of the tenant that meet the conditions", async () => {
    const { tenant, creators } = await indexed(parts(), sample);
    await indexed(parts(), sample);
    const inGermany: Condition[] = [
      { field: "country", op: "eq", value: "DE" },
      { field: "id", op: "notIn", values: [creators[0]?.id ?? ""] },
    ];
    const found = await pagesOf(tenant, creators, { where: inGermany });
    expect(found).toEqual({ pages: [["middle", "unknown"]], totals: [2] });
    const [, , large] = creators;
    if (!large) throw new Error("The sample holds five creators.");
    await parts().documents.upsertMany("creators", [tombstoneOf(large)]);
    const first = await eventually(
      () => browse(tenant),
      ({ total }) => total === 4,
    );
    expect(first.ids).not.toContain(large.id);
    const nowhere: Condition[] = [{ field: "country", op: "in", values: [] }];
    expect(await browse(tenant, { where: nowhere })).toEqual({ ids: [], cursor: null, total: 0 });
  });

  it("refuses a cursor of another query, and what is none", async () => {
    const { tenant } = await indexed(parts(), sample);
    const { cursor } = await browse(tenant);
    for (const changes of [{ cursor: cursor ?? "", by: "growth_rate" as const }, { cursor: "nonsense" }]) {
      await expect(browse(tenant, changes)).rejects.toMatchObject({
        kind: "invalid",
        code: "foreign-cursor",
      });
    }
  });
}

/** Characters with a meaning in the query languages of text indexes. */
const OPERATORS = [
  '"',
  "'",
  "*",
  "^",
  "(",
  ")",
  ":",
  "-",
  "+",
  "~",
  "NOT",
  "AND",
  "OR",
  "NEAR(a b, 2)",
  "bio:",
  "{bio}:",
];

function describeHostileWords(parts: () => KeywordParts): void {
  it("takes any text for words and nothing for an operator", async () => {
    const { tenant } = await indexed(parts(), (own) => [sampleCreator(own, "target", { bio: "alpha beta" })]);
    const word = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...OPERATORS), fc.constant("alpha"));
    const words = fc.array(
      fc.array(word, { maxLength: 3 }).map((pieces) => pieces.join("")),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(words, words, words, fc.boolean(), async (terms, required, excluded, fuzzy) => {
        const hits = await parts().keywords.search(query(tenant, { terms, required, excluded, fuzzy }));
        expect(hits.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
    for (const operator of OPERATORS) {
      const hits = await parts().keywords.search(query(tenant, { terms: ["alpha", operator] }));
      expect(hits, operator).toHaveLength(1);
    }
  }, 120_000);

  it("finds nothing for a tenant that has nothing", async () => {
    const nobody = tenantIdSchema.parse("nobody-at-all");
    expect(await parts().keywords.search(query(nobody, { terms: ["alpha"] }))).toEqual([]);
    expect(await parts().keywords.facets([nobody], "country", [])).toEqual([]);
  });
}

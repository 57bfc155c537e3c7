import fc from "fast-check";
import EMOJI from "unicode-emoji-json/data-by-emoji.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { filtersSchema } from "../search-request.ts";
import { wordsOf } from "../text/words.ts";
import { readQuery } from "./read-query.ts";

const filtersOf = (query: string) => readQuery(query).filters;

describe("a query with many filters", () => {
  const reading = readQuery(
    "fitness youtubers in Germany with 10k-100k followers and over 3% engagement, not crypto",
  );

  test("is read into all of them", () => {
    expect(reading.filters).toEqual({
      platforms: ["youtube"],
      countries: ["DE"],
      followers: { min: 10_000, max: 100_000 },
      engagement_rate: { min: 0.03 },
      exclude_keywords: ["crypto"],
    });
  });

  test("leaves its topic to search for and tells which words became what", () => {
    expect(reading).toMatchObject({ text: "fitness", terms: ["fitness"], excluded: ["crypto"] });
    expect(reading.read).toContainEqual({ words: "10k-100k followers", filter: "followers" });
    expect(reading.read).toContainEqual({ words: "Germany", filter: "countries" });
  });
});

describe("follower counts", () => {
  test.each([
    ["at least 8,000 followers", { min: 8_000 }],
    ["at leest 8 000 folowers", { min: 8_000 }],
    ["unter 50.000 Abonnenten", { max: 50_000 }],
    ["más de 10 millones de suscriptores", { min: 10_000_000 }],
    ["entre 5 a 50 mil seguidores", { min: 5_000, max: 50_000 }],
    ["cricket fans with 1 lakh followers", { min: 100_000 }],
    ["登録者10万人以上", { min: 100_000 }],
    ["팔로워 5만 이상", { min: 50_000 }],
    ["أكثر من مليون متابع", { min: 1_000_000 }],
    ["٥٠ ألف متابع", { min: 50_000 }],
    ["micro influencers", { min: 10_000, max: 100_000 }],
    ["nano influencers", { max: 10_000 }],
    ["gaming over 10M", { min: 10_000_000 }],
  ])("%s", (query, followers) => {
    expect(filtersOf(query).followers).toEqual(followers);
  });

  test.each([
    "top 10 chefs",
    "budget under 5k",
    "under $500",
    "over 40 years old",
    "100 days of code",
    "followers 60k-15k",
    "over 99999999999 followers",
    "reels with over 1M views",
  ])("%s states none", (query) => {
    expect(filtersOf(query).followers).toBeUndefined();
  });
});

describe("places and peoples", () => {
  test.each([
    ["food bloggers from Turkey", ["TR"]],
    ["fitness creators in NYC", ["US"]],
    ["canales de España", ["ES"]],
    ["journalistes français", ["FR"]],
    ["German youtubers", ["DE"]],
    ["Ukrainian illustrators living in Poland", ["PL"]],
    ["indie musicians from Iceland or Norway", ["IS", "NO"]],
    ["東京の美容系インスタグラマー", ["JP"]],
    ["בלוגריות אוכל מתל אביב", ["IL"]],
  ])("%s", (query, countries) => {
    expect(filtersOf(query).countries).toEqual(countries);
  });

  test.each([
    "Korean skincare creators",
    "Brazilian jiu-jitsu coaches",
    "cuisine italienne",
    "turkey recipes",
    "Michael Jordan fans",
    "travel in Japan",
    "Paris fashion week",
    "runners whose audience is in Germany",
    "bakers for my cafe in Tel Aviv",
    "send us la crème",
  ])("%s says nothing about where somebody is", (query) => {
    expect(filtersOf(query).countries).toBeUndefined();
  });

  test("a city stays a word to search for, a country does not", () => {
    expect(readQuery("chefs in Berlin").terms).toEqual(["chefs", "berlin"]);
    expect(readQuery("chefs in LA").terms).toEqual(["chefs", "la"]);
    expect(readQuery("chefs in Germany").terms).toEqual(["chefs"]);
  });
});

describe("the United States as Americans write them", () => {
  test.each([
    "US based fitness creators",
    "US-based fitness creators",
    "us based fitness creators",
    "U.S.-based fitness creators",
    "USA based fitness creators",
    "US fitness creators",
    "fitness creators in the U.S.",
    "fitness creators in the States",
    "American fitness creators",
    "NYC fitness creators",
    "fitness creators, Houston TX",
    "fitness creators in Reading, PA",
  ])("%s", (query) => {
    expect(readQuery(query)).toMatchObject({ filters: { countries: ["US"] } });
    expect(readQuery(query).terms).toContain("fitness");
  });

  test.each(["send us la crème", "tell us more", "GIVE US CHEFS", "american football", "e.l.f. cosmetics"])(
    "are not meant in %j",
    (query) => {
      expect(filtersOf(query)).toEqual({});
    },
  );
});

describe("everyday words that are cities", () => {
  const WORDS =
    "Reading Nice Bath Split Mobile Orange Cork Hull Male Tours Derby Essen Cologne Natal Como".split(" ");
  const written = fc.constantFrom(
    (word: string) => word,
    (word: string) => word.toLowerCase(),
  );
  const people = fc.constantFrom("influencers", "photographers", "creators", "reviewers", "fashion bloggers");

  test("say nothing right before people, with a capital as with none", () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS), written, people, (word, write, who) => {
        expect([word, filtersOf(`${write(word)} ${who}`)]).toEqual([word, {}]);
      }),
    );
  });

  test.each([
    ["influencers in Reading, UK", ["GB"]],
    ["photographers in Nice", ["FR"]],
    ["verified chefs, Lima", ["PE"]],
    ["interested in Reading books", undefined],
  ])("%j", (query, countries) => {
    expect(filtersOf(query).countries).toEqual(countries);
  });
});

describe("emoji", () => {
  test.each([
    ["🐶", ["🐶", "dog", "pets"]],
    ["👩🏽‍🍳", ["👩‍🍳", "cook", "food"]],
    ["💄💅", ["💄", "💅", "lipstick", "beauty", "nail", "polish"]],
    ["show me 🎮", ["🎮", "video", "game", "gaming"]],
  ])("alone mean themselves and what they show: %s", (query, terms) => {
    expect(readQuery(query).terms).toEqual(terms);
  });

  test("are decoration beside words, and flags are countries", () => {
    expect(readQuery("🎮 gamers").terms).toEqual(["gamers"]);
    expect(readQuery("🇩🇪 🍕")).toMatchObject({
      filters: { countries: ["DE"] },
      terms: ["🍕", "pizza", "food"],
    });
  });

  test("each mean something", () => {
    for (const [emoji, { group }] of Object.entries(EMOJI))
      if (group !== "Flags" && group !== "Symbols")
        expect(readQuery(emoji).terms.length, emoji).toBeGreaterThan(1);
  });
});

describe("languages, marks and activity", () => {
  test.each([
    ["Spanish-speaking vloggers", { languages: ["es"] }],
    ["Podcaster auf Deutsch", { languages: ["de"] }],
    ["हिंदी में टेक", { languages: ["hi"] }],
    ["learn Spanish", {}],
    ["verified chefs", { verified: true }],
    ["chefs who are not verified", { verified: false }],
    ["verified audience", {}],
    ["bakers with email", { has_contact: true }],
    ["knitters who posted in the last 30 days", { last_active_days: 30 }],
    ["coaches active this month", { last_active_days: 30 }],
    ["engaged audience", {}],
    ["over 200% engagement", {}],
    ["profiles with 'founder' in bio", { keywords: ["founder"] }],
  ])("%s", (query, filters) => {
    expect(filtersOf(query)).toEqual(filters);
  });
});

describe("platforms", () => {
  test.each([
    ["journalists on X", ["x"]],
    ["ig or tiktok dancers", ["instagram", "tiktok"]],
    ["gaming channels", ["youtube"]],
    ["singers not on Instagram", ["tiktok", "x", "youtube"]],
    ["x-ray technicians", undefined],
    ["spacex fans", undefined],
    ["generation x parents", undefined],
    ["telegram channels", undefined],
    ["English Channel swimmers", undefined],
    ["Chanel lovers", undefined],
  ])("%s", (query, platforms) => {
    expect(filtersOf(query).platforms).toEqual(platforms);
  });
});

describe("negation", () => {
  test.each([
    ["comedians, not politics", ["politics"]],
    ["DJs, but not radio hosts", ["radio"]],
    ["skaters excluding giveaways and gambling", ["giveaways", "gambling"]],
    ["Köche ohne Politik", ["politik"]],
    ["creators who don't talk about religion", ["religion"]],
    ["受験 政治なし", ["政治"]],
  ])("%s", (query, excluded) => {
    expect(filtersOf(query).exclude_keywords).toEqual(excluded);
  });

  test.each([
    "not polished or aspirational",
    "who feel like a friend, not a brand",
    "who don't take themselves too seriously",
    "no-code builders",
    "recetas sin gluten",
    "zero waste",
    "not just recipes",
  ])("%s excludes nothing", (query) => {
    expect(filtersOf(query).exclude_keywords).toBeUndefined();
  });

  test("what was negated without becoming a filter is no word to search for", () => {
    expect(readQuery("raw — not polished")).toMatchObject({ terms: ["raw"], excluded: ["polished"] });
  });
});

describe("handles", () => {
  test("are read from an @ and from addresses of profiles", () => {
    expect(readQuery("Is @some.one_ a fit?").handles).toEqual(["some.one_"]);
    expect(readQuery("like https://www.tiktok.com/@some.body?x=1")).toMatchObject({
      handles: ["some.body"],
      filters: { platforms: ["tiktok"] },
    });
  });

  test("are not read from e-mail addresses or pages that are no profiles", () => {
    expect(readQuery("write to me@example.com").handles).toEqual([]);
    expect(readQuery("https://www.instagram.com/reel/abc").handles).toEqual([]);
  });
});

describe("how a question is put", () => {
  const needs = fc.constantFrom(
    "vegan snacks",
    "running shoes",
    "tea from small farms",
    "wooden toys",
    "a bike that folds",
  );
  const frame = fc.constantFrom(
    "who would suit a campaign for",
    "Who would be a good fit for our launch of",
    "which creators should I hire to promote my",
    "which youtubers could promote our",
    "what should I make for",
    "warn me when",
    "tell me about",
    "we need someone to promote our",
    "¿Quién podría promocionar una campaña de",
    "wer passt zu einer Kampagne für",
  );

  test("is taken off, and the need stays", () => {
    fc.assert(
      fc.property(frame, needs, fc.constantFrom("", "?", " tonight", " please"), (before, need, after) => {
        const left = readQuery(`${before} ${need}${after}`).text.replace(/^a |\?$/g, "");
        expect([before, left]).toEqual([before, need.replace(/^a /, "")]);
      }),
    );
  });

  test.each([
    ["keynote speakers to book for a conference", "keynote speakers"],
    ["chefs we could work with", "chefs"],
    ["carry-on suitcase brand looking for ambassadors", "carry-on suitcase"],
    ["marca de café busca embajadores", "café"],
    ["Marke für Hautpflege sucht Influencer", "Hautpflege"],
    ["we are launching a new energy drink, who should promote it", "energy drink"],
    ["we want to advertise garden furniture, who fits?", "garden furniture"],
  ])("behind what people need is taken off too: %s", (query, need) => {
    expect(readQuery(query).text).toBe(need);
  });

  test.each([
    ["where can I find people who sew their own clothes", "people who sew their own clothes"],
    ["is there anyone who reviews fountain pens", "reviews fountain pens"],
    ["anyone here who does pottery?", "pottery"],
    ["who should I follow for slow cooker recipes", "slow cooker recipes"],
    ["who is good at explaining black holes", "explaining black holes"],
    ["how can I get rid of moths in my wardrobe", "get rid of moths in my wardrobe"],
    ["show me how to knit socks", "knit socks"],
    ["can anyone recommend somebody who explains tax returns", "explains tax returns"],
    ["suggest accounts for someone learning the violin", "learning the violin"],
    ["I'm looking for people who restore old motorbikes", "people who restore old motorbikes"],
    ["looking for a creator to review our running watch", "running watch"],
    ["ideal partners for a cold brew coffee launch", "cold brew coffee launch"],
    ["people to promote a language learning app", "language learning app"],
  ])("is taken off whoever is asked: %s", (query, need) => {
    expect(readQuery(query).text).toBe(need);
  });

  test.each([
    ["hiking boot label would like mountain photographers", "hiking boot mountain photographers"],
    ["a sparkling water brand wants to sponsor open-water swimmers", "a sparkling water open-water swimmers"],
    ["baby food company looking for new parents who film", "baby food new parents who film"],
    ["guitar pedal maker seeks bedroom guitarists", "guitar pedal bedroom guitarists"],
    ["Hersteller von Kinderwagen sucht junge Eltern", "Kinderwagen junge Eltern"],
    ["marque de moules cherche des amateurs de pâtisserie", "moules amateurs de pâtisserie"],
    ["nhãn hàng trà sữa tìm người đại diện", "trà sữa"],
    ["бренд кофе ищет блогеров", "кофе"],
  ])("leaves of a seller's search the thing and the people: %s", (query, need) => {
    expect(readQuery(query).text).toBe(need);
  });

  test.each([
    "Who Wants to Be a Millionaire fans",
    "Tell Me Lies fans",
    "How to Train Your Dragon",
    "warn me",
    "people who bake",
    "cook without turning the oven on",
    "company of heroes streamers",
    "store of the future retail experts",
    "songs to follow along",
    "places to visit",
    "influencer marketing",
    "company looking for investors",
    "businesses that need help",
    "looking for Alaska fans",
    "where the wild things are",
    "who do you love covers",
  ])("is no frame in %j", (query) => {
    expect(readQuery(query)).toMatchObject({ text: query, filters: {} });
  });
});

describe("what is left to search for", () => {
  test("is nothing where the filters say it all, and all words where nothing else is there", () => {
    expect(readQuery("show me verified influencers")).toMatchObject({ text: "", terms: [] });
    expect(readQuery("top creators").terms).toEqual(["top", "creators"]);
  });

  test("keeps other scripts and numbers that belong to words", () => {
    expect(readQuery("90s hip hop, 3D printing").terms).toEqual(["90s", "hip", "hop", "3d", "printing"]);
    expect(readQuery("T-Series").terms).toEqual(["t", "series"]);
    expect(readQuery("I'm l'artiste").terms).toEqual(["artiste"]);
    expect(readQuery("ศิลปิน วาดรูป").terms).toEqual(["ศิลปิน", "วาดรูป"]);
  });

  test("never corrects content words", () => {
    expect(readQuery("ilustrators and consept artists").terms).toEqual(["ilustrators", "consept", "artists"]);
  });
});

/** Words that the reader acts on, mixed with anything, so that the properties reach its branches. */
const fragment = fc.oneof(
  fc.constantFrom(
    ..."in from not no without over between and to 10k 1.5 million 5% engagement followers @some x.com/a on X youtubers verified email German Berlin Georgia last 30 days , . - \" ' + > más de 以上 万 フォロワー Türkiye'de".split(
      " ",
    ),
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const query = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(" ").slice(0, 500));

describe("any text", () => {
  test("is read without an error into filters that the API takes", () => {
    fc.assert(
      fc.property(query, (text) => filtersSchema.safeParse(readQuery(text).filters).success),
      { numRuns: rounds(500) },
    );
  });

  test("yields only words that stand in it", () => {
    fc.assert(
      fc.property(query, (text) => {
        const reading = readQuery(text);
        expect(reading.read.every(({ words }) => text.includes(words))).toBe(true);
        // Of emoji alone the text says what they mean.
        const isOwn = ({ raw }: { raw: string }) => text.includes(raw);
        expect(wordsOf(reading.text).every(isOwn) || /\p{Extended_Pictographic}/u.test(text)).toBe(true);
      }),
      { numRuns: rounds(500) },
    );
  });

  test.each(["(", "not ", "10k-", "a.", "@", "https://", "x ", "مليون ", "1 000 ", "\u0301", "in Berlin, "])(
    "made of %j alone is read too",
    (part) => {
      expect(() => readQuery(part.repeat(500))).not.toThrow();
    },
  );
});

describe("a word whose accents make it another word", () => {
  test.each([
    ["fotógrafos de montaña", undefined],
    ["hiking in Montana", ["US"]],
    ["créateurs de Montréal", ["CA"]],
    ["creators from Perú", ["PE"]],
    ["İstanbul'da yaşayan yemek blogcuları", ["TR"]],
    ["Türk anneler in Almanya", ["DE"]],
  ])("is no place whose name is never written so: %s", (query, countries) => {
    expect(filtersOf(query).countries).toEqual(countries);
  });

  test.each([
    ["thé en France", "thé", ["the"]],
    ["mẹ in Vietnam", "mẹ", ["me"]],
    // Beside another word the text alone keeps it: the index would find the English "the".
    ["thé vert", "thé vert", ["vert"]],
    ["créateurs très connus", "créateurs très connus", ["connus"]],
    ["creators în România", "", []],
  ])("is no stop word of a language without these accents: %s", (query, text, terms) => {
    expect(readQuery(query)).toMatchObject({ text, terms });
  });
});

describe("stop words of one language that are topics of another", () => {
  test.each([
    ["die cast model collectors", ["die", "cast", "model", "collectors"]],
    ["van life couples", ["van", "life", "couples"]],
    ["tai chi for seniors", ["tai", "chi", "seniors"]],
    ["faux fur crafts", ["faux", "fur", "crafts"]],
    ["para athletes who train in the gym", ["para", "athletes", "train", "gym"]],
    ["people who live in a van with 10k followers", ["van"]],
  ])("stay words to search for in %j", (query, terms) => {
    expect(readQuery(query).terms).toEqual(terms);
  });

  test.each([
    ["Kanäle, die kochen", ["kochen"]],
    ["der Koch hat einen Kanal", ["koch"]],
    ["Rezepte für Kinder", ["rezepte", "kinder"]],
    ["moda para mulheres", ["moda", "mulheres"]],
    ["comptes de mode avec plus de style", ["mode", "style"]],
  ])("fall away in their own: %j", (query, terms) => {
    expect(readQuery(query).terms).toEqual(terms);
  });

  test("English ones too, where the query is not English", () => {
    expect(readQuery("Spielzeug für das Kind").terms).toEqual(["spielzeug", "kind"]);
    expect(readQuery("what kind of cameras").terms).toEqual(["cameras"]);
  });
});

describe("countries, languages and platforms as Romance languages put them", () => {
  test.each([
    [
      "criadores de moda, Alemanha com 10.000 a 100.000 seguidores",
      { countries: ["DE"], followers: { min: 10_000, max: 100_000 } },
    ],
    [
      "comptes de mode, Espagne avec moins de 10 000 abonnés",
      { countries: ["ES"], followers: { max: 10_000 } },
    ],
    [
      "surfistas do Brasil que postam no TikTok e no Instagram",
      { countries: ["BR"], platforms: ["tiktok", "instagram"] },
    ],
    ["creatori di moda italiani", { countries: ["IT"] }],
    ["creatori di vini italiani", {}],
    ["fotógrafos sem perfil verificado", { verified: false }],
    ["comptes pour apprendre le japonais", {}],
    ["recetas peruanas para principiantes", {}],
    ["artisans du cuir actifs ces 7 derniers jours", { last_active_days: 7 }],
    ["wheelchair athletes, Paris 2024 medalists", {}],
  ])("%j", (query, filters) => {
    expect(filtersOf(query)).toEqual(filters);
  });
});

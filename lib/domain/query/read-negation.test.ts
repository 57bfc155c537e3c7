import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { readQuery } from "./read-query.ts";

const filtersOf = (query: string) => readQuery(query).filters;

/** Titles of films, songs, books, games and bands, and set phrases, that hold a word of exclusion. */
const TITLES =
  "No Man's Sky|No Time to Die|No Country for Old Men|No Doubt|No Angels|No Logo|No Way Home|No Strings Attached|No Game No Life|" +
  "No Reservations|No Scrubs|No Limit|No Woman No Cry|No Nut November|No Mow May|No One Lives Forever|No Exit|No Surrender|" +
  "Men Without Hats|Rebel Without a Cause|Doctors Without Borders|Men Without Women|With or Without You|Girl Without Hands|" +
  "A Day Without Rain|Without Remorse|Without a Trace|Everything but the Girl|Nothing but Thieves|Anything but Ordinary|" +
  "Sin City|Sin Cara|Sin Nombre|Sans Souci|Sans Soleil|Keine Lust|Kein Pardon|Sem Limites|Senza Parole|Bez Limitu";
const SET_PHRASES =
  "no spend challenge|no buy year|no bake desserts|no knead bread|no churn ice cream|no filter|no problem|no waste|no poo method|" +
  "non binary|non toxic cleaning|non alcoholic drinks|non fiction books|non stick cookware|non profit founders|non dairy recipes|" +
  "cook without turning the oven on|meals without cooking|travel without flying|workout without equipment|life without plastic";
const around = fc.constantFrom(
  (name: string) => name,
  (name: string) => `${name} fans`,
  (name: string) => `${name.toLowerCase()} fans`,
  (name: string) => `${name} reviews`,
  (name: string) => `fans of ${name.toLowerCase()}`,
  (name: string) => `people who love ${name}`,
);

test("a title or set phrase stays in the text and leaves nothing out", () => {
  fc.assert(
    fc.property(fc.constantFrom(...TITLES.split("|"), ...SET_PHRASES.split("|")), around, (name, within) => {
      const { filters, text, excluded } = readQuery(within(name));
      expect({ filters, text, excluded }).toEqual({ filters: {}, text: within(name), excluded: [] });
    }),
    { numRuns: rounds(500) },
  );
});

test.each([
  "gemeinnützige Organisationen, die Menschen in Not helfen",
  "tiere in not",
  "wir helfen aus der Not und Armut",
  "SEM marketing experts",
  "NIE study abroad",
  "people who write about the original sin of comedy",
  "the best of comic sans design",
  "history of the NAO robot",
])("a word that negates in another language leaves nothing out: %s", (query) => {
  const { filters, excluded } = readQuery(query);
  expect({ filters, excluded }).toEqual({ filters: {}, excluded: [] });
});

test("people may be told by whom they do not work for, however that is called", () => {
  const { filters, text } = readQuery("journalists on X who don't work for BuzzFeed");
  expect(filters).toEqual({ platforms: ["x"], exclude_keywords: ["buzzfeed"] });
  expect(text).toBe("journalists");
});

/** A subject, politics and sugar in each language, and how it says "without". */
const LANGUAGES = [
  ["en", "fashion without politics", "cakes without sugar"],
  ["es", "moda sin política", "pasteles sin azúcar"],
  ["pt", "moda sem política", "bolos sem açúcar"],
  ["fr", "mode sans politique", "gâteaux sans sucre"],
  ["de", "Mode ohne Politik", "Kuchen ohne Zucker"],
  ["it", "moda senza politica", "torte senza zucchero"],
  ["nl", "mode zonder politiek", "taarten zonder suiker"],
  ["pl", "moda bez polityki", "ciasta bez cukru"],
  ["tr", "moda siyaset olmadan", "şeker olmadan pasta"],
  ["id", "mode tanpa politik", "kue tanpa gula"],
  ["ru", "мода без политики", "торты без сахара"],
  ["ar", "موضة بدون سياسة", "كعك بدون سكر"],
  ["he", "אופנה בלי פוליטיקה", "עוגות בלי סוכר"],
  ["hi", "राजनीति के बिना फैशन", "चीनी के बिना केक"],
  ["ja", "ファッション 政治なし", "砂糖なしのケーキ"],
  ["ko", "정치 없는 패션", "설탕 없는 케이크"],
  ["zh", "时尚 不含政治", "蛋糕 不含糖"],
] as const;

describe("what is done without", () => {
  test.each(LANGUAGES)("is left out where it is a topic, in %s", (_language, topic) => {
    expect(filtersOf(topic).exclude_keywords).toHaveLength(1);
  });

  test.each(LANGUAGES)(
    "stays where it is what a thing is made without, in %s",
    (_language, _topic, thing) => {
      expect(readQuery(thing)).toMatchObject({ filters: {}, text: thing, excluded: [] });
    },
  );
});

test.each(["gardeners who grow vegetables without chemicals", "people who paint portraits without brushes"])(
  "what people do without stays in the text: %s",
  (query) => {
    expect(readQuery(query)).toMatchObject({ filters: {}, text: query, excluded: [] });
  },
);

const word = fc.stringMatching(/^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{1,2}[aeiou][kmpr]$/);

test("the signs of search engines leave out the word behind them, whatever it is", () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom("-", "−", "–", "NOT "), (wanted, unwanted, sign) => {
      const { filters, text } = readQuery(`${wanted} ${sign}${unwanted}`);
      expect({ filters, text }).toEqual({ filters: { exclude_keywords: [unwanted] }, text: wanted });
    }),
  );
});

test.each([
  "k-pop",
  "t-shirt designers",
  "finance - crypto",
  "US -based chefs",
  "-vegan\n-fitness",
  "5k -10k",
  "finance not boring",
])("%j has no such sign", (query) => {
  expect(filtersOf(query).exclude_keywords).toBeUndefined();
});

test.each([
  ['finance -"real estate"', ["real estate"]],
  ["anything but crypto", ["crypto"]],
  ["todo menos la política", ["política"]],
  ["comedy channels no politics", ["politics"]],
  ["no politics, comedy only", ["politics"]],
  ["creators who don't do giveaways", ["giveaways"]],
  ["artists no AI", ["ai"]],
])("%j leaves out %j", (query, excluded) => {
  expect(filtersOf(query).exclude_keywords).toEqual(excluded);
});

test("a place that is not wanted leaves the subject behind it alone", () => {
  for (const query of [
    "not from US fitness",
    "not from the United States fitness",
    "fitness creators not from India",
  ])
    expect(readQuery(query)).toMatchObject({ filters: {}, terms: ["fitness"] });
});

test("what is left out has one space between its words, whatever the query has", () => {
  expect(filtersOf("yoga, not  real\t estate").exclude_keywords).toEqual(["real estate"]);
  expect(filtersOf('yoga -"real  estate"').exclude_keywords).toEqual(["real estate"]);
});

import { PLACE_MAX_WORDS, type Place, placeIndex } from "../dictionaries/place-names.ts";
import { countryOfLocation, flagsOf, isEverydayWord } from "../dictionaries/places.ts";
import { hasAccents } from "../text/accents.ts";
import { longestPhraseAt } from "../text/words.ts";
import { addTo, type Draft, foldedAt, isFree, note, take, wordsBetween } from "./draft.ts";
import { WORDS } from "./filter-words.ts";
import { keyOf } from "./phrase-set.ts";
import { isListOf, type Named, saysWhere } from "./place-evidence.ts";
import type { Token } from "./query-tokens.ts";

/** Names that are ordinary words in small letters: "us" is a pronoun, "la" an article. */
const CAPITALS: ReadonlyMap<string, Place> = new Map(
  Object.entries<Place>({
    LA: { level: "city", countries: ["US"], own: "los angeles" },
    SF: { level: "city", countries: ["US"], own: "san francisco" },
    NY: { level: "city", countries: ["US"], own: "new york city" },
    DC: { level: "city", countries: ["US"], own: "washington dc" },
    US: { level: "country", countries: ["US"] },
    KL: { level: "city", countries: ["MY"], own: "kuala lumpur" },
    NYC: { level: "city", countries: ["US"], own: "new york city" },
    USA: { level: "country", countries: ["US"] },
    UK: { level: "country", countries: ["GB"] },
    UAE: { level: "country", countries: ["AE"] },
  }),
);
const PRONOUNS = new Set(["us"]);
/** "U.S.", "u.k.": with dots it cannot be an ordinary word. */
const withoutDots = (raw: string): string =>
  raw.includes(".") ? raw.replaceAll(".", "").toUpperCase() : raw;

/**
 * Reads countries from names of countries, regions and cities, if the words around say that somebody is there. A name
 * alone may be a topic ("Paris fashion week", "travel in Japan"), a thing ("turkey recipes"), the asker's own place
 * ("for my cafe in Tel Aviv") or the audience's. Such names stay words to search for. Cities and regions always stay in
 * the text: a biography may name one that the location does not.
 */
export function readPlaces(draft: Draft): void {
  readFlags(draft);
  let previous: Named | undefined;
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const named = placeAt(draft, at);
    if (named === undefined) continue;
    const follows = previous !== undefined && isListOf(draft, previous.end, named.at);
    if (named.place.countries.length === 1 && (follows || saysWhere(draft, named))) {
      accept(
        draft,
        named,
        follows && previous !== undefined && foldedAt(draft, previous.end) === "," ? previous : undefined,
      );
      previous = named;
    }
    at = named.end - 1;
  }
}

function accept(draft: Draft, named: Named, refined: Named | undefined): void {
  const { countries, level } = named.place;
  // "Paris, Texas": a region after a comma decides which city is meant.
  const settled = level === "region" ? (refined?.place.countries ?? []) : [];
  const kept = (draft.filters.countries ?? []).filter((country) => !settled.includes(country));
  draft.filters.countries = addTo(kept, countries);
  // The case ending after an apostrophe belongs to the name: "Almanya'da".
  const after = foldedAt(draft, named.end);
  const ending =
    after === "based" || (draft.tokens[named.end]?.joined === true && WORDS.placePostpositions.has(after));
  if (level === "country") take(draft, named.at, named.end + (ending ? 1 : 0), "countries");
  else {
    note(draft, named.at, named.end, "countries");
    draft.place.fill(true, named.at, named.end);
  }
}

function readFlags(draft: Draft): void {
  const flags = flagsOf(draft.text);
  if (flags.length > 0 && flags.length <= 3) draft.filters.countries = addTo(draft.filters.countries, flags);
}

/** The place whose name begins at a free token. */
export function placeAt(draft: Draft, at: number): Named | undefined {
  const token = draft.tokens[at];
  if (token === undefined || !isFree(draft, at) || token.kind !== "word") return undefined;
  const capital = capitalAt(draft, token, at);
  if (capital !== undefined)
    return { at, end: at + 1, place: capital, key: token.folded, prefixed: false, isSure: true };
  const whole = longestPhraseAt(draft.tokens, at, placeIndex(), PLACE_MAX_WORDS);
  const hit = whole ?? prefixedPlace(draft.tokens, at);
  if (hit === undefined || PRONOUNS.has(hit.key)) return undefined;
  if (!hit.value.isAccented && isAccentedRow(draft.tokens, at, at + hit.length)) return undefined;
  const named = {
    at,
    end: at + hit.length,
    place: hit.value,
    key: hit.key,
    prefixed: whole === undefined,
    isSure: token.raw.includes("."),
  };
  const settled = hit.value.level === "city" ? withCode(draft, named) : undefined;
  if (settled !== undefined) return settled;
  if (isEverydayWord(hit.key) && hit.value.level === "city" && !/^\p{Lu}/u.test(token.raw)) return undefined;
  return named;
}

/** "montaña" is no Montana: the folded word is a place whose name nobody writes with accents. */
const isAccentedRow = (tokens: readonly Token[], start: number, end: number): boolean =>
  tokens.slice(start, end).some(({ raw }) => hasAccents(raw));

/** "US", "U.S.", "us based", "based in us". In a query in all capitals, capitals say nothing. */
function capitalAt(draft: Draft, { raw, folded }: Token, at: number): Place | undefined {
  const isBased =
    foldedAt(draft, at + 1) === "based" ||
    /^(?:based|located|living|live) in$/.test(keyOf(draft.tokens, Math.max(0, at - 2), at));
  if (folded === "us" && isBased) return CAPITALS.get("US");
  if (raw === "States" && foldedAt(draft, at - 1) === "the") return CAPITALS.get("US");
  return raw.includes(".") || /\p{Ll}/u.test(draft.text) || raw === draft.text.trim()
    ? CAPITALS.get(withoutDots(raw))
    : undefined;
}

/** "Reading, PA", "Houston TX": the code of its region or country decides which city it is, as in profiles. */
function withCode(draft: Draft, named: Named): Named | undefined {
  const at = foldedAt(draft, named.end) === "," ? named.end + 1 : named.end;
  const code = draft.tokens[at];
  if (code === undefined || !/^[A-Z]{2,3}$/.test(code.raw) || !/\p{Ll}/u.test(draft.text)) return undefined;
  const country = countryOfLocation(`${wordsBetween(draft, named.at, named.end)}, ${code.raw}`);
  // "Mumbai, MH" is not the Marshall Islands: a code of one country's region may also be another country's code.
  const isForeign = country === code.raw && !named.place.countries.includes(country);
  const countries = isForeign ? named.place.countries : country === null ? [] : [country];
  // A namesake in another country has only the name as written.
  const { own } = countries[0] === named.place.countries[0] ? named.place : {};
  const place: Place = { level: "city", countries, ...(own !== undefined && { own }) };
  return { ...named, end: at + 1, place, isSure: true };
}

/** Hebrew and Arabic prepositions are attached to the name: "מתל אביב", "بمصر". */
function prefixedPlace(tokens: readonly Token[], at: number) {
  const token = tokens[at];
  if (token === undefined || !/^[מבלהبلو]./u.test(token.folded)) return undefined;
  const bare = [{ ...token, folded: token.folded.slice(1) }, ...tokens.slice(at + 1, at + PLACE_MAX_WORDS)];
  return longestPhraseAt(bare, 0, placeIndex(), PLACE_MAX_WORDS);
}
